"use client";
import { AskedAgain } from "@/components/rating/asked-again";
import { MoreSaid } from "@/components/rating/more-said";
import type { SaveRating } from "@/components/rating/rating-state";
import { Segments } from "@/components/rating/segments";
import { useRating } from "@/components/rating/use-rating";
import type { PanelView } from "@/lib/reports/embed/prepare-panel";
import { ratingText, USED_CHOICES, USEFULNESS_CHOICES } from "@/lib/reports/rating/prepare-rating";

/** The rating at the foot of the panel: two clicks, and what had to be asked again. */
export function PanelRating({ panel, save }: { panel: PanelView; save: SaveRating }) {
  const { state, change, undo } = useRating(panel.rating, panel.isRated, save);
  const { rating, status, problem } = state;
  const isComplete = rating.usefulness !== null && rating.used !== null;
  const fields = [...panel.doNotAsk, ...panel.mayAsk].map(({ name }) => name);
  return (
    <section className="panel-rate" aria-label="Rating">
      <Segments
        label="Was this context useful?"
        choices={USEFULNESS_CHOICES}
        value={rating.usefulness}
        onChange={(usefulness) => change({ usefulness })}
        showLabel
      />
      <Segments
        label="Did you use it?"
        choices={USED_CHOICES}
        value={rating.used}
        onChange={(used) => change({ used })}
        showLabel
      />
      {isComplete && (
        <>
          <AskedAgain
            fields={fields}
            value={rating.reaskedFields}
            onChange={(reaskedFields) => change({ reaskedFields })}
          />
          <MoreSaid rating={rating} botReason={panel.botReason} onChange={change} />
        </>
      )}
      <p className="small ink3" role="status">
        {problem !== null && <span className="worse">{problem}</span>}
        {status === "saving" && "Saving…"}
        {status === "undone" && "Taken back."}
        {status === "saved" && (
          <>
            Saved<span className="sr">: {ratingText(rating)}</span>. Shown to others only in sums of five or
            more.{" "}
            <button type="button" className="link-button" onClick={undo}>
              Undo
            </button>
          </>
        )}
      </p>
    </section>
  );
}
