"use server";
import type { SaveResult } from "@/components/rating/rating-state";
import { checked } from "@/lib/access/checked-input";
import { requireForm } from "@/lib/access/current-actor";
import type { RatingKey } from "@/lib/domain/record";
import { asAppError } from "@/lib/http/problem";
import { processIngest } from "@/lib/ingest/commit/services";
import { giveRating, RATING, RATING_KEY, type SentRating } from "@/lib/reports/rating/give-rating";
import { prepareRating } from "@/lib/reports/rating/prepare-rating";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";

/** Saves what an agent says of an own hand-off, or takes it back (null), and answers what is known of it then. */
export async function saveRating(key: RatingKey, rating: SentRating | null): Promise<SaveResult> {
  try {
    const actor = await requireForm("rate");
    const checkedKey = checked(RATING_KEY, "key", key);
    const said = rating === null ? null : checked(RATING, "rating", rating);
    const { clock } = await loadWorkspace(database());
    const services = { ...(await processIngest()), clock };
    return { rating: prepareRating(await giveRating(services, actor, checkedKey, said)) };
  } catch (error) {
    return { problem: asAppError(error).detail };
  }
}
