"use client";

import { useState } from "react";

/** A button that puts a text on the clipboard and says so; where that is not allowed, it shows the text to be copied. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<"ready" | "copied" | "by hand">("ready");
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
      setTimeout(() => setState("ready"), 2500);
    } catch {
      // Only pages served over HTTPS or from this machine may write to the clipboard.
      setState("by hand");
    }
  }
  return (
    <>
      <button type="button" className="btn" onClick={copy}>
        {state === "copied" ? "Copied" : label}
      </button>
      <span className="sr" role="status">
        {state === "copied" ? "Copied to the clipboard" : ""}
      </span>
      {state === "by hand" && (
        <label className="by-hand">
          <span className="small ink3">Copy this text</span>
          <textarea readOnly value={text} rows={8} onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
    </>
  );
}
