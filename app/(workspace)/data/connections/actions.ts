"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireForm } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import { processIngest } from "@/lib/ingest/commit/services";
import { connectorOf } from "@/lib/ingest/connectors/registry";
import { processPayload } from "@/lib/ingest/payloads/process-payload";
import { replayPayloads } from "@/lib/ingest/payloads/replay-payloads";
import { counted } from "@/lib/metrics/counted";
import { takeOverReasons, takeOverReasonsQuietly } from "@/lib/reports/connections/connection-reasons";
import {
  addConnection,
  addSecret,
  addSigningSecret,
  changeConnection,
  endSecret,
  oneConnection,
  pauseConnection,
  removeConnection,
  uploadExport,
} from "@/lib/reports/connections/connections";
import { connectionHref } from "@/lib/reports/connections/prepare-connections";
import type { PayloadState } from "@/lib/store/connection-payloads";
import { database } from "@/lib/store/database";

const MOST_DAYS = 365;
const DAY_MS = 86_400_000;

/** The options of a platform as a form sends them. */
function enteredOptions(form: FormData, platform: string): { [key: string]: string } {
  const specs = connectorOf(platform)?.options ?? [];
  return Object.fromEntries(specs.map(({ key }) => [key, text(form, key)]));
}

/** Adds a connection and shows its first secret. */
export async function addConnectionForm(_: FormState, form: FormData): Promise<FormState> {
  const platform = text(form, "platform");
  const options = enteredOptions(form, platform);
  return formResult(form, ["name", "source", "reasons", ...Object.keys(options)], async () => {
    const actor = await requireForm("manage_data");
    const db = database();
    const wanted = { platform, name: text(form, "name"), source: text(form, "source"), options };
    const { connection, secret } = await addConnection(db, actor, wanted, systemClock);
    const connector = connectorOf(platform);
    if (connector && text(form, "reasons") === "yes") {
      await takeOverReasonsQuietly(db, actor, connector, connection.source, systemClock);
    }
    revalidatePath("/data/connections");
    return {
      done: "The connection was added. This is its secret, shown only now: copy it before you go on.",
      secret,
      next: { href: connectionHref(connection.id), label: "Go on to the steps in the platform" },
    };
  });
}

/** Changes name and options. */
export async function changeConnectionForm(_: FormState, form: FormData): Promise<FormState> {
  const options = enteredOptions(form, text(form, "platform"));
  return formResult(form, ["name", ...Object.keys(options)], async () => {
    const actor = await requireForm("manage_data");
    const id = text(form, "connection");
    await changeConnection(database(), actor, id, { name: text(form, "name"), options });
    revalidatePath(connectionHref(id));
    return {
      done: "Saved. What comes from now on is read this way; replay what came before to read it anew.",
    };
  });
}

/** Pauses a connection, or goes on and counts what was kept meanwhile. */
export async function pauseConnectionForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    const id = text(form, "connection");
    const paused = text(form, "paused") === "yes";
    await pauseConnection(database(), actor, id, paused);
    if (!paused) replayBeside(id, new Date(0), ["paused", "waiting"]);
    revalidatePath(connectionHref(id));
    return {};
  });
}

/** Removes a connection. */
export async function removeConnectionForm(_: FormState, form: FormData): Promise<FormState> {
  const result = await formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    await removeConnection(database(), actor, text(form, "connection"));
    revalidatePath("/data/connections");
    return {};
  });
  if (result.problem === undefined) redirect("/data/connections");
  return result;
}

/** Makes a further secret and shows it. */
export async function addSecretForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    const id = text(form, "connection");
    const secret = await addSecret(database(), actor, id, systemClock);
    revalidatePath(connectionHref(id));
    return {
      done: "The new secret, shown only now. The others still hold: enter it in the platform, then end the old one.",
      secret,
    };
  });
}

/** Keeps the platform's signing secret. */
export async function addSigningSecretForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    const id = text(form, "connection");
    await addSigningSecret(await processIngest(), actor, id, text(form, "signing"));
    revalidatePath(connectionHref(id));
    return { done: "Kept, encrypted. Signatures under it are accepted from now on." };
  });
}

/** Ends a secret. */
export async function endSecretForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    const id = text(form, "connection");
    await endSecret(database(), actor, id, text(form, "secret"));
    revalidatePath(connectionHref(id));
    return {};
  });
}

/** Reads one kept payload again. */
export async function replayOneForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    const { connection } = await oneConnection(database(), actor, text(form, "connection"));
    const outcome = await processPayload(await processIngest(), connection, text(form, "payload"));
    if (!outcome) throw new AppError("not_found", "This payload has expired.");
    revalidatePath(connectionHref(connection.id), "layout");
    return {
      done: outcome.problems > 0 ? "Replayed, with problems." : "Replayed: understood as it is shown here.",
    };
  });
}

/** Reads all payloads of the last days again, beside the pages. */
export async function replayAllForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["days", "which"], async () => {
    const actor = await requireForm("manage_data");
    const { connection } = await oneConnection(database(), actor, text(form, "connection"));
    const days = wholeDays(text(form, "days"));
    const only: PayloadState[] | undefined =
      text(form, "which") === "problems" ? ["error", "waiting"] : undefined;
    replayBeside(connection.id, new Date(systemClock.now() / 1000 - days * DAY_MS), only);
    return {
      done: "The payloads are being read again, in the order in which they came. Look at the list in a moment.",
    };
  });
}

function replayBeside(connectionId: string, since: Date, states?: readonly PayloadState[]): void {
  processIngest()
    .then((services) => replayPayloads(services, { connectionId, since, ...(states && { states }) }))
    .catch((error: unknown) => console.error("Payloads were not replayed.", error));
}

/** Takes in an export file. */
export async function uploadForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    const id = text(form, "connection");
    const file = form.get("file");
    if (!(file instanceof File)) throw new AppError("missing_value", "Choose a file.", { parameter: "file" });
    const bytes = Buffer.from(await file.arrayBuffer());
    const receipt = await uploadExport(await processIngest(), actor, id, { name: file.name, bytes });
    revalidatePath(connectionHref(id));
    if (receipt.repeated) return { done: "This file came before: nothing was counted again." };
    const parts = [
      `${counted(receipt.understood, "conversation")} understood`,
      `${receipt.notBot} not a bot conversation`,
      `${receipt.tests} test`,
      counted(receipt.problems, "problem"),
    ];
    return {
      done: `${parts.join(", ")}.`,
      next: { href: `${connectionHref(id)}/payloads/${receipt.id}`, label: "What was in it" },
    };
  });
}

/** Takes over what the platform's documentation fixes into the reason map. */
export async function takeOverReasonsForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    const db = database();
    const { connection, connector } = await oneConnection(db, actor, text(form, "connection"));
    const lines = await takeOverReasons(db, actor, connector, connection.source, systemClock);
    revalidatePath(connectionHref(connection.id));
    return {
      done:
        lines === 0
          ? "The reason map had them all."
          : `${counted(lines, "line")} added to the reason map. It can be changed on the page Reasons.`,
    };
  });
}

function wholeDays(entered: string): number {
  const days = Number(entered.trim());
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
    throw new AppError("invalid_value", `Enter a whole number of days from 1 to ${MOST_DAYS}.`, {
      parameter: "days",
    });
  }
  return days;
}
