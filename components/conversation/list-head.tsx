import Link from "next/link";
import type { ReactNode } from "react";
import { Chips } from "@/components/filters/filter-row";
import { Tabs } from "@/components/page/tabs";
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
            {list.period === null ? "Newest first" : `${list.period}, newest first`}
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
      {list.parts.length > 0 && <Tabs label="Parts of the number" tabs={list.parts} />}
    </>
  );
}
