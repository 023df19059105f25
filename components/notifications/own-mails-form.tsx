"use client";
import { useActionState } from "react";
import { EMPTY_FORM, type FormState } from "@/components/forms/form-state";
import "@/components/forms/forms.css";

interface OwnMailsFormProps {
  readonly digest: boolean;
  readonly signals: boolean;
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
}

/** What somebody is sent themselves, as two boxes. Works without JavaScript. */
export function OwnMailsForm({ digest, signals, action }: OwnMailsFormProps) {
  const [state, send, pending] = useActionState(action, EMPTY_FORM);
  return (
    <form action={send} className="form" key={`${digest}${signals}`}>
      {state.problem && (
        <p className="notice" role="alert">
          {state.problem}
        </p>
      )}
      <fieldset className="field checks" disabled={pending}>
        <legend>Send me</legend>
        <label>
          <input type="checkbox" name="mails" value="digest" defaultChecked={digest} />
          <span>the weekly digest</span>
        </label>
        <label>
          <input type="checkbox" name="mails" value="signals" defaultChecked={signals} />
          <span>alerts when a number changes beyond chance</span>
        </label>
      </fieldset>
      <button className="btn" type="submit" disabled={pending}>
        {pending ? "Saving…" : "Save"}
      </button>
      {state.done && (
        <span className="small ink2" role="status">
          {state.done}
        </span>
      )}
    </form>
  );
}
