"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import "./find.css";

/** What finds things is loaded when it is opened for the first time. */
const FindDialog = dynamic(() => import("./find-dialog").then((module) => module.FindDialog), { ssr: false });

/** Opens what finds pages, query types, conversations, metrics and views: by pressing it, ⌘K or Ctrl-K. */
export function FindButton({ listens }: { listens: boolean }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!listens) return;
    function onKey(event: KeyboardEvent) {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.metaKey || event.ctrlKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      setOpen((open) => !open);
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [listens]);
  return (
    <>
      <button
        type="button"
        className="find-open"
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setOpen(true)}
      >
        <span>Find</span>
        <kbd>⌘K</kbd>
      </button>
      {isOpen && <FindDialog onClose={() => setOpen(false)} />}
    </>
  );
}
