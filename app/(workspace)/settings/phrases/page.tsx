import type { Metadata } from "next";
import Link from "next/link";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { ActionForm } from "@/components/forms/action-form";
import { QuietForm } from "@/components/forms/quiet-form";
import { Tabs } from "@/components/page/tabs";
import { ScrollRegion } from "@/components/tables/scroll-region";
import { requirePage } from "@/lib/access/current-actor";
import { formatFullMoment } from "@/lib/metrics/format-time";
import { PHRASE_LANGUAGES } from "@/lib/repeats/phrases/subject";
import { loadPhraseLists, type PhraseListPage } from "@/lib/reports/phrases/phrase-lists";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { editPhrasesForm, restorePhrasesForm } from "./actions";

export const metadata: Metadata = { title: "Phrases" };

const LANGUAGES = { en: "English", de: "German", fr: "French", es: "Spanish" } as const;

/** The phrases by which Baton knows that an agent asks for a captured detail. */
export default async function PhrasesPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("edit_phrase_lists");
  const query = await searchParameters(searchParams);
  const language = PHRASE_LANGUAGES.find((one) => one === query.get("language")) ?? "en";
  const db = database();
  const [lists, { timeZone }] = await Promise.all([loadPhraseLists(db, actor, language), loadWorkspace(db)]);
  const chosen = query.get("subject");
  return (
    <>
      <div className="head">
        <div>
          <h1>Phrases</h1>
          <p className="small ink3 under">
            How agents ask for a detail. In transcripts, such a question for a detail that the bot already had
            counts as asking again. A change applies to history too.
          </p>
        </div>
      </div>
      <Tabs
        label="Language"
        tabs={PHRASE_LANGUAGES.map((one) => ({
          text: LANGUAGES[one],
          href: `/settings/phrases?language=${one}`,
          current: one === language,
        }))}
      />
      <div className="sec">
        {chosen === null ? <Subjects lists={lists} /> : <Editor lists={lists} chosen={chosen} />}
      </div>
      <section className="sec" aria-label="History">
        <h2 className="group-title">History</h2>
        {lists.history.length === 0 && (
          <p className="small ink2">Nothing was changed. Baton’s own lists hold.</p>
        )}
        {lists.history.map(({ version, author, createdAt, restores }) => (
          <p key={version} className="small">
            Version {version} by {author ?? "somebody who is gone"},{" "}
            {formatFullMoment(createdAt.getTime() * 1000, timeZone)}
            {restores === null
              ? ""
              : `, the same as ${restores === 0 ? "Baton’s own lists" : `version ${restores}`}`}{" "}
            <QuietForm
              action={restorePhrasesForm}
              label={`Undo version ${version}`}
              hidden={{ basedOn: String(lists.version), version: String(version - 1) }}
            >
              Go back to before it
            </QuietForm>
          </p>
        ))}
      </section>
    </>
  );
}

function Subjects({ lists }: { lists: PhraseListPage }) {
  const href = (subject: string) =>
    `/settings/phrases?${new URLSearchParams({ language: lists.language, subject })}`;
  return (
    <ScrollRegion label="Lists" kind="sideways">
      <table className="tbl roomy">
        <thead>
          <tr>
            <th scope="col">Detail</th>
            <th scope="col">Called, for example</th>
            <th scope="col" className="r">
              Phrases
            </th>
            <th scope="col">List</th>
          </tr>
        </thead>
        <tbody>
          {lists.subjects.map(({ subject, phrases, isOwn }) => (
            <tr key={subject}>
              <th scope="row">
                <Link className="link" href={href(subject)}>
                  {subject.replaceAll("_", " ")}
                </Link>
              </th>
              <td>{[...phrases.names, ...(phrases.questions ?? [])].slice(0, 3).join(", ")}</td>
              <td className="r num">
                {phrases.names.length + (phrases.looseNames?.length ?? 0) + (phrases.questions?.length ?? 0)}
              </td>
              <td>{isOwn ? "Changed here" : "Baton’s own"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="under-table">
        <Link className="btn" href={href("")}>
          Add a list for a field
        </Link>
      </p>
    </ScrollRegion>
  );
}

/** Room for a list and a new line, within reason. */
function rowsFor(list: readonly string[] | undefined): number {
  return Math.min(16, Math.max(4, (list?.length ?? 0) + 1));
}

function Editor({ lists, chosen }: { lists: PhraseListPage; chosen: string }) {
  const phrases = lists.subjects.find(({ subject }) => subject === chosen)?.phrases;
  const lines = (list: readonly string[] | undefined) => (list ?? []).join("\n");
  return (
    <>
      <p>
        <Link className="link" href={`/settings/phrases?language=${lists.language}`}>
          All lists
        </Link>
      </p>
      <h2 className="group-title">{phrases ? chosen.replaceAll("_", " ") : "A list for a field of yours"}</h2>
      <ActionForm
        action={editPhrasesForm}
        submit="Save"
        busy="Saving…"
        primary
        hidden={{
          basedOn: String(lists.version),
          language: lists.language,
          ...(phrases ? { subject: chosen } : {}),
        }}
        fields={[
          ...(phrases
            ? []
            : [
                {
                  type: "text" as const,
                  name: "subject",
                  label: "Field name",
                  hint: "As your bot sends it.",
                },
              ]),
          {
            type: "area",
            name: "names",
            label: "Names",
            hint: "One a line. What agents call it and nothing else: order number.",
            initial: lines(phrases?.names),
            rows: rowsFor(phrases?.names),
            tall: true,
            optional: true,
          },
          {
            type: "area",
            name: "looseNames",
            label: "Short names",
            hint: "They count where somebody asks for “your …”: email.",
            initial: lines(phrases?.looseNames),
            rows: rowsFor(phrases?.looseNames),
            optional: true,
          },
          {
            type: "area",
            name: "questions",
            label: "Whole questions",
            hint: "They ask for it without its name: who am I speaking to. Empty all three to go back to Baton’s own list.",
            initial: lines(phrases?.questions),
            rows: rowsFor(phrases?.questions),
            optional: true,
          },
        ]}
      />
    </>
  );
}
