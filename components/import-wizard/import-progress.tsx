import type { DraftView } from "@/lib/reports/prepare-import-draft";
import { KeepLooking } from "./keep-looking";

/** How far a check or an import is. It goes on when the page is left. */
export function ImportProgress({ progress }: { progress: NonNullable<DraftView["progress"]> }) {
  return (
    <div className="sec import-bar" role="status">
      <p className="semi">{progress.label}</p>
      <progress
        aria-label={progress.label}
        {...(progress.share !== null && { value: progress.share, max: 1 })}
      />
      <p className="small ink3">
        It goes on when you leave this page; come back at any time.
        <noscript> Load the page again to see how far it is.</noscript>
      </p>
      <KeepLooking />
    </div>
  );
}
