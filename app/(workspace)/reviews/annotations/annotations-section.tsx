import Link from "next/link";
import { AnnotationList } from "@/components/annotations/annotation-list";
import { ActionForm } from "@/components/forms/action-form";
import { OpenForm } from "@/components/forms/open-form";
import type { AnnotationNotes } from "@/lib/reports/notes/review-annotations";
import { removeAnnotationForm, saveAnnotationForm } from "./forms";

/** What happened in the weeks of the charts, with the form that is open. */
export function AnnotationsSection({ notes }: { notes: AnnotationNotes }) {
  const { list, addHref, back, form } = notes;
  if (list.length === 0 && addHref === null) return null;
  return (
    <section id="annotations" className="annotations" aria-label="Annotations">
      {list.length > 0 && <AnnotationList annotations={list} />}
      {form && (
        <OpenForm
          key={form.id}
          title={form.id === null ? "Annotate a day" : "Edit the annotation"}
          closeHref={`${back}#annotations`}
        >
          <ActionForm
            action={saveAnnotationForm}
            submit={form.id === null ? "Annotate" : "Save"}
            busy="Saving…"
            hidden={{ annotation: form.id ?? "", back }}
            fields={[
              { type: "date", name: "day", label: "Day", initial: form.day },
              {
                type: "text",
                name: "text",
                label: "What happened",
                hint: "Short: it is written into the charts.",
                initial: form.text,
              },
            ]}
          />
          {form.id !== null && (
            <ActionForm
              action={removeAnnotationForm}
              submit="Remove annotation"
              hidden={{ annotation: form.id, back }}
              confirm="It disappears from all charts but those of closed weeks."
            />
          )}
        </OpenForm>
      )}
      {addHref !== null && !form && (
        <p className="below-list">
          <Link className="link" href={addHref} prefetch={false} scroll={false}>
            Annotate a day
          </Link>
        </p>
      )}
    </section>
  );
}
