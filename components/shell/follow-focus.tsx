"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";

/**
 * Keeps the keyboard where the reader is. What was pressed may be gone afterwards (a form that is saved, "Show all"):
 * the part that the address names then takes the focus, as it would after a real navigation; otherwise the next Tab
 * begins at the top of the page.
 */
export function FollowFocus() {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const shown = useRef(`${pathname}?${search}`);
  useEffect(() => {
    const address = `${pathname}?${search}`;
    if (shown.current === address) return;
    shown.current = address;
    if (document.activeElement && document.activeElement !== document.body) return;
    const part = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    const heading = part?.querySelector<HTMLElement>("h2, h3") ?? part;
    if (!heading) return;
    if (!heading.hasAttribute("tabindex")) heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [pathname, search]);
  return null;
}
