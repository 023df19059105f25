import type { RawConversation } from "@/lib/demo/raw-record";
import { askReport } from "./ask-report";
import type { BenchServer } from "./bench-server";
import type { SendSinglesResult, SendSinglesTask } from "./clients/send-singles";
import { conversationRecords, isEligible, type RecordPlan } from "./generate-records";
import { metered, type Usage } from "./meter";
import { runClient } from "./run-client";

/** How many requests with one record each were answered. */
export interface SinglesResult extends Omit<SendSinglesResult, "firstFailure"> {
  readonly what: SendSinglesTask["what"];
  readonly perSecond: number;
  readonly clientCpuSeconds: number;
  readonly usage: Usage;
}

/**
 * Sends single records; of the plan's conversations those below `below`. Throws when a record was not created.
 */
export async function measureSingles(
  server: BenchServer,
  task: Omit<SendSinglesTask, "url" | "key">,
  stop: AbortSignal,
): Promise<SinglesResult> {
  const { result: run, usage } = await metered(server, () =>
    runClient<SendSinglesTask, SendSinglesResult>("send-singles", { ...server.target, ...task }, stop),
  );
  const { firstFailure, ...result } = run.result;
  if (firstFailure !== null) {
    throw new Error(
      `${result.failures} of ${result.requests} single records were not created: ${firstFailure}`,
    );
  }
  const perSecond = result.requests / result.seconds;
  return { ...result, what: task.what, perSecond, clientCpuSeconds: run.cpuSeconds, usage };
}

/** Throws unless the numbers of `day` are those of the plan's first conversations; `whole` = with all about them. */
export async function checkSingles(
  server: BenchServer,
  day: string,
  plan: RecordPlan,
  conversations: { readonly sent: number; readonly whole: number },
): Promise<void> {
  const expected = { conversations: 0, hand_offs: 0, connected: 0 };
  for (let index = 0; index < conversations.sent; index++) {
    const [conversation, ...others] = conversationRecords(plan, index);
    if (!isEligible(conversation as RawConversation)) continue;
    expected.conversations += 1;
    const handoff = index < conversations.whole ? others.find((r) => r.type === "handoff") : undefined;
    // Without its record, a hand-off is known from the conversation's outcome.
    if (conversation?.type === "conversation" && conversation.outcome === "handed_off")
      expected.hand_offs += 1;
    if (handoff?.type === "handoff" && handoff.agentId !== undefined) expected.connected += 1;
  }
  const path = `/api/v1/reports?from=${day}&to=${day}&metrics=conversations,hand_offs,connection_rate`;
  const [row] = (await askReport(server.target, path)).rows;
  const found = {
    conversations: row?.values.conversations?.numerator ?? 0,
    hand_offs: row?.values.hand_offs?.numerator ?? 0,
    connected: row?.values.connection_rate?.numerator ?? 0,
  };
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(
      `The numbers after single records are wrong: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}.`,
    );
  }
}
