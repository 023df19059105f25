"use client";
import { useActionState } from "react";
import { EMPTY_FORM, type FormState } from "@/components/forms/form-state";
import "@/components/forms/forms.css";
import "./notifications.css";

/** Somebody who can be sent e-mails. */
export interface ReaderRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly digest: boolean;
  readonly signals: boolean;
}

interface ReadersFormProps {
  readonly readers: readonly ReaderRow[];
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
}

const MAILS = [
  { name: "digest", label: "Weekly digest" },
  { name: "signals", label: "Alerts" },
] as const;

/** Who is sent what: a table of people with a box for each e-mail. Works without JavaScript. */
export function ReadersForm({ readers, action }: ReadersFormProps) {
  const [state, send, pending] = useActionState(action, EMPTY_FORM);
  return (
    // A form that comes back is reset to what its boxes began with: begin anew with what was saved.
    <form action={send} key={readers.map(({ digest, signals }) => `${digest}${signals}`).join()}>
      {/* What is ticked while it is being saved would be lost: the form begins anew with what was saved. */}
      <fieldset className="bare" disabled={pending}>
        <table className="tbl readers">
          <thead>
            <tr>
              <th scope="col">Name</th>
              {MAILS.map(({ name, label }) => (
                <th scope="col" key={name}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {readers.map((reader) => (
              <tr key={reader.id}>
                <th scope="row">
                  {reader.name}
                  <span className="sub small ink3">
                    {reader.role}, {reader.email}
                  </span>
                </th>
                {MAILS.map(({ name, label }) => (
                  <td key={name}>
                    <input
                      type="checkbox"
                      name={name}
                      value={reader.id}
                      defaultChecked={reader[name]}
                      aria-label={`${label} to ${reader.name}`}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </fieldset>
      <div className="readers-end">
        <button className="btn" type="submit" disabled={pending}>
          {pending ? "Saving…" : "Save recipients"}
        </button>
        {state.problem && <span role="alert">{state.problem}</span>}
        {state.done && (
          <span className="small ink2" role="status">
            {state.done}
          </span>
        )}
      </div>
    </form>
  );
}
