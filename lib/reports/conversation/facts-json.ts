import { formatInstant } from "@/lib/domain/instant";
import type { ConversationDetail } from "./read-conversation";

/** JSON with points in time as ISO 8601. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Every key that ends in `At` holds a point in time; all else is kept as it is. */
function withReadableTimes(value: unknown, key = ""): Json {
  if (typeof value === "number" && (key === "at" || key.endsWith("At"))) return formatInstant(value);
  if (Array.isArray(value)) return value.map((item) => withReadableTimes(item));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, item]) =>
        // Hashes serve comparisons inside Baton and say nothing to anybody else.
        item === undefined || name.endsWith("Hash") || name === "valueForms" || name === "fingerprints"
          ? []
          : [[name, withReadableTimes(item, name)]],
      ),
    );
  }
  return value as Json;
}

/** A conversation as the API shows it. */
export function conversationJson({ facts, messages, privateRatings }: ConversationDetail): {
  [key: string]: Json;
} {
  return withReadableTimes({ ...facts, messages, privateRatings }) as { [key: string]: Json };
}
