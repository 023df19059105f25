"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import type { PersonActor } from "@/lib/access/actor";
import { requireForm } from "@/lib/access/current-actor";
import { AppError } from "@/lib/domain/app-error";
import { processIngest } from "@/lib/ingest/commit/services";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import {
  addSheets,
  changeDefaults,
  changeFile,
  discardDraft,
  removeFile,
  removeMapping,
  saveFileMapping,
  startCheck,
  startImport,
  stopDraft,
  uploadFile,
} from "@/lib/reports/import-wizard/import-drafts";
import { joinFile, readBySaved, reshapeFile } from "@/lib/reports/import-wizard/reshape-file";

const draftHref = (id: string) => `/data/import/${id}`;

/** Takes files in where no script uploads them. */
export async function uploadForm(_: FormState, form: FormData): Promise<FormState> {
  let draft: string | null = text(form, "draft") || null;
  const result = await formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    const files = form.getAll("files").filter((file): file is File => file instanceof File && file.size > 0);
    if (files.length === 0) throw new AppError("missing_value", "Choose a file.", { parameter: "files" });
    const services = await processIngest();
    for (const file of files) {
      draft = (await uploadFile(services, actor, draft, { name: file.name, bytes: bytesOf(file) })).draft;
    }
    return { done: "Taken in." };
  });
  if (result.done === undefined || draft === null) return result;
  revalidatePath(draftHref(draft));
  redirect(draftHref(draft));
}

/** Changes what the columns of a file mean, reads it by a saved mapping, or saves its mapping. */
export async function fileForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    const services = await processIngest();
    const [draft, file] = [text(form, "draft"), text(form, "file")];
    await changeFile(services, actor, draft, file, (name) => text(form, name));
    revalidatePath(draftHref(draft));
    return { done: "Applied. The preview below shows how the rows are understood now." };
  });
}

/** Corrects how a file is read: its delimiter, encoding, header, sheet, dates and numbers. */
export async function readingForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["zone"], async () => {
    const actor = await requireForm("manage_data");
    const draft = text(form, "draft");
    await reshapeFile(await processIngest(), actor, draft, text(form, "file"), {
      encoding: text(form, "encoding"),
      delimiter: text(form, "delimiter"),
      above: text(form, "above"),
      sheet: text(form, "sheet"),
      order: text(form, "order"),
      decimal: text(form, "decimal"),
      zone: text(form, "zone"),
    });
    revalidatePath(draftHref(draft));
    return { done: "Read so. The columns and the first rows below are as the file is understood now." };
  });
}

/** Takes further sheets of a workbook in. */
export async function sheetsForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["sheets"], async () => {
    const actor = await requireForm("manage_data");
    const draft = text(form, "draft");
    const sheets = form.getAll("sheets").filter((one): one is string => typeof one === "string");
    try {
      await addSheets(await processIngest(), actor, draft, text(form, "file"), sheets);
    } finally {
      // Those before one without a table are there.
      revalidatePath(draftHref(draft));
    }
    return { done: "Added. Each sheet is a file of its own now." };
  });
}

/** Writes the ids of a file as those of the conversations, and checks again. */
export async function joinForm(_: FormState, form: FormData): Promise<FormState> {
  return workResult(form, async (services, actor, draft) => {
    await joinFile(services, actor, draft, text(form, "file"), text(form, "rule"));
    await startCheck(services, actor, draft);
  });
}

/** Leaves the ids of a file as they are. */
export async function plainIdsForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    const draft = text(form, "draft");
    await joinFile(await processIngest(), actor, draft, text(form, "file"), "");
    revalidatePath(draftHref(draft));
    return { done: "The ids are read as they are." };
  });
}

/** Stops what goes on beside the page. */
export async function stopForm(_: FormState, form: FormData): Promise<FormState> {
  return workResult(form, stopDraft);
}

/** Lets the files go. What is imported of them stays. */
export async function discardForm(_: FormState, form: FormData): Promise<FormState> {
  const result = await formResult(form, [], async () => {
    await discardDraft(await processIngest(), await requireForm("manage_data"), text(form, "draft"));
    return { done: "Discarded." };
  });
  if (result.done === undefined) return result;
  revalidatePath("/data/import");
  redirect("/data/import");
}

/** Reads a file by a saved mapping. */
export async function useMappingForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["mapping"], async () => {
    const actor = await requireForm("manage_data");
    const [draft, name] = [text(form, "draft"), text(form, "mapping")];
    await readBySaved(await processIngest(), actor, draft, text(form, "file"), name);
    revalidatePath(draftHref(draft));
    return { done: `Read by “${name}”.` };
  });
}

/** Saves how a file is read under a name. */
export async function saveMappingForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["name"], async () => {
    const actor = await requireForm("manage_data");
    const draft = text(form, "draft");
    const services = await processIngest();
    const name = await saveFileMapping(services, actor, draft, text(form, "file"), text(form, "name"));
    revalidatePath(draftHref(draft));
    return {
      done: `Saved. Also for npm run import -- FILE --mapping "${name}", and POST /api/v1/records?mapping=${encodeURIComponent(name)}`,
    };
  });
}

/** Deletes a saved mapping. */
export async function removeMappingForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    await removeMapping(await processIngest(), actor, text(form, "mapping"));
    revalidatePath("/data/import");
    return { done: "Deleted." };
  });
}

/** Sets the time zone, the source and the order of dates of all files. */
export async function defaultsForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["zone", "source"], async () => {
    const actor = await requireForm("manage_data");
    const draft = text(form, "draft");
    await changeDefaults(await processIngest(), actor, draft, {
      zone: text(form, "zone"),
      source: text(form, "source"),
    });
    revalidatePath(draftHref(draft));
    return { done: "Applied to all files." };
  });
}

/** Takes a file out. */
export async function removeFileForm(_: FormState, form: FormData): Promise<FormState> {
  const draft = text(form, "draft");
  let isGone = false;
  const result = await formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    isGone = await removeFile(await processIngest(), actor, draft, text(form, "file"));
    revalidatePath(draftHref(draft));
    return { done: "Removed." };
  });
  if (isGone) redirect("/data/import");
  return result;
}

/** Says what importing would do. */
export async function checkForm(_: FormState, form: FormData): Promise<FormState> {
  return workResult(form, startCheck);
}

/** Imports. */
export async function importForm(_: FormState, form: FormData): Promise<FormState> {
  return workResult(form, startImport);
}

async function workResult(
  form: FormData,
  start: (services: IngestServices, actor: PersonActor, draft: string) => Promise<void>,
): Promise<FormState> {
  const draft = text(form, "draft");
  const result = await formResult(form, [], async () => {
    await start(await processIngest(), await requireForm("manage_data"), draft);
    return { done: "Begun." };
  });
  if (result.done === undefined) return result;
  revalidatePath("/", "layout");
  redirect(draftHref(draft));
}

async function* bytesOf(file: File): AsyncGenerator<Uint8Array> {
  yield* file.stream();
}
