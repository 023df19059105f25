import { Agent } from "node:http";
import type { RawRecord } from "@/lib/demo/raw-record";
import { conversationRecords, type RecordPlan } from "../generate-records";
import { percentile } from "../percentile";
import { reportBack } from "./report-back";
import { openRequest, type Target } from "./request";

export interface SendSinglesTask extends Target {
  readonly plan: RecordPlan;
  /** The conversations themselves, or everything else about them. */
  readonly what: "conversations" | "followers";
  /** Only conversations below this number. */
  readonly below: number;
  readonly connections: number;
  readonly seconds: number;
}

export interface SendSinglesResult {
  readonly requests: number;
  readonly seconds: number;
  /** Conversations from 0 up to, not including, this one are sent whole. */
  readonly conversations: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly failures: number;
  readonly firstFailure: string | null;
}

/** Sends one record a request over connections that stay open, as many requests at a time as there are connections. */
await reportBack(async (task: SendSinglesTask): Promise<SendSinglesResult> => {
  const agent = new Agent({ keepAlive: true, maxSockets: task.connections });
  const latencies: number[] = [];
  let failures = 0;
  let firstFailure: string | null = null;
  let next = 0;

  const send = async (record: RawRecord) => {
    const began = performance.now();
    const { request, answer } = openRequest(task, "/api/v1/records", {
      method: "POST",
      contentType: "application/json",
      agent,
    });
    request.end(JSON.stringify(record));
    const { status, body } = await answer;
    latencies.push(performance.now() - began);
    if (status === 200 && body.includes('"created":1,')) return;
    failures += 1;
    firstFailure ??= `${status} ${body.slice(0, 500)}`;
  };

  const began = performance.now();
  const ends = began + task.seconds * 1000;
  const worker = async () => {
    while (next < task.below && performance.now() < ends) {
      const [conversation, ...followers] = conversationRecords(task.plan, next++);
      const records = task.what === "followers" ? followers : conversation ? [conversation] : [];
      for (const record of records) await send(record);
    }
  };
  await Promise.all(Array.from({ length: task.connections }, worker));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  return {
    requests: latencies.length,
    seconds,
    conversations: next,
    median: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    failures,
    firstFailure,
  };
});
