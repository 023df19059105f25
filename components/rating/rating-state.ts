import type { SentRating } from "@/lib/reports/rating/give-rating";

/** What saving a rating ends in: what is known of it now, or why it could not be saved. */
export type SaveResult =
  | { readonly rating: SentRating; readonly problem?: undefined }
  | { readonly problem: string };

/** Saves a rating, or takes it back (null). */
export type SaveRating = (rating: SentRating | null) => Promise<SaveResult>;

/** Where a rating is on its way. */
export type RatingStatus = "new" | "saving" | "saved" | "undone" | "problem";

/** A rating in the hands of its author. */
export interface RatingState {
  readonly rating: SentRating;
  readonly status: RatingStatus;
  readonly problem: string | null;
}
