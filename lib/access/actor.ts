import type { Role, Scope } from "./permissions";

/** Who a person is as an agent: the id that one source knows them by. */
export interface AgentIdentity {
  readonly source: string;
  readonly agentId: string;
}

/** A person who is signed in. */
export interface PersonActor {
  readonly kind: "person";
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Linked by an administrator, never claimed; empty for most people. */
  readonly agents: readonly AgentIdentity[];
}

/** A program with an API key. */
export interface KeyActor {
  readonly kind: "key";
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
}

/** On whose behalf something is done. Code that reads data takes one and checks it there. */
export type Actor = PersonActor | KeyActor;
