"use client";

import { useEffect, useState } from "react";

/** How long the word `Copied` stands, in milliseconds. */
const SHOWN = 2500;

/** Prints the page, and copies its address. ⌘P prints the same way: charts are drawn for paper first. */
export function PageTools() {
  const [said, setSaid] = useState("");
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "p" || !(event.metaKey || event.ctrlKey) || event.shiftKey) return;
      event.preventDefault();
      print();
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  async function copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      setSaid("Copied");
    } catch {
      setSaid("Copy it from the address bar");
    }
    setTimeout(() => setSaid(""), SHOWN);
  }
  return (
    <>
      <button type="button" className="btn quiet" onClick={print}>
        Print
      </button>
      <button type="button" className="btn quiet" onClick={copy}>
        {said || "Copy link"}
      </button>
      <span className="sr" aria-live="polite">
        {said}
      </span>
    </>
  );
}

/** Gives the page the width that paper has, lets the charts draw themselves anew, prints, and puts it back. */
function print(): void {
  const root = document.documentElement;
  root.dataset.printing = "";
  const done = () => delete root.dataset.printing;
  window.addEventListener("afterprint", done, { once: true });
  // Charts hear of their new width after a frame, and are drawn in the next.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => window.print(), 60)));
}
