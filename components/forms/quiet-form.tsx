"use client";
import { type ReactNode, useActionState } from "react";
import { EMPTY_FORM, type FormState } from "./form-state";
import "./forms.css";

interface QuietFormProps {
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
  /** Values that are sent along unseen. None may be named like a property of a form, such as `id`. */
  readonly hidden: { readonly [name: string]: string };
  /** The button's name for those who do not see what it stands beside. */
  readonly label: string;
  /** What the button says. */
  readonly children: ReactNode;
}

/** A form that is one quiet word among other text. Works without JavaScript. */
export function QuietForm({ action, hidden, label, children }: QuietFormProps) {
  const [state, send, pending] = useActionState(action, EMPTY_FORM);
  return (
    <form action={send} className="quiet-form">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" aria-label={label} disabled={pending}>
        {children}
      </button>
      {state.problem !== undefined && <span role="alert">{state.problem}</span>}
    </form>
  );
}
