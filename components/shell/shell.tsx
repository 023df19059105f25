import Link from "next/link";
import { type ReactNode, Suspense } from "react";
import { FindButton } from "@/components/find/find-button";
import type { PersonActor } from "@/lib/access/actor";
import { ROLE_LABELS } from "@/lib/access/permissions";
import { Brand } from "./brand";
import { FollowFocus } from "./follow-focus";
import { Menu } from "./menu";
import { Nav } from "./nav";
import { navGroups } from "./nav-links";
import type { Theme } from "./theme";
import { ThemeSwitch } from "./theme-switch";

interface ShellProps {
  readonly actor: PersonActor;
  /** Everything on the page was generated. */
  readonly isDemo: boolean;
  readonly theme: Theme;
  readonly children: ReactNode;
}

/** The frame of every page behind the sign-in: side bar, or top bar with a menu on narrow windows. */
export function Shell({ actor, isDemo, theme, children }: ShellProps) {
  const groups = navGroups(actor);
  const home = groups[0]?.links[0]?.href ?? "/";
  const demo = isDemo && <span className="demo">Generated demo data</span>;
  const who = (
    <div className="who">
      <div>
        <div className="name">{actor.name}</div>
        <div>{ROLE_LABELS[actor.role]}</div>
        <div className="does">
          <Link href="/settings/account" prefetch={false}>
            Account
          </Link>
          <form method="post" action="/sign-out">
            <button type="submit">Sign out</button>
          </form>
        </div>
      </div>
      <ThemeSwitch theme={theme} />
    </div>
  );
  return (
    <>
      <a className="skip" href="#content">
        Skip to content
      </a>
      <div className="app">
        <header className="side">
          <Link className="brand" href={home} prefetch={false}>
            <Brand />
          </Link>
          {demo}
          <FindButton listens />
          <Nav groups={groups} label="Main" />
          {who}
        </header>
        <div>
          <header className="top">
            <Link className="brand" href={home} prefetch={false}>
              <Brand />
            </Link>
            {demo}
            <FindButton listens={false} />
            <Menu>
              <Nav groups={groups} label="Menu" />
              {who}
            </Menu>
          </header>
          <main id="content" tabIndex={-1}>
            {children}
          </main>
          <Suspense>
            <FollowFocus />
          </Suspense>
        </div>
      </div>
    </>
  );
}
