import Link from "next/link";
import type { ReactNode } from "react";
import { Chips } from "@/components/filters/filter-row";
import type { ConversationList } from "@/lib/reports/conversations/prepare-conversations";

/**
 * What is listed, in words: the number, its period, its filters, and its other part. `bar` chooses other days and
 * filters; without one (null) those that are set can be taken off.
 */
export function ListHead({ list, bar }: { list: ConversationList; bar: ReactNode }) {
  return (
    <>
      <div className="head">
        <div>
          <h1>{list.title}</h1>
          <p className="small ink3 under">
            {list.period ?? "All data"}, newest first
            {list.definitionHref && (
              <>
                {" · "}
                <Link className="quiet-link" href={list.definitionHref}>
                  Definition
                </Link>
              </>
            )}
          </p>
        </div>
      </div>
      {bar ?? <Chips chips={list.filters} clearAllHref={null} />}
      {list.parts.length > 0 && (
        <nav className="tabs" aria-label="Parts of the number">
          {list.parts.map((part) => (
            <Link key={part.href} href={part.href} aria-current={part.current ? "page" : undefined}>
              {part.text}
            </Link>
          ))}
        </nav>
      )}
    </>
  );
}
