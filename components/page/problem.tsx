"use client";

import { Empty } from "./empty";

interface ProblemProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** What a page shows when it failed: that nothing is lost, what to do, and the mark by which its log entry is found. */
export function Problem({ error, reset }: ProblemProps) {
  return (
    <Empty isPage title="This page could not be made">
      <p>
        Nothing is lost: the records are as they were. Try again; if it keeps failing, the server’s log says
        why.
      </p>
      {error.digest && (
        <p className="small ink3">
          In the log under <span className="code">{error.digest}</span>
        </p>
      )}
      <p>
        <button type="button" className="btn" onClick={reset}>
          Try again
        </button>
      </p>
    </Empty>
  );
}
