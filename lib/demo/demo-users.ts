/** The roles of the demo people; the same words as everywhere (design, section 5). */
export type DemoRole = "manager" | "designer" | "agent" | "administrator";

export interface DemoUser {
  readonly name: string;
  readonly email: string;
  /** Printed by the demo's start command: these people exist in the demo only. */
  readonly password: string;
  readonly role: DemoRole;
  /** The agent id of the demo's records that this person is linked to. */
  readonly agent: { readonly source: string; readonly agentId: string } | null;
}

/** The source of all demo records. */
export const DEMO_SOURCE = "wren";

/** The agent of the generated records that Lena Schulz is. */
export const DEMO_AGENT_ID = "agent-07";

/** The people who can sign in to the demo, one of each role. */
export const DEMO_USERS: readonly DemoUser[] = [
  {
    name: "Priya Nair",
    email: "priya.nair@demo.example",
    password: "monday-review-46",
    role: "manager",
    agent: null,
  },
  {
    name: "Tom Okafor",
    email: "tom.okafor@demo.example",
    password: "mend-the-field-47",
    role: "designer",
    agent: null,
  },
  {
    name: "Lena Schulz",
    email: "lena.schulz@demo.example",
    password: "how-can-i-help-07",
    role: "agent",
    agent: { source: DEMO_SOURCE, agentId: DEMO_AGENT_ID },
  },
  {
    name: "Ruth Ellery",
    email: "ruth.ellery@demo.example",
    password: "keys-and-people-01",
    role: "administrator",
    agent: null,
  },
];
