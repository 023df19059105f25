import Link from "next/link";
import { Tabs } from "@/components/page/tabs";
import type { CommentsView } from "@/lib/reports/satisfaction/prepare-survey-comments";

/** What customers wrote, to be searched; each leads to its conversation. */
export function Comments({ view, action }: { view: CommentsView; action: string }) {
  return (
    <>
      <Tabs
        label="Whose comments"
        place="above"
        tabs={view.arms.map(({ name, ...arm }) => ({ ...arm, text: name }))}
      />
      <search>
        <form className="comments-search" method="get" action={`${action}#comments`}>
          {view.hidden.map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          <input
            className="input"
            type="search"
            name="words"
            aria-label="Words in the comments"
            placeholder="Words in the comments"
            defaultValue={view.words}
            maxLength={100}
          />
          <button className="btn" type="submit">
            Search
          </button>
        </form>
      </search>
      {view.nothing && <p className="ink2">{view.nothing}</p>}
      <ul className="comments-found">
        {view.comments.map((comment) => (
          <li key={comment.key}>
            <span className="num semi">{comment.score ?? <span className="ink3 small">no scale</span>}</span>
            <p>
              {comment.runs.map(({ text, redacted }, i) =>
                redacted ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: runs of a text never move.
                  <span key={i} className="cap">
                    {text}
                  </span>
                ) : (
                  text
                ),
              )}
            </p>
            <Link className="small quiet-link" href={comment.href} prefetch={false}>
              {comment.line}
            </Link>
          </li>
        ))}
      </ul>
      {view.nextHref && (
        <p>
          <Link className="btn" href={view.nextHref} prefetch={false}>
            Earlier comments
          </Link>
        </p>
      )}
    </>
  );
}
