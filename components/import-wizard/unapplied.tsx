"use client";
import type { FormEvent, ReactNode } from "react";

/** The mark of a part in which something was changed and not applied; the style sheet does the rest. */
const CHANGED = "changed";

/**
 * Around what can be corrected: a correction counts once it is applied, so what comes after (checking, importing) steps
 * back while one is not. Parts that apply by a button of their own bear `data-applies`. Without a script nothing steps
 * back.
 */
export function Unapplied({ children }: { children: ReactNode }) {
  const part = (event: FormEvent) =>
    event.target instanceof Element ? event.target.closest<HTMLElement>("[data-applies]") : null;
  return (
    <div
      className="unapplied"
      onChange={(event) => {
        const changed = part(event);
        if (changed) changed.dataset[CHANGED] = "";
      }}
      onSubmit={(event) => {
        delete part(event)?.dataset[CHANGED];
      }}
    >
      {children}
    </div>
  );
}
