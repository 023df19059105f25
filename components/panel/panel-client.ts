import type { SaveResult } from "@/components/rating/rating-state";
import type { PanelView } from "@/lib/reports/embed/prepare-panel";
import type { SentRating } from "@/lib/reports/rating/give-rating";

/** What the panel is told when it asks. */
export type PanelAnswer =
  | { readonly state: "waiting"; readonly madeAt: string }
  | { readonly state: "ready"; readonly panel: PanelView }
  | { readonly state: "over"; readonly why: string }
  | { readonly state: "unreachable" };

/** A link that is not whole is refused as it is (400): trying again would not mend it. */
const OVER = new Set([400, 404, 410]);
const UNKNOWN =
  "This link cannot be opened, or was opened elsewhere. Open the conversation in your desktop again.";
const INCOMPLETE = "A part of this link is missing. Open the conversation in your desktop again.";

/**
 * One panel's way to Baton. The secret of its link is exchanged once for a session that lives in this object and
 * nowhere else: no cookie, no storage.
 */
export class PanelClient {
  #token: string | null = null;

  constructor(private readonly linkId: string) {}

  /** Exchanges the secret. Null when the panel is open now. */
  async open(secret: string): Promise<Exclude<PanelAnswer, { state: "ready" | "waiting" }> | null> {
    if (secret === "") return { state: "over", why: INCOMPLETE };
    const answer = await this.#send("POST", "session", { secret });
    if (answer === null) return { state: "unreachable" };
    if (!answer.ok) return this.#over(answer);
    this.#token = (await answer.json()).token;
    return null;
  }

  /** What there is to show. */
  async context(): Promise<PanelAnswer> {
    const answer = await this.#send("GET", "context");
    if (answer === null) return { state: "unreachable" };
    if (!answer.ok) return this.#over(answer);
    return answer.json();
  }

  /** Saves the rating, or takes it back (null). */
  async rate(rating: SentRating | null): Promise<SaveResult> {
    const answer = await this.#send("PUT", "rating", { rating });
    if (answer === null) return { problem: "Baton could not be reached. Your rating is not saved yet." };
    const body = await answer.json();
    return answer.ok
      ? { rating: body.rating }
      : { problem: body.detail ?? "Your rating could not be saved." };
  }

  async #over(answer: Response): Promise<Exclude<PanelAnswer, { state: "ready" | "waiting" }>> {
    if (!OVER.has(answer.status)) return { state: "unreachable" };
    const body = await answer.json().catch(() => ({}));
    return { state: "over", why: body.code === "link_expired" ? body.detail : UNKNOWN };
  }

  async #send(method: string, what: string, body?: unknown): Promise<Response | null> {
    try {
      return await fetch(`/api/v1/embed-links/${this.linkId}/${what}`, {
        method,
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        headers: {
          ...(this.#token && { Authorization: `Bearer ${this.#token}` }),
          ...(body !== undefined && { "Content-Type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch {
      return null;
    }
  }
}
