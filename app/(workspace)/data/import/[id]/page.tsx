import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { QuietForm } from "@/components/forms/quiet-form";
import { DraftCheck } from "@/components/import-wizard/draft-check";
import { DraftResult, ImportedFiles } from "@/components/import-wizard/draft-result";
import { FilePreview } from "@/components/import-wizard/file-preview";
import { FileReading } from "@/components/import-wizard/file-reading";
import { FurtherSheets } from "@/components/import-wizard/further-sheets";
import { ImportProgress } from "@/components/import-wizard/import-progress";
import { MappingForm } from "@/components/import-wizard/mapping-form";
import { Unapplied } from "@/components/import-wizard/unapplied";
import { UploadFiles } from "@/components/import-wizard/upload-files";
import { Notice } from "@/components/page/notice";
import { Section } from "@/components/page/section";
import type { PersonActor } from "@/lib/access/actor";
import { requirePage } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import { processIngest } from "@/lib/ingest/commit/services";
import {
  type DraftView,
  type FileView,
  prepareImportDraft,
  SCALE_CHOICES,
  TARGET_GROUPS,
} from "@/lib/reports/import-wizard/prepare-import-draft";
import { type DraftDetail, readImportDraft } from "@/lib/reports/import-wizard/read-import-draft";
import {
  checkForm,
  defaultsForm,
  discardForm,
  fileForm,
  importForm,
  joinForm,
  plainIdsForm,
  readingForm,
  removeFileForm,
  saveMappingForm,
  sheetsForm,
  stopForm,
  uploadForm,
  useMappingForm,
} from "../actions";
import "@/components/import-wizard/import-wizard.css";

export const metadata: Metadata = { title: "Import files" };

/** Files on their way in: what they mean, what importing would do, how far it is, and what came of it. */
export default async function ImportDraftPage({ params }: { params: Promise<{ readonly id: string }> }) {
  const actor = await requirePage("manage_data");
  const detail = await read(actor, (await params).id);
  const view = prepareImportDraft(detail, systemClock.now() / 1000);
  const hidden = { draft: view.id };
  return (
    <>
      <p className="crumbs">
        <Link href="/data">Data</Link> / <Link href="/data/import">Import files</Link> / Files
      </p>
      <div className="head">
        <div>
          <h1>{view.title}</h1>
        </div>
      </div>
      {view.problem && <Notice>{view.problem}</Notice>}
      {view.state === "working" && view.progress && (
        <ImportProgress progress={view.progress}>
          <ActionForm action={stopForm} submit={view.progress.stop} busy="Stopping…" hidden={hidden} />
        </ImportProgress>
      )}
      {view.state === "stopped" && (
        <>
          <ActionForm
            action={importForm}
            submit="Go on importing"
            busy="Importing…"
            primary
            hidden={hidden}
          />
          {view.imports.length > 0 && <ImportedFiles rows={view.imports} title="Stored so far" />}
          <ActionForm
            action={discardForm}
            submit="Discard the files"
            hidden={hidden}
            confirm="The uploaded files go. What is stored of them stays, and can be taken back at the imports above."
          />
        </>
      )}
      {view.state === "done" && <DraftResult view={view} />}
      {view.state === "open" && <OpenDraft view={view} />}
    </>
  );
}

function OpenDraft({ view }: { view: DraftView }) {
  const hidden = { draft: view.id };
  return (
    <Unapplied>
      <Section title="All files" sub={<p className="sub">Say this first: it holds for every file below.</p>}>
        <div data-applies>
          <ActionForm
            action={defaultsForm}
            submit="Apply to all files"
            hidden={hidden}
            fields={[
              {
                type: "text",
                name: "zone",
                label: "Time zone",
                hint: "Of times that name none, such as Europe/Berlin.",
                initial: view.zone,
              },
              {
                type: "text",
                name: "source",
                label: "Source",
                hint: "The system that issued the conversation ids: the bot platform. Records join on source and id.",
                initial: view.source,
              },
            ]}
          />
        </div>
      </Section>
      {view.files.map((file) => (
        <FileSection key={file.id} view={view} file={file} />
      ))}
      <UploadFiles action={uploadForm} draft={view.id} />
      <p className="notice calm apply-first" role="status">
        Something above is changed and not applied yet. Apply it, and what it does to the import can be seen
        here.
      </p>
      <div className="after-applying">
        {view.check ? (
          <>
            <DraftCheck
              check={view.check}
              join={(file, rule) => (
                <ActionForm
                  action={joinForm}
                  submit="Read the ids so, and check again"
                  busy="Reading…"
                  hidden={{ ...hidden, file, rule }}
                />
              )}
            />
            <ActionForm
              action={importForm}
              submit={`Import ${view.check.total}`}
              busy="Importing…"
              primary
              hidden={hidden}
            />
          </>
        ) : (
          <Section title="Before importing" sub={<p className="sub">Reads everything and stores nothing.</p>}>
            {view.isReady ? (
              <ActionForm
                action={checkForm}
                submit="Check what importing would do"
                busy="Reading…"
                primary
                hidden={hidden}
              />
            ) : (
              <p className="ink2">Some columns still have to be said: see above.</p>
            )}
          </Section>
        )}
      </div>
      <div className="discard">
        <ActionForm
          action={discardForm}
          submit="Discard the files"
          hidden={hidden}
          confirm="The uploaded files go. Nothing of them has been imported."
        />
      </div>
    </Unapplied>
  );
}

function FileSection({ view, file }: { view: DraftView; file: FileView }) {
  const hidden = { draft: view.id, file: file.id };
  return (
    <Section
      title={file.name}
      sub={
        <p className="sub">
          {file.what}
          {file.note && ` · ${file.note}`}
        </p>
      }
      tools={
        <QuietForm action={removeFileForm} hidden={hidden} label={`Remove ${file.name}`}>
          Remove
        </QuietForm>
      }
    >
      {file.problems.map((problem) => (
        <p key={problem} className="import-problems">
          {problem}
        </p>
      ))}
      <div data-applies>
        <FileReading action={readingForm} reading={file.reading} hidden={hidden} />
      </div>
      <div data-applies>
        <FurtherSheets action={sheetsForm} sheets={file.furtherSheets} hidden={hidden} />
      </div>
      {file.ids && (
        <p className="small ink2 reading-ids">
          The conversation ids are read {file.ids}.{" "}
          <QuietForm
            action={plainIdsForm}
            hidden={hidden}
            label={`Leave the ids of ${file.name} as they are`}
          >
            Leave them as they are
          </QuietForm>
        </p>
      )}
      {file.isRecords ? (
        <p className="ink2">These are records as Baton takes them: there is nothing to map.</p>
      ) : (
        <div data-applies>
          <MappingForm
            action={fileForm}
            draft={view.id}
            file={file}
            groups={TARGET_GROUPS}
            scales={SCALE_CHOICES}
          />
        </div>
      )}
      <FilePreview file={file} />
      {!file.isRecords && (
        <details className="reading">
          <summary className="semi">Save this mapping, or use a saved one</summary>
          <div className="mapping-deeds">
            <ActionForm
              action={saveMappingForm}
              submit="Save mapping"
              hidden={hidden}
              fields={[
                {
                  type: "text",
                  name: "name",
                  label: "Save as",
                  hint: "To be used again: here, on the command line, over HTTP.",
                },
              ]}
            />
            {view.savedMappings.length > 0 && (
              <ActionForm
                action={useMappingForm}
                submit="Use mapping"
                hidden={hidden}
                fields={[
                  {
                    type: "choice",
                    name: "mapping",
                    label: "Saved mapping",
                    options: view.savedMappings.map((name) => ({ value: name, label: name })),
                  },
                ]}
              />
            )}
          </div>
        </details>
      )}
    </Section>
  );
}

async function read(actor: PersonActor, id: string): Promise<DraftDetail> {
  try {
    return await readImportDraft(await processIngest(), actor, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
