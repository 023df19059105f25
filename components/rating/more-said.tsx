import { REASONS, type Reason } from "@/lib/domain/reason";
import type { SentRating } from "@/lib/reports/rating/give-rating";
import { REASON_CHOICES } from "@/lib/reports/rating/prepare-rating";

interface MoreSaidProps {
  readonly rating: SentRating;
  /** `Bot failure, tool error`: what the bot gave as the reason; null where it is not known. */
  readonly botReason: string | null;
  readonly onChange: (change: Partial<SentRating>) => void;
}

/** What may be said besides: another reason than the bot's, and a word. Saved when the field is left. */
export function MoreSaid({ rating, botReason, onChange }: MoreSaidProps) {
  const { correctedReason, comment } = rating;
  return (
    <details suppressHydrationWarning className="more-said">
      <summary className="small">
        {correctedReason || comment ? "Reason and word added" : "Add a reason or a word"}
      </summary>
      <div>
        <label>
          <span className="small ink2">
            Why it was really handed off
            {botReason && <span className="ink3"> · the bot said: {botReason}</span>}
          </span>
          <select
            value={correctedReason ?? ""}
            onChange={(event) => onChange({ correctedReason: reasonOf(event.currentTarget.value) })}
          >
            <option value="">As the bot said, or not sure</option>
            {REASON_CHOICES.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="small ink2">In a word</span>
          <input
            type="text"
            maxLength={2000}
            defaultValue={comment ?? ""}
            key={comment ?? ""}
            placeholder="Only you can read it"
            onBlur={(event) => {
              const said = event.currentTarget.value.trim() || null;
              if (said !== comment) onChange({ comment: said });
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter") event.currentTarget.blur();
            }}
          />
        </label>
      </div>
    </details>
  );
}

function reasonOf(text: string): Reason | null {
  return REASONS.find((reason) => reason === text) ?? null;
}
