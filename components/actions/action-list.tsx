import Link from "next/link";
import type { FormState } from "@/components/forms/form-state";
import { QuietForm } from "@/components/forms/quiet-form";
import type { ActionText } from "@/lib/reports/notes/prepare-actions";
import { Verdict } from "./verdict";
import "./actions.css";

interface ActionListProps {
  readonly actions: readonly ActionText[];
  /** Closes an action; sent `action` and `back`. */
  readonly close: (state: FormState, form: FormData) => Promise<FormState>;
  /** Where closing one leads back to. */
  readonly back: string;
}

/** Who does what by when; of done ones what became of the number. */
export function ActionList({ actions, close, back }: ActionListProps) {
  return (
    <ul className="action-list">
      {actions.map(({ id, text, owner, when, state, about, verdict, editHref }) => (
        <li key={id} className={state}>
          <span className="what">{text}</span>
          <span className={state === "overdue" ? "when worse semi" : "when ink3"}>{when}</span>
          <span className="whose">
            {owner} · {about}
          </span>
          {editHref !== null && (
            <span className="deed">
              {state !== "done" && (
                <QuietForm action={close} hidden={{ action: id, back }} label={`Done: ${text}`}>
                  Done
                </QuietForm>
              )}
              <Link
                className="quiet-link"
                href={editHref}
                prefetch={false}
                scroll={false}
                aria-label={`Edit: ${text}`}
              >
                Edit
              </Link>
            </span>
          )}
          {verdict && <Verdict verdict={verdict} />}
        </li>
      ))}
    </ul>
  );
}
