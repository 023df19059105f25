"use client";
import { useRef, useState } from "react";
import type { SentRating } from "@/lib/reports/rating/give-rating";
import { NO_RATING } from "@/lib/reports/rating/prepare-rating";
import type { RatingState, SaveRating } from "./rating-state";

/** A rating that saves itself. */
export interface RatingHandle {
  readonly state: RatingState;
  /** Changes what is said; saved as soon as both questions are answered. */
  readonly change: (change: Partial<SentRating>) => void;
  readonly undo: () => void;
}

const isComplete = ({ usefulness, used }: SentRating) => usefulness !== null && used !== null;

/**
 * Holds one rating while its author gives it: two answers, then it is saved, and again with every further change. What
 * is saved goes out in order, one after the other; only the latest waits.
 */
export function useRating(initial: SentRating, wasSaved: boolean, save: SaveRating): RatingHandle {
  const [state, setState] = useState<RatingState>({
    rating: initial,
    status: wasSaved ? "saved" : "new",
    problem: null,
  });
  const latest = useRef(initial);
  const waiting = useRef<{ readonly rating: SentRating | null } | null>(null);
  const busy = useRef(false);

  const run = async () => {
    if (busy.current) return;
    busy.current = true;
    while (waiting.current) {
      const { rating } = waiting.current;
      waiting.current = null;
      const result = await save(rating).catch(() => ({
        problem: "Baton could not be reached. Your rating is not saved yet.",
      }));
      if (waiting.current) continue;
      if (result.problem !== undefined) {
        setState({ rating: latest.current, status: "problem", problem: result.problem });
        continue;
      }
      latest.current = result.rating ?? NO_RATING;
      setState({ rating: latest.current, status: rating === null ? "undone" : "saved", problem: null });
    }
    busy.current = false;
  };

  const send = (rating: SentRating | null) => {
    waiting.current = { rating };
    void run();
  };

  return {
    state,
    change(change) {
      const next = { ...latest.current, ...change };
      latest.current = next;
      const complete = isComplete(next) || state.status === "saved";
      setState({ rating: next, status: complete ? "saving" : "new", problem: null });
      if (complete) send(next);
    },
    undo() {
      setState({ rating: latest.current, status: "saving", problem: null });
      send(null);
    },
  };
}
