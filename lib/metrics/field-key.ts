import { PASSED, type Passed } from "@/lib/domain/record";

/** How a captured field may have been passed on; null = not known. */
export const WAYS_PASSED: readonly (Passed | null)[] = [...PASSED, null];

const SEPARATOR = "\u001f";

/** A key of the `field` facet: a captured field's name and how it was passed on. */
export function fieldKey(name: string, passed: Passed | null): string {
  return `${name}${SEPARATOR}${passed ?? ""}`;
}

/** The inverse of {@link fieldKey}. */
export function splitFieldKey(key: string): { readonly name: string; readonly passed: Passed | null } {
  const at = key.lastIndexOf(SEPARATOR);
  return { name: key.slice(0, at), passed: PASSED.find((way) => way === key.slice(at + 1)) ?? null };
}
