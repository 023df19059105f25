import type { FormState } from "@/components/forms/form-state";
import { asAppError } from "@/lib/http/problem";

/**
 * Runs what a form asks for. An error becomes the form's problem, with what was typed kept; anything unexpected is
 * logged and shown without its insides.
 *
 * @param keep names of the fields to fill in again
 */
export async function formResult(
  form: FormData,
  keep: readonly string[],
  work: () => Promise<FormState>,
): Promise<FormState> {
  try {
    return await work();
  } catch (thrown) {
    const error = asAppError(thrown);
    const field = error.members.parameter;
    return {
      problem: error.detail,
      ...(typeof field === "string" ? { field } : {}),
      values: Object.fromEntries(keep.map((name) => [name, text(form, name)])),
    };
  }
}

/** A text field of a form; empty when it is not there. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
