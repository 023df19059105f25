"use client";
import { useActionState } from "react";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { Choice, ColumnRow, FileView } from "@/lib/reports/import-wizard/prepare-import-draft";
import { EMPTY_FORM, type FormState } from "../forms/form-state";
import "../forms/forms.css";
import "./import-wizard.css";

interface MappingFormProps {
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
  readonly draft: string;
  readonly file: FileView;
  readonly groups: readonly { readonly label: string; readonly choices: readonly Choice[] }[];
  readonly scales: readonly Choice[];
}

/** What every column of a file means, to be corrected; works without a script. */
export function MappingForm({ action, draft, file, groups, scales }: MappingFormProps) {
  const [state, send, pending] = useActionState(action, EMPTY_FORM);
  return (
    <form action={send}>
      <input type="hidden" name="draft" value={draft} />
      <input type="hidden" name="file" value={file.id} />
      {state.problem !== undefined && (
        <p className="notice" role="alert">
          {state.problem}
        </p>
      )}
      <ScrollRegion label={`Columns of ${file.name}, table`} kind="wide">
        <table className="tbl roomy mapping">
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Holds</th>
              <th scope="col">Means</th>
              <th scope="col">Read as</th>
            </tr>
          </thead>
          <tbody>
            {file.columns.map((column) => (
              <tr key={column.column} className={column.key.value === "" ? "off" : undefined}>
                <th scope="row">{column.column}</th>
                <td className="text ink2">{column.examples || "–"}</td>
                <td>
                  <select
                    className="input"
                    name={column.key.field}
                    key={column.key.value}
                    defaultValue={column.key.value}
                    aria-label={`Meaning of ${column.column}`}
                  >
                    <option value="">Leave out</option>
                    {groups.map((group) => (
                      <optgroup key={group.label} label={group.label}>
                        <Options choices={group.choices} />
                      </optgroup>
                    ))}
                  </select>
                </td>
                <td>
                  <ReadAs column={column} scales={scales} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <div className="apply">
        <button className="btn" type="submit" disabled={pending}>
          {pending ? "Applying…" : "Apply changes"}
        </button>
        {state.done !== undefined && (
          <span className="small ink2" role="status">
            {state.done}
          </span>
        )}
      </div>
    </form>
  );
}

/** How the values of a column are read: the scale of a score, the name of a detail, what its words mean. */
function ReadAs({ column, scales }: { column: ColumnRow; scales: readonly Choice[] }) {
  return (
    <>
      {column.scale && (
        <select
          className="input"
          name={column.scale.field}
          key={column.scale.value}
          defaultValue={column.scale.value}
          aria-label={`Scale of ${column.column}`}
        >
          <Options choices={scales} />
        </select>
      )}
      {column.name && (
        <input
          className="input"
          name={column.name.field}
          key={column.name.value}
          defaultValue={column.name.value}
          maxLength={64}
          aria-label={`Name of ${column.column}`}
        />
      )}
      {column.words.length > 0 && (
        <details suppressHydrationWarning className="words">
          <summary>{column.wordsNote}</summary>
          <ul>
            {column.words.map((word) => (
              <li key={word.field}>
                <span>{word.word}</span>
                {word.choices ? (
                  <select
                    className="input"
                    name={word.field}
                    key={word.value}
                    defaultValue={word.value}
                    aria-label={`${word.word} in ${column.column}`}
                  >
                    <Options choices={word.choices} />
                  </select>
                ) : (
                  <input
                    className="input"
                    name={word.field}
                    key={word.value}
                    defaultValue={word.value}
                    maxLength={256}
                    aria-label={`${word.word} in ${column.column}`}
                  />
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Options({ choices }: { choices: readonly Choice[] }) {
  return choices.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}
