import type { ReadingView } from "@/lib/reports/import-wizard/prepare-reading";
import { ActionForm } from "../forms/action-form";
import type { FormState } from "../forms/form-state";

interface FileReadingProps {
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
  readonly reading: ReadingView;
  readonly hidden: { readonly [name: string]: string };
}

/** How a file is read: what Baton saw of it, to be corrected where it is wrong. */
export function FileReading({ action, reading, hidden }: FileReadingProps) {
  if (reading.fields.length === 0) return null;
  return (
    <details className="reading" open={reading.isOpen}>
      <summary>
        <span className="semi">How it is read</span> <span className="ink2">{reading.summary}</span>
      </summary>
      {reading.doubt && <p className="import-problems">{reading.doubt}</p>}
      <ActionForm
        key={reading.fields.map(({ initial }) => initial).join("|")}
        action={action}
        submit="Read it so"
        busy="Reading…"
        hidden={hidden}
        fields={reading.fields.map(({ name, label, hint, initial, options }) => ({
          name,
          label,
          initial,
          ...(hint !== undefined && { hint }),
          ...(options === null ? { type: "text" as const } : { type: "choice" as const, options }),
        }))}
      />
    </details>
  );
}
