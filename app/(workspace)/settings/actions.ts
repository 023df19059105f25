"use server";
import { revalidatePath } from "next/cache";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { currentSessionId, requireForm } from "@/lib/access/current-actor";
import {
  addPerson,
  changeOwnPassword,
  changeRole,
  deactivate,
  linkAgent,
  reactivate,
  resetPassword,
  signOutEverywhere,
  unlinkAgent,
} from "@/lib/access/people";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import {
  changeJourneyDays,
  changeMaturityDays,
  changeRatingShare,
  changeReportingTimeZone,
} from "@/lib/reports/workspace/workspace-settings";
import { database } from "@/lib/store/database";

/*
 * The forms of the settings. Each asks for the permission here, and what it calls in lib/access asks again: a form
 * action is an address that anybody can send anything to.
 */

/** Adds a person and shows the first password. */
export async function addPersonForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["name", "email", "role"], async () => {
    const actor = await requireForm("manage_people");
    const name = text(form, "name");
    const person = { name, email: text(form, "email"), role: text(form, "role") };
    const { password } = await addPerson(database(), actor, person);
    revalidatePath("/settings");
    return {
      done: `${name.trim()} can sign in with this password. It is shown only now; ask them to change it.`,
      secret: password,
    };
  });
}

/** Gives a person another role. */
export async function changeRoleForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["role"], async () => {
    const actor = await requireForm("manage_people");
    await changeRole(database(), actor, text(form, "person"), text(form, "role"));
    revalidatePath("/settings", "layout");
    return { done: "The role is changed, from this moment on.", values: { role: text(form, "role") } };
  });
}

/** Says that a person is an agent of a source. */
export async function linkAgentForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["source", "agentId"], async () => {
    const actor = await requireForm("manage_people");
    const agent = { source: text(form, "source"), agentId: text(form, "agentId") };
    await linkAgent(database(), actor, text(form, "person"), agent);
    revalidatePath("/settings", "layout");
    return { done: `Linked to agent ${agent.agentId.trim()} of ${agent.source.trim()}.` };
  });
}

/** Takes back which agent a person is. */
export async function unlinkAgentForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_people");
    const agent = { source: text(form, "source"), agentId: text(form, "agentId") };
    await unlinkAgent(database(), actor, text(form, "person"), agent);
    revalidatePath("/settings", "layout");
    return {};
  });
}

/** Gives a person a new password and shows it. */
export async function resetPasswordForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_people");
    const { password } = await resetPassword(database(), actor, text(form, "person"));
    revalidatePath("/settings", "layout");
    return { done: "The new password, shown only now:", secret: password };
  });
}

/** Ends all sessions of a person. */
export async function signOutEverywhereForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_people");
    const ended = await signOutEverywhere(database(), actor, text(form, "person"));
    return { done: `${counted(ended, "session")} ${oneOrMany(ended, "was", "were")} ended.` };
  });
}

/** Lets a person in no more. */
export async function deactivateForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_people");
    await deactivate(database(), actor, text(form, "person"));
    revalidatePath("/settings", "layout");
    return { done: "Deactivated: signed out everywhere, and not let in any more." };
  });
}

/** Lets a person in again. */
export async function reactivateForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_people");
    await reactivate(database(), actor, text(form, "person"));
    revalidatePath("/settings", "layout");
    return { done: "Active again." };
  });
}

/** Changes one's own password. */
export async function changeOwnPasswordForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_own_account");
    const passwords = { current: text(form, "current"), next: text(form, "password") };
    await changeOwnPassword(database(), actor, passwords, (await currentSessionId()) ?? "");
    return { done: "Your password is changed. Other browsers are signed out." };
  });
}

/** Changes the reporting time zone. */
export async function changeTimeZoneForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["timeZone"], async () => {
    const actor = await requireForm("manage_settings");
    const timeZone = text(form, "timeZone").trim();
    await changeReportingTimeZone(database(), actor, timeZone);
    revalidatePath("/", "layout");
    return { done: `Everything is measured again in ${timeZone}.`, values: { timeZone } };
  });
}

/** Changes how long after a contact another one belongs to the same journey. */
export async function changeJourneyDaysForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["journeyDays"], async () => {
    const actor = await requireForm("manage_settings");
    const days = text(form, "journeyDays").trim();
    await changeJourneyDays(database(), actor, days === "" ? Number.NaN : Number(days));
    revalidatePath("/", "layout");
    return { done: "Everything is measured again with it.", values: { journeyDays: days } };
  });
}

/** Changes when a week counts as final. */
export async function changeMaturityForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["maturityDays"], async () => {
    const actor = await requireForm("manage_settings");
    const days = text(form, "maturityDays").trim();
    await changeMaturityDays(database(), actor, days === "" ? Number.NaN : Number(days));
    revalidatePath("/", "layout");
    return { done: "Saved.", values: { maturityDays: days } };
  });
}

/** Changes of how many hand-offs a rating is asked for. */
export async function changeRatingShareForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["ratingShare"], async () => {
    const actor = await requireForm("manage_settings");
    const percent = text(form, "ratingShare").trim().replace(/\s*%$/, "");
    await changeRatingShare(database(), actor, percent === "" ? Number.NaN : Number(percent));
    revalidatePath("/settings");
    return {
      done: "Saved, for conversations that begin from the next minute on.",
      values: { ratingShare: percent },
    };
  });
}
