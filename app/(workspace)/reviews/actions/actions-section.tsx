import Link from "next/link";
import { actionFields } from "@/components/actions/action-fields";
import { ActionList } from "@/components/actions/action-list";
import { ActionForm } from "@/components/forms/action-form";
import { OpenForm } from "@/components/forms/open-form";
import type { ActionNotes } from "@/lib/reports/notes/review-actions";
import { closeActionForm, removeActionForm, saveActionForm } from "./forms";

/** The actions beside a review, with the form that is open. */
export function ActionsSection({ notes }: { notes: ActionNotes }) {
  const { actions, addHref, allHref, back, form } = notes;
  return (
    <section id="actions" aria-label="Actions">
      <h2>Actions</h2>
      {actions.length === 0 ? (
        <p className="small ink3">Nothing is to be done at the moment.</p>
      ) : (
        <ActionList actions={actions} close={closeActionForm} back={back} />
      )}
      {form && (
        <OpenForm
          key={form.id}
          title={form.id === null ? "Add an action" : "Edit the action"}
          closeHref={back}
        >
          <ActionForm
            action={saveActionForm}
            submit={form.id === null ? "Add action" : "Save"}
            busy="Saving…"
            hidden={{ action: form.id ?? "", back }}
            fields={actionFields(form)}
          />
          {form.id !== null && (
            <ActionForm
              action={removeActionForm}
              submit="Remove action"
              hidden={{ action: form.id, back }}
              confirm="It disappears from all reviews but the closed ones. To keep it with its verdict, close it instead."
            />
          )}
        </OpenForm>
      )}
      <p className="below-list">
        {addHref !== null && !form && (
          <Link className="link" href={addHref} prefetch={false} scroll={false}>
            Add an action
          </Link>
        )}
        {allHref !== null && (
          <Link className="quiet-link ink2" href={allHref} prefetch={false}>
            All actions
          </Link>
        )}
      </p>
    </section>
  );
}
