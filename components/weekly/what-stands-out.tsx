import Link from "next/link";
import { Change } from "@/components/metrics/change";
import type { WhatStandsOut as Findings } from "@/lib/reports/stands-out/what-stands-out";
import type { Finding } from "@/lib/reports/stands-out/what-stands-out-finding";

/** What changed, whether it is real and why, in sentences made from the statistics. */
export function WhatStandsOut({ findings: { nothing, findings } }: { findings: Findings }) {
  return (
    <section id="findings" aria-label="What stands out">
      <h2>What stands out</h2>
      {nothing && <p className="nothing">{nothing}</p>}
      {findings.length > 0 && (
        <ol className="findings">
          {findings.map((finding, i) => (
            <li key={finding.key}>
              <span className="no" aria-hidden="true">
                {i + 1}
              </span>
              <Sentence finding={finding} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Sentence({ finding: { claim, why, signal, notes, link } }: { finding: Finding }) {
  return (
    <div>
      <p className="said">
        <b>{claim}</b> {why}
      </p>
      <p className="ev">
        {signal && <Change change={signal} />}
        {notes.map((note) => (
          <span key={note}>{note}</span>
        ))}
        <Link className="link" href={link.href} prefetch={false}>
          {link.text}
        </Link>
      </p>
    </div>
  );
}
