"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** The navigation on narrow windows. Opens without a script; made anew on every page, so that it closes on the way. */
export function Menu({ children }: { children: ReactNode }) {
  const path = usePathname();
  return (
    <>
      <button type="button" className="btn quiet" popoverTarget="menu">
        Menu
      </button>
      <div key={path} id="menu" popover="auto" className="menu">
        {children}
      </div>
    </>
  );
}
