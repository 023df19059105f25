import { GERMAN } from "./de";
import { ENGLISH } from "./en";
import { SPANISH } from "./es";
import { FRENCH } from "./fr";
import type { PhraseLists } from "./subject";

/** The lists that Baton comes with. */
export const SHIPPED_PHRASES: PhraseLists = { en: ENGLISH, de: GERMAN, fr: FRENCH, es: SPANISH };
