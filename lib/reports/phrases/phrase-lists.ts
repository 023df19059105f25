import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { dateOf } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import { finishMeasuringBesidePages } from "@/lib/ingest/measure/measure-again";
import { PHRASE_LANGUAGES, type PhraseLanguage, type SubjectPhrases } from "@/lib/repeats/phrases/subject";
import type { Database } from "@/lib/store/database";
import {
  appendPhraseLists,
  latestPhraseListVersion,
  type PhraseChanges,
  type PhraseListVersion,
  phraseListsWith,
  readPhraseChanges,
  readPhraseListVersions,
} from "@/lib/store/phrase-lists";

const VERSIONS_LISTED = 20;
const [MOST_PHRASES, LONGEST_PHRASE, LONGEST_SUBJECT] = [300, 80, 128];

/** The phrase lists of one language, and where they came from. */
export interface PhraseListPage {
  readonly version: number;
  readonly language: PhraseLanguage;
  readonly subjects: readonly {
    readonly subject: string;
    readonly phrases: SubjectPhrases;
    /** People have changed it. */
    readonly isOwn: boolean;
  }[];
  readonly history: readonly PhraseListVersion[];
}

/** The lists that hold, in one language, with their history. Throws AppError 403. */
export async function loadPhraseLists(
  db: Database,
  actor: Actor,
  language: PhraseLanguage,
): Promise<PhraseListPage> {
  requirePermission(actor, "edit_phrase_lists");
  const version = await latestPhraseListVersion(db.pool);
  const changes = await readPhraseChanges(db, version);
  const own = changes[language] ?? {};
  const subjects = Object.entries(phraseListsWith(changes)[language]).map(([subject, phrases]) => ({
    subject,
    phrases,
    isOwn: subject in own,
  }));
  return { version, language, subjects, history: await readPhraseListVersions(db.pool, VERSIONS_LISTED) };
}

/** A change as a form sends it: one phrase a line. */
export interface PhraseChangeInput {
  readonly basedOn: number;
  readonly language: string;
  /** A subject of Baton's lists, or the name of a captured field. */
  readonly subject: string;
  readonly names: string;
  readonly looseNames: string;
  readonly questions: string;
}

/**
 * Replaces the phrases of one subject in one language, and answers with the new version: transcripts are read again in
 * the background, and the numbers change together when that is done. All three empty takes the change back to Baton's
 * own list. Throws AppError: 403; `invalid_value`; `conflict` when the lists were changed meanwhile.
 */
export async function editPhraseList(
  db: Database,
  actor: Actor,
  input: PhraseChangeInput,
  clock: Clock,
): Promise<{ readonly version: number }> {
  requirePermission(actor, "edit_phrase_lists");
  const { basedOn } = input;
  const language = PHRASE_LANGUAGES.find((one) => one === input.language);
  const subject = input.subject.trim();
  if (!language) throw invalid("language", "Choose one of the four languages.");
  if (subject === "" || subject.length > LONGEST_SUBJECT) {
    throw invalid("subject", `A field's name has 1 to ${LONGEST_SUBJECT} characters.`);
  }
  const [names, looseNames, questions] = [
    phrasesOf("names", input.names),
    phrasesOf("looseNames", input.looseNames),
    phrasesOf("questions", input.questions),
  ];
  const before = await readPhraseChanges(db, basedOn);
  const { [subject]: _, ...others } = before[language] ?? {};
  const isEmpty = names.length + looseNames.length + questions.length === 0;
  const changes: PhraseChanges = {
    ...before,
    [language]: isEmpty ? others : { ...others, [subject]: { names, looseNames, questions } },
  };
  return append(db, actor, basedOn, { changes, restores: null }, clock);
}

/** Makes a new version that equals an earlier one (0 = Baton's own lists). Throws as {@link editPhraseList}. */
export async function restorePhraseLists(
  db: Database,
  actor: Actor,
  { basedOn, version }: { readonly basedOn: number; readonly version: number },
  clock: Clock,
): Promise<{ readonly version: number }> {
  requirePermission(actor, "edit_phrase_lists");
  if (!Number.isInteger(version) || version < 0 || version >= basedOn) {
    throw new AppError("not_found", `There is no earlier version ${version} of the phrase lists.`);
  }
  return append(
    db,
    actor,
    basedOn,
    { changes: await readPhraseChanges(db, version), restores: version },
    clock,
  );
}

async function append(
  db: Database,
  actor: Actor,
  basedOn: number,
  next: { readonly changes: PhraseChanges; readonly restores: number | null },
  clock: Clock,
): Promise<{ readonly version: number }> {
  const made = await appendPhraseLists(db, basedOn, {
    ...next,
    authorId: actor.id,
    createdAt: dateOf(clock),
  });
  if (!made) {
    throw new AppError("conflict", "Somebody changed the phrase lists meanwhile. Look at them again first.");
  }
  // A process that ends meanwhile takes it up again at its next start.
  finishMeasuringBesidePages(db).catch((error: unknown) => console.error("Measuring again stopped.", error));
  return { version: basedOn + 1 };
}

function phrasesOf(name: string, text: string): string[] {
  const phrases = [...new Set(text.split("\n").map((line) => line.trim()))].filter((line) => line !== "");
  if (phrases.length > MOST_PHRASES) throw invalid(name, `At most ${MOST_PHRASES} phrases.`);
  const wrong = phrases.find((phrase) => phrase.length > LONGEST_PHRASE || !/\p{L}{2}/u.test(phrase));
  if (wrong !== undefined)
    throw invalid(name, `“${wrong.slice(0, 40)}” is no phrase of at most ${LONGEST_PHRASE} letters.`);
  return phrases;
}

function invalid(parameter: string, text: string): AppError {
  return new AppError("invalid_value", text, { parameter });
}
