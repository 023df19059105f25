import Link from "next/link";
import { Swatch } from "@/components/metrics/swatch";
import type { LastWordText } from "@/lib/reports/query-types/prepare-query-type-words";

/** What customers wrote last before they were handed off; each leads to its conversation. */
export function LastWords({ words }: { words: readonly LastWordText[] }) {
  return (
    <ul className="last-words">
      {words.map((word) => (
        <li key={word.key}>
          <p className="said">
            {word.runs.map((run, i) =>
              run.redacted ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a text have nothing else to be told by.
                <span key={i} className="cap">
                  {run.text}
                </span>
              ) : (
                run.text
              ),
            )}
          </p>
          <p className="about small ink3">
            <span className="ps">
              <Swatch family={word.family} />
              {word.reason}
            </span>
            <Link className="quiet-link num" href={word.href} prefetch={false}>
              {word.time ?? "conversation"}
              <span className="sr">, conversation</span>
            </Link>
          </p>
        </li>
      ))}
    </ul>
  );
}
