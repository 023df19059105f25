import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import type { Micros } from "@/lib/domain/record";
import {
  previewRetention,
  RETENTION_KINDS,
  type Retention,
  type RetentionKind,
  readRetention,
  writeRetention,
} from "@/lib/ingest/erase/retention";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import { formatCount } from "@/lib/metrics/format";
import type { Database } from "@/lib/store/database";
import { countFinal } from "@/lib/store/final-measures";
import { currentGeneration } from "@/lib/store/generations";

/** A preview counts no further: nobody decides by the difference. */
const MOST_COUNTED = 100_000;

/** One kind of data that expires, as the page shows it. */
export interface RetentionRow {
  readonly kind: RetentionKind;
  readonly label: string;
  readonly hint: string;
  /** The days as text; empty = kept for ever. */
  readonly days: string;
  /** What would go tonight: `1,204 conversations`, `nothing`; null without a preview. */
  readonly due: string | null;
}

/** What the page of retention shows. */
export interface RetentionView {
  readonly rows: readonly RetentionRow[];
  readonly isPreview: boolean;
  /** How many conversations are final, and what that means; null where none is. */
  readonly final: string | null;
}

const WORDS: {
  readonly [K in RetentionKind]: {
    readonly label: string;
    readonly hint: string;
    readonly goes: readonly [one: string, many: string];
  };
} = {
  transcripts: {
    label: "Transcripts",
    hint: "Messages and their fingerprints. What was found in them stays.",
    goes: ["conversation loses its messages", "conversations lose their messages"],
  },
  comments: {
    label: "Comments",
    hint: "What customers and agents wrote in surveys and ratings. Scores stay.",
    goes: ["conversation loses its comments", "conversations lose their comments"],
  },
  conversations: {
    label: "Conversations",
    hint: "All records. What they counted stays in every number, and is final.",
    goes: ["conversation loses its records", "conversations lose their records"],
  },
  refused: {
    label: "Refused input and payloads",
    hint: "Also what an undone import could be put back from. Always expires.",
    goes: ["refused record goes", "refused records go"],
  },
};

/** Days as they are typed: empty = never. NaN where it is no number. */
export function typedRetention(typed: { readonly [K in RetentionKind]: string }): Retention {
  const days = (kind: RetentionKind) => (typed[kind].trim() === "" ? null : Number(typed[kind]));
  return {
    transcripts: days("transcripts"),
    comments: days("comments"),
    conversations: days("conversations"),
    refused: days("refused"),
  };
}

/** The days that an address asks to preview; null where it asks for none. */
export function askedRetention(search: URLSearchParams): Retention | null {
  if (!RETENTION_KINDS.some((kind) => search.has(kind))) return null;
  const typed = (kind: RetentionKind) => search.get(kind) ?? "";
  return typedRetention({
    transcripts: typed("transcripts"),
    comments: typed("comments"),
    conversations: typed("conversations"),
    refused: typed("refused"),
  });
}

/** The days that are set, or with `asked` what other days would let go tonight. Throws AppError 403, 400. */
export async function readRetentionView(
  db: Database,
  actor: Actor,
  now: Micros,
  asked: Retention | null,
): Promise<RetentionView> {
  requirePermission(actor, "manage_settings");
  const days = asked ?? (await readRetention(db));
  const due = asked ? await previewRetention(db, now, asked, MOST_COUNTED) : null;
  const { id } = await currentGeneration(db.pool);
  const final = await countFinal(db.pool, id);
  return {
    isPreview: due !== null,
    rows: RETENTION_KINDS.map((kind) => ({
      kind,
      label: WORDS[kind].label,
      hint: WORDS[kind].hint,
      days: days[kind] === null ? "" : String(days[kind]),
      due: due && dueText(kind, days[kind], due[kind]),
    })),
    final:
      final === 0
        ? null
        : `${counted(final, "conversation")} ${oneOrMany(final, "is", "are")} final: the records have expired or were erased. What they counted stays. A new time zone moves it to its days; a new reason map or definition cannot measure it again, so reasons and measures stay as they were.`,
  };
}

function dueText(kind: RetentionKind, days: number | null, due: number | null): string {
  if (days === null || due === null) return "kept for ever";
  if (due === 0) return "nothing goes tonight";
  const count = due >= MOST_COUNTED ? `${formatCount(MOST_COUNTED)} or more` : formatCount(due);
  return counted(count, ...WORDS[kind].goes);
}

/** Sets the days. Throws AppError 403 for all but administrators, 400 for what is no number of days. */
export async function changeRetention(db: Database, actor: Actor, retention: Retention): Promise<void> {
  requirePermission(actor, "manage_settings");
  await writeRetention(db, retention);
}
