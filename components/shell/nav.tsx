"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import type { NavGroup } from "./nav-links";

/** The words of the navigation; the page that is open, or the one above it, is marked. */
export function Nav({ groups, label }: { groups: readonly NavGroup[]; label: string }) {
  const path = usePathname();
  // A page with a word of its own is not below another one.
  const isNamed = groups.some((group) => group.links.some(({ href }) => href === path));
  return (
    <nav className="nav" aria-label={label}>
      {groups.map((group) => (
        <div key={group.links[0]?.href}>
          {group.heading && <p>{group.heading}</p>}
          {group.links.map((link) => (
            <Link
              key={link.href}
              href={link.href}
              // Every page asks the database: none is asked for before somebody wants it.
              prefetch={false}
              aria-current={
                link.href === path ? "page" : !isNamed && isBelow(path, link.href) ? "true" : undefined
              }
            >
              <Pending>{link.label}</Pending>
            </Link>
          ))}
        </div>
      ))}
    </nav>
  );
}

function isBelow(path: string, href: string): boolean {
  return href !== "/" && path.startsWith(`${href}/`);
}

/** Greys the word while its page is on the way. */
function Pending({ children }: { children: string }) {
  const { pending } = useLinkStatus();
  return <span className={pending ? "ink3" : undefined}>{children}</span>;
}
