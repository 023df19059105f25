/*
 * Every line that the rules of lib/metrics/verdicts*.ts draw, each with its reason. There are few, and most are "most
 * of them": what a good rate is differs from business to business, but more than half is more than half everywhere.
 */

/** A rule is certain of nothing that rests on fewer: the same line below which numbers are marked as low. */
export const LEAST_UNITS = 30;

/** "Most": more than half. */
export const MOST = 0.5;

/**
 * So many failed attempts before a hand-off are too many: a second attempt can mend a slip of the pen, a third asks the
 * customer to pay for what the bot cannot do.
 */
export const TOO_MANY_ATTEMPTS = 3;

/** A field is asked again and again when it is asked so many times as often as all other captured details … */
export const FIELD_FACTOR = 2;

/** … but at least in one hand-off of ten, since twice of hardly ever is still hardly ever … */
export const FIELD_LEAST = 0.1;

/** … and in most hand-offs at the latest, since where everything gets lost no field stands out. */
export const FIELD_MOST = MOST;
