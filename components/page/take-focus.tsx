"use client";
import { useEffect, useRef, useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * Stands in a part that appears after a button was pressed: where the button is gone with its focus, the heading of the
 * part takes it, so that the keyboard goes on from there. A page that opens with the part leaves the focus alone.
 */
export function TakeFocus() {
  const opensWithPage = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  const appeared = useRef(!opensWithPage);
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!appeared.current) return;
    if (document.activeElement && document.activeElement !== document.body) return;
    const heading = mark.current?.closest("section")?.querySelector<HTMLElement>("h2, h3");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }, []);
  return <span ref={mark} hidden />;
}
