import type { ReactNode } from "react";

interface EmptyProps {
  readonly title: string;
  /** Whether the title is that of the whole page. */
  readonly isPage?: boolean;
  readonly children: ReactNode;
}

/** What stands where there is nothing to show: why, and the next step. */
export function Empty({ title, isPage = false, children }: EmptyProps) {
  return (
    <section className="empty">
      {isPage ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children}
    </section>
  );
}
