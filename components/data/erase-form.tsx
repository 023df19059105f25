"use client";
import { useActionState } from "react";
import { Outcome } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { EMPTY_FORM, type FormState } from "@/components/forms/form-state";

interface EraseFormProps {
  /** Answers with `values.found` once the customer was looked up. */
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
}

/**
 * Erasing in two steps: the customer is looked up, and only what was found can be erased, by typing the word. Another
 * reference is looked up first again. Works without JavaScript.
 */
export function EraseForm({ action }: EraseFormProps) {
  const [state, send, pending] = useActionState(action, EMPTY_FORM);
  const found = state.values?.found;
  const customerRef = state.values?.customerRef ?? "";
  return (
    <>
      <form action={send} className="form">
        {found === undefined && <Outcome state={state} />}
        <Field
          field={{
            type: "text",
            name: "customerRef",
            label: "Customer reference",
            hint: "As your systems send it in customerRef. Looking up changes nothing.",
            autoComplete: "off",
          }}
          value={customerRef}
          problem={state.field === "customerRef" ? state.problem : undefined}
        />
        <button className="btn" type="submit" disabled={pending}>
          Look up
        </button>
      </form>
      {found !== undefined && (
        <form action={send} className="form erase-found">
          <Outcome state={state} />
          <input type="hidden" name="customerRef" value={customerRef} />
          <Field
            field={{
              type: "text",
              name: "confirmation",
              label: "Type “erase” to erase for good",
              hint: `All records of ${customerRef}. There is no way back.`,
              autoComplete: "off",
            }}
            problem={state.field === "confirmation" ? state.problem : undefined}
          />
          <button className="btn primary" type="submit" disabled={pending}>
            {pending ? "Working…" : "Erase for good"}
          </button>
        </form>
      )}
    </>
  );
}
