/** What a form shows after it was sent; the first state is empty. */
export interface FormState {
  /** Why it was refused, in a sentence. */
  readonly problem?: string;
  /** The field that the problem is about. */
  readonly field?: string;
  /** What was done, in a sentence. */
  readonly done?: string;
  /** What is shown this one time: a new key, a first password. */
  readonly secret?: string;
  /** Where to go on. */
  readonly next?: { readonly href: string; readonly label: string };
  /** What was typed, to go on with; never a password. */
  readonly values?: { readonly [field: string]: string };
}

export const EMPTY_FORM: FormState = {};
