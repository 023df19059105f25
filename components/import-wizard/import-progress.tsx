import type { ReactNode } from "react";
import type { DraftView } from "@/lib/reports/import-wizard/prepare-import-draft";
import { KeepLooking } from "./keep-looking";

/** How far a check or an import is. It goes on when the page is left. */
export function ImportProgress({
  progress,
  children,
}: {
  progress: NonNullable<DraftView["progress"]>;
  /** What stops it. */
  children: ReactNode;
}) {
  return (
    <div className="sec import-bar">
      <p className="semi" role="status">
        {progress.label}
      </p>
      <progress
        aria-label={progress.label}
        {...(progress.share !== null && { value: progress.share, max: 1 })}
      />
      <p className="small ink3">
        It goes on when you leave this page; come back at any time.
        <noscript> Load the page again to see how far it is.</noscript>
      </p>
      {children}
      <KeepLooking />
    </div>
  );
}
