import { createApiKey } from "@/lib/access/api-keys";
import { registerPerson } from "@/lib/access/people";
import { systemClock } from "@/lib/access/system-clock";
import { DEMO_ANCHOR } from "@/lib/demo/calendar";
import { DEMO_USERS, type DemoRole } from "@/lib/demo/demo-users";
import { generateDemo } from "@/lib/demo/generator";
import { committerFor } from "@/lib/ingest/commit/committer";
import { importRecords } from "@/lib/ingest/imports/import-records";
import { WORKSPACE_SETTINGS } from "@/lib/reports/workspace/workspace";
import { insertAgentLink } from "@/lib/store/agent-links";
import { writeSetting } from "@/lib/store/settings";
import type { Installation } from "./installation";
import { seedNotes } from "./seed-notes";

/** What was put into the demo. */
export interface SeededDemo {
  /** May bring records in and read reports. */
  readonly apiKey: string;
  readonly records: number;
}

/**
 * Fills an empty installation with the demo: the generated records, through the ingest pipeline as every
 * other record, the people of every role, what they added to their reviews, and an API key. Throws when a generated record is refused.
 *
 * @param options.conversations how many, for tests; by default as many as the demo has
 */
export async function seedDemo(
  installation: Installation,
  options: { readonly conversations?: number; readonly onProgress?: (records: number) => void } = {},
): Promise<SeededDemo> {
  const { database, keyring } = installation;
  await writeSetting(database.pool, WORKSPACE_SETTINGS.demoAnchor, DEMO_ANCHOR);
  const ids = new Map<DemoRole, string>();
  for (const { agent, ...person } of DEMO_USERS) {
    const personId = await registerPerson(database, person);
    ids.set(person.role, personId);
    if (agent) await insertAgentLink(database, { ...agent, personId });
  }
  const { key } = await createApiKey(database, { name: "Demo", scopes: ["ingest", "read"] });
  const { conversations, onProgress } = options;
  const result = await importRecords(
    { db: database, keyring, clock: systemClock },
    {
      input: asNdjson(generateDemo(conversations === undefined ? {} : { conversations })),
      format: "ndjson",
      label: "Generated demo records",
      via: "demo",
      startedBy: null,
      onProgress: ({ received }) => onProgress?.(received),
    },
  );
  await committerFor(database).drain();
  const first = result.rejections[0];
  if (first) {
    throw new Error(
      `${result.rejected} of the demo's records were refused, the first in line ${first.line}, ${first.path}: ${first.message}`,
    );
  }
  if (result.problem) throw result.problem;
  await seedNotes(database, ids);
  return { apiKey: key, records: result.received };
}

const LINES_AT_ONCE = 500;

async function* asNdjson(records: Iterable<unknown>): AsyncGenerator<Uint8Array> {
  let lines: string[] = [];
  for (const record of records) {
    lines.push(JSON.stringify(record));
    if (lines.length < LINES_AT_ONCE) continue;
    yield Buffer.from(`${lines.join("\n")}\n`);
    lines = [];
  }
  if (lines.length > 0) yield Buffer.from(lines.join("\n"));
}
