"use client";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import type { RateItem } from "@/lib/reports/rating/prepare-rate";
import { ratingText, USED_CHOICES, USEFULNESS_CHOICES } from "@/lib/reports/rating/prepare-rating";
import { AskedAgain } from "./asked-again";
import { MoreSaid } from "./more-said";
import type { RatingStatus, SaveRating } from "./rating-state";
import { Segments } from "./segments";
import { useRating } from "./use-rating";

/** What keys do to a row. */
export interface RowKeys {
  /** 1, 2 or 3: the answer to the first open question. */
  answer(place: 0 | 1 | 2): void;
  /** 4 to 9: a captured detail was asked again; 0: none was. */
  again(place: number | null): void;
  undo(): void;
}

interface RateRowProps {
  readonly item: RateItem;
  readonly save: SaveRating;
  readonly isCurrent: boolean;
  readonly onCurrent: () => void;
  /** Told of every step, in words too: `Saved: useful, used`. */
  readonly onStatus: (status: RatingStatus, said: string) => void;
  readonly register: (keys: RowKeys | null) => void;
}

/** One hand-off of the queue: what it was, the two questions, and what had to be asked again once they are answered. */
export function RateRow({ item, save, isCurrent, onCurrent, onStatus, register }: RateRowProps) {
  const wasSaved = item.said !== null;
  const { state, change, undo } = useRating(item.rating, wasSaved, save);
  const { rating, status, problem } = state;
  const [isOpen, setOpen] = useState(!wasSaved);
  const known = useRef<RatingStatus>(status);
  const hasAnswers = rating.usefulness !== null && rating.used !== null;

  useEffect(() => {
    if (known.current === status) return;
    known.current = status;
    const said = ratingText(rating);
    onStatus(status, problem ?? (status === "undone" ? "Taken back" : said));
  });

  useEffect(() => {
    register({
      answer(place) {
        setOpen(true);
        const usefulness = USEFULNESS_CHOICES[place].value;
        const used = USED_CHOICES[place].value;
        if (rating.usefulness === null) change({ usefulness });
        else change({ used });
      },
      again(place) {
        if (!hasAnswers) return;
        const field = place === null ? null : item.fields[place];
        if (field === undefined) return;
        const said = rating.reaskedFields ?? [];
        const next =
          field === null ? [] : said.includes(field) ? said.filter((f) => f !== field) : [...said, field];
        change({ reaskedFields: field !== null && next.length === 0 ? null : next });
      },
      undo() {
        // Also what is just on its way.
        if (status === "saved" || status === "saving") undo();
      },
    });
    return () => register(null);
  });

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click anywhere marks the row; keys move with J and K.
    <li
      className={isCurrent ? "it current" : "it"}
      tabIndex={-1}
      data-row={item.id}
      onFocus={onCurrent}
      onClick={onCurrent}
    >
      <div className="tx">
        <p className="t1">
          <Link href={item.href} prefetch={false}>
            {item.title}
          </Link>
        </p>
        <p className="small ink3">
          {item.line}
          {item.isAskedFor && <span className="asked">asked for</span>}
        </p>
      </div>
      {isOpen ? (
        <div className="ct2">
          <Segments
            label={`Was the context useful? ${item.title}`}
            choices={USEFULNESS_CHOICES}
            value={rating.usefulness}
            onChange={(usefulness) => change({ usefulness })}
          />
          <Segments
            label={`Did you use it? ${item.title}`}
            choices={USED_CHOICES}
            value={rating.used}
            onChange={(used) => change({ used })}
          />
        </div>
      ) : (
        <div className="ct2 small ink2 said">
          <span>{ratingText(rating) || "Taken back"}</span>
          <button
            type="button"
            className="link-button"
            aria-label={`Change the rating of ${item.title}`}
            onClick={() => setOpen(true)}
          >
            Change
          </button>
        </div>
      )}
      {isOpen && (hasAnswers || status === "saved" || problem) && (
        <div className="ask">
          {hasAnswers && (
            <AskedAgain
              fields={item.fields}
              value={rating.reaskedFields}
              onChange={(reaskedFields) => change({ reaskedFields })}
            />
          )}
          {hasAnswers && <MoreSaid rating={rating} botReason={item.botReason} onChange={change} />}
          <Outcome status={status} problem={problem} onUndo={undo} title={item.title} />
        </div>
      )}
    </li>
  );
}

interface OutcomeProps {
  readonly status: RatingStatus;
  readonly problem: string | null;
  readonly onUndo: () => void;
  /** What is rated, for those who do not see it. */
  readonly title: string;
}

/** Whether the rating is saved, with the way back. */
export function Outcome({ status, problem, onUndo, title }: OutcomeProps) {
  return (
    <p className="outcome small ink3">
      {problem !== null && <span className="worse">{problem}</span>}
      {status === "saving" && "Saving…"}
      {status === "saved" && (
        <>
          Saved{" "}
          <button
            type="button"
            className="link-button"
            aria-label={`Undo the rating of ${title}`}
            onClick={onUndo}
          >
            Undo
          </button>
        </>
      )}
    </p>
  );
}
