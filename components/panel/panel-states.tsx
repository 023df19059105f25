"use client";
import { useEffect, useState } from "react";

/** What stands where the context will be. */
export function Waiting({ madeAt }: { madeAt: string | null }) {
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    if (madeAt === null) return;
    const since = new Date(madeAt).getTime();
    const tell = () => setSeconds(Math.max(0, Math.round((Date.now() - since) / 1000)));
    tell();
    const timer = setInterval(tell, 5000);
    return () => clearInterval(timer);
  }, [madeAt]);
  return (
    <div className="panel-state" role="status">
      {madeAt !== null && (
        <>
          <h1>Context has not arrived yet</h1>
          <p className="small ink2">
            {seconds !== null && `Your desktop asked for it ${ago(seconds)} ago. `}This panel fills itself.
          </p>
        </>
      )}
      {madeAt === null && <h1 className="sr">Loading</h1>}
      <div className="panel-bones" aria-hidden="true">
        <div />
        <div />
        <div />
      </div>
    </div>
  );
}

function ago(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  return `${Math.round(seconds / 60)} min`;
}

/** The link leads nowhere any more, and what to do about it. */
export function Over({ why, title = "This link no longer works" }: { why: string; title?: string }) {
  return (
    <div className="panel-state" role="alert">
      <h1>{title}</h1>
      <p className="small ink2">{why}</p>
      <p>
        <a className="btn" href="/rate" target="_blank" rel="noreferrer">
          Open my hand-offs
        </a>
      </p>
    </div>
  );
}
