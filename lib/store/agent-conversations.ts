import type pg from "pg";

/** That a hand-off of a conversation went to an agent. */
export interface AgentConversation {
  readonly source: string;
  readonly agentId: string;
  readonly conversation: string;
}

function columns(links: readonly AgentConversation[]): string[][] {
  return [links.map((l) => l.source), links.map((l) => l.agentId), links.map((l) => l.conversation)];
}

/** Records which agents had which conversations. */
export async function linkAgents(client: pg.PoolClient, links: readonly AgentConversation[]): Promise<void> {
  if (links.length === 0) return;
  await client.query(
    `INSERT INTO agent_conversation (source, agent_id, conversation_id)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) ON CONFLICT DO NOTHING`,
    columns(links),
  );
}

/** Takes back that agents had conversations. */
export async function unlinkAgents(
  client: pg.PoolClient,
  links: readonly AgentConversation[],
): Promise<void> {
  if (links.length === 0) return;
  await client.query(
    `DELETE FROM agent_conversation
     WHERE (source, agent_id, conversation_id) IN (SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]))`,
    columns(links),
  );
}
