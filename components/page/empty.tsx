import type { ReactNode } from "react";

/** What stands where there is nothing to show: why, and the next step. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="empty">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
