import type { ReactNode } from "react";

interface ScrollRegionProps {
  /** What scrolls, for those who hear the page. */
  readonly label: string;
  /** From which width on it scrolls: `wide` tables below a wide window, `sideways` ones always where they must. */
  readonly kind?: "wide" | "sideways";
  readonly children: ReactNode;
}

/** A table that is wider than its window scrolls by itself, with the keyboard too. */
export function ScrollRegion({ label, kind, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={kind ? `scroll ${kind}` : "scroll"} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
