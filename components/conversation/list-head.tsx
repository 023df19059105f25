import Link from "next/link";
import type { ConversationList } from "@/lib/reports/prepare-conversations";

/** What is listed, in words: the number, its period, its filters (each can be taken off), and its other part. */
export function ListHead({ list }: { list: ConversationList }) {
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
      {list.filters.length > 0 && (
        <ul className="chosen">
          {list.filters.map((filter) => (
            <li key={filter.text} className="chip">
              {filter.text}
              <Link href={filter.withoutHref} aria-label={`Without ${filter.text}`}>
                ×
              </Link>
            </li>
          ))}
        </ul>
      )}
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
