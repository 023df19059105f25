"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireForm } from "@/lib/access/current-actor";
import { AppError } from "@/lib/domain/app-error";
import { processIngest } from "@/lib/ingest/services";
import {
  changeDefaults,
  changeFile,
  readBySaved,
  removeFile,
  removeMapping,
  saveFileMapping,
  startCheck,
  startImport,
  uploadFile,
} from "@/lib/reports/import-drafts";

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
  return formResult(form, ["zone", "source", "order"], async () => {
    const actor = await requireForm("manage_data");
    const draft = text(form, "draft");
    await changeDefaults(await processIngest(), actor, draft, {
      zone: text(form, "zone"),
      source: text(form, "source"),
      order: text(form, "order"),
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

async function workResult(form: FormData, start: typeof startCheck): Promise<FormState> {
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
