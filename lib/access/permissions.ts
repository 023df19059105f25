import { AppError } from "@/lib/domain/app-error";
import type { Actor } from "./actor";

/** What a person may be, from least to most. */
export const ROLES = ["agent", "designer", "manager", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** What an API key may be good for. */
export const SCOPES = ["ingest", "read", "embed"] as const;
export type Scope = (typeof SCOPES)[number];

/** The roles in words, as the interface shows them. */
export const ROLE_LABELS: { readonly [R in Role]: string } = {
  agent: "Agent",
  designer: "Bot designer",
  manager: "Manager",
  administrator: "Administrator",
};

interface Permission {
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
  /** Who may, in a sentence: the text of the refusal. */
  readonly sentence: string;
}

const ANALYSTS = ["designer", "manager", "administrator"] as const;
const MANAGERS = ["manager", "administrator"] as const;

/**
 * Who may do what: the one table. The route wrapper, the page guard, the hidden button and the text of a refusal
 * all read it. It says whether somebody may do a thing at all; which conversations an agent sees is checked where
 * they are read (only those with a hand-off to one of the agent's own identities, {@link Actor}).
 */
export const PERMISSIONS = {
  view_reports: {
    roles: ANALYSTS,
    scopes: ["read"],
    sentence: "Reports are open to bot designers, managers and administrators.",
  },
  view_conversations: {
    roles: ROLES,
    scopes: ["read"],
    sentence: "Conversations are open to people who are signed in; agents see those handed to them.",
  },
  view_definitions: {
    roles: ROLES,
    scopes: ["read"],
    sentence: "The definitions are open to everybody who is signed in.",
  },
  annotate: {
    roles: ANALYSTS,
    scopes: [],
    sentence: "Bot designers, managers and administrators annotate the charts.",
  },
  edit_reason_map: {
    roles: ANALYSTS,
    scopes: [],
    sentence: "Bot designers, managers and administrators edit the reason map.",
  },
  reject_findings: {
    roles: ANALYSTS,
    scopes: [],
    sentence: "Bot designers, managers and administrators reject findings of repeats.",
  },
  edit_phrase_lists: {
    roles: ANALYSTS,
    scopes: [],
    sentence: "Bot designers, managers and administrators edit the phrase lists.",
  },
  save_views: {
    roles: ANALYSTS,
    scopes: [],
    sentence: "Bot designers, managers and administrators save views.",
  },
  set_targets: {
    roles: MANAGERS,
    scopes: [],
    sentence: "Only managers and administrators set targets.",
  },
  manage_actions: {
    roles: MANAGERS,
    scopes: [],
    sentence: "Only managers and administrators add and close actions.",
  },
  comment: {
    roles: MANAGERS,
    scopes: [],
    sentence: "Only managers and administrators comment on a week.",
  },
  freeze_reviews: {
    roles: MANAGERS,
    scopes: [],
    sentence: "Only managers and administrators close a week.",
  },
  receive_mails: {
    roles: ANALYSTS,
    scopes: [],
    sentence: "The digest and alerts go to bot designers, managers and administrators.",
  },
  manage_notifications: {
    roles: MANAGERS,
    scopes: [],
    sentence: "Only managers and administrators decide who is sent the digest and alerts.",
  },
  manage_webhooks: {
    roles: ["administrator"],
    scopes: [],
    sentence: "Only administrators decide which programs are told of events.",
  },
  rate: {
    roles: ["agent"],
    scopes: [],
    sentence: "Only agents rate the context of a hand-off.",
  },
  make_embed_links: {
    roles: [],
    scopes: ["embed"],
    sentence: "Links for the panel in the agent's desktop are made by programs.",
  },
  read_api: {
    roles: ANALYSTS,
    scopes: ["read"],
    sentence: "Reading by the API is open to bot designers, managers and administrators.",
  },
  ingest: {
    roles: ["administrator"],
    scopes: ["ingest"],
    sentence: "Only administrators bring records in.",
  },
  view_import: {
    roles: ["administrator"],
    scopes: ["ingest"],
    sentence: "Only administrators see what became of an import.",
  },
  manage_data: {
    roles: ["administrator"],
    scopes: [],
    sentence: "Only administrators manage imports and API keys.",
  },
  view_refused_input: {
    roles: ["administrator"],
    // A program sees those of its own imports (lib/reports/data/read-import.ts): it sent them.
    scopes: ["ingest"],
    sentence: "Records that were refused are open to administrators, and to the key that sent them.",
  },
  erase_customers: {
    roles: ["administrator"],
    scopes: [],
    sentence: "Only administrators erase customers.",
  },
  export_data: {
    roles: ["administrator"],
    scopes: [],
    sentence: "Only administrators export everything.",
  },
  manage_people: {
    roles: ["administrator"],
    scopes: [],
    sentence: "Only administrators manage people and their roles.",
  },
  manage_settings: {
    roles: ["administrator"],
    scopes: [],
    sentence: "Only administrators change the settings of the workspace.",
  },
  manage_own_account: {
    roles: ROLES,
    scopes: [],
    sentence: "Only a person who is signed in has an account to change.",
  },
} as const satisfies { readonly [action: string]: Permission };

/** Something that can be allowed or refused. */
export type Action = keyof typeof PERMISSIONS;

/** All actions, in the order of the table. */
export const ACTIONS = Object.keys(PERMISSIONS) as readonly Action[];

/** Whether the actor may do it: a person by the role, a key by any of its scopes. */
export function may(actor: Actor, action: Action): boolean {
  const permission: Permission = PERMISSIONS[action];
  return actor.kind === "person"
    ? permission.roles.includes(actor.role)
    : actor.scopes.some((scope) => permission.scopes.includes(scope));
}

/** Why the actor may not, in plain words: who may, and as what the actor came. */
export function refusal(actor: Actor, action: Action): string {
  const { sentence, scopes }: Permission = PERMISSIONS[action];
  if (actor.kind === "person") {
    return `${sentence} You are signed in as ${withArticle(ROLE_LABELS[actor.role].toLowerCase())}.`;
  }
  const has = actor.scopes.length === 0 ? "no scope" : `the scope ${actor.scopes.join(", ")}`;
  return scopes.length === 0
    ? `${sentence} No API key may do this.`
    : `This takes an API key with the scope ${scopes.join(" or ")}. This key has ${has}.`;
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

/** Throws `forbidden` (403), with the sentence, when the actor may not. */
export function requirePermission(actor: Actor, action: Action): void {
  if (!may(actor, action)) throw new AppError("forbidden", refusal(actor, action), { action });
}
