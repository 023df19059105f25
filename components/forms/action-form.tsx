"use client";
import Link from "next/link";
import { useActionState } from "react";
import { CopyText } from "@/components/conversation/copy-text";
import { Field, type FieldSpec } from "./field";
import { EMPTY_FORM, type FormState } from "./form-state";
import "./forms.css";

interface ActionFormProps {
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
  readonly submit: string;
  /** What the button says while the form is on its way. */
  readonly busy?: string;
  readonly fields?: readonly FieldSpec[];
  /** Values that are sent along unseen. None may be named like a property of a form, such as `id`. */
  readonly hidden?: { readonly [name: string]: string };
  /** The one main thing on the page. */
  readonly primary?: boolean;
  /** Asks once more: what will happen, beside the button that does it. */
  readonly confirm?: string;
}

/** A form of a server action, with its outcome above it. Works without JavaScript. */
export function ActionForm({
  action,
  submit,
  busy,
  fields = [],
  hidden = {},
  primary,
  confirm,
}: ActionFormProps) {
  const [state, send, pending] = useActionState(action, EMPTY_FORM);
  const button = (
    <button className={primary ? "btn primary" : "btn"} type="submit" disabled={pending}>
      {pending ? (busy ?? submit) : submit}
    </button>
  );
  // What was made goes on elsewhere, with a secret to take along: sending the form again would make a second one.
  if (state.secret !== undefined && state.next) {
    return (
      <div className="form">
        <Outcome state={state} />
      </div>
    );
  }
  return (
    <form action={send} className="form">
      <Outcome state={state} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={state.values?.[field.name]}
          problem={state.field === field.name ? state.problem : undefined}
        />
      ))}
      {confirm === undefined ? (
        button
      ) : (
        <details suppressHydrationWarning className="confirm">
          <summary className="btn">{submit}…</summary>
          <p className="small ink2">{confirm}</p>
          {button}
        </details>
      )}
    </form>
  );
}

/** What became of the form: why it was refused, or what was done, with what is shown only now. */
export function Outcome({ state }: { state: FormState }) {
  if (state.problem !== undefined) {
    return (
      <p className="notice" role="alert">
        {state.problem}
      </p>
    );
  }
  if (state.done === undefined) return null;
  return (
    <div className="notice calm" role="status">
      <div>
        <p>{state.done}</p>
        {state.secret !== undefined && (
          <>
            <p className="snippet secret">{state.secret}</p>
            <CopyText text={state.secret} label="Copy" />
          </>
        )}
        {state.next && (
          <p>
            <Link className="link" href={state.next.href}>
              {state.next.label}
            </Link>
          </p>
        )}
      </div>
    </div>
  );
}
