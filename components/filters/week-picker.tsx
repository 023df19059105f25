import Link from "next/link";
import type { WeeklyControls } from "@/lib/reports/filters/prepare-filters";
import { Chevron } from "./chevron";

/** The week, with the one before and the one after, and a list of all weeks that have data. */
export function WeekPicker({ controls }: { controls: WeeklyControls }) {
  return (
    <>
      <span className="picker">
        <Step href={controls.previousHref} label="Previous week" sign="‹" />
        <button type="button" className="cur" popoverTarget="weeks">
          {controls.week} <span className="k">{controls.days}</span> <Chevron />
        </button>
        <Step href={controls.nextHref} label="Next week" sign="›" />
      </span>
      <div className="pop" id="weeks" popover="auto">
        <nav className="opts" aria-label="Weeks">
          {controls.weeks.map((week) => (
            <a
              key={week.href}
              className="opt"
              href={week.href}
              aria-current={week.current ? "page" : undefined}
            >
              <span className="num">{week.name}</span>
              <span className="grow ink3 num">{week.days}</span>
              <span className="ink3 micro num">{week.running ? "running" : week.count}</span>
            </a>
          ))}
        </nav>
      </div>
    </>
  );
}

function Step({ href, label, sign }: { href: string | null; label: string; sign: string }) {
  return href === null ? (
    <span aria-disabled="true" aria-hidden="true">
      {sign}
    </span>
  ) : (
    <Link href={href} prefetch={false} aria-label={label}>
      {sign}
    </Link>
  );
}
