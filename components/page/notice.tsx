import type { ReactNode } from "react";

/** A bar that says what happened and what it means; at most one on a page. `calm` when nothing is wrong. */
export function Notice({ children, calm = false }: { children: ReactNode; calm?: boolean }) {
  return (
    <div className={calm ? "notice calm" : "notice"} role={calm ? undefined : "status"}>
      {children}
    </div>
  );
}
