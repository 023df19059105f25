"use client";

import { useEffect } from "react";

/**
 * Unfolds the entry that the address names. Browsers do so themselves when they follow a link; a link that the router
 * follows, and ⌘K, only change the address.
 */
export function UnfoldTarget() {
  useEffect(() => {
    function unfold() {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const entry = target?.closest("details");
      if (!entry) return;
      entry.open = true;
      entry.scrollIntoView({ block: "start" });
    }
    unfold();
    window.addEventListener("hashchange", unfold);
    window.navigation?.addEventListener("currententrychange", unfold);
    return () => {
      window.removeEventListener("hashchange", unfold);
      window.navigation?.removeEventListener("currententrychange", unfold);
    };
  }, []);
  return null;
}
