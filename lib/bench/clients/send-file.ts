import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { reportBack } from "./report-back";
import { openRequest, type Target } from "./request";

export interface SendFileTask extends Target {
  readonly file: string;
}

export interface SendFileResult {
  /** From the first byte sent to the answer. */
  readonly seconds: number;
  readonly status: number;
  readonly body: string;
}

/** Sends a file of NDJSON in one request, in chunks. */
await reportBack(async (task: SendFileTask): Promise<SendFileResult> => {
  const began = performance.now();
  const { request, answer } = openRequest(task, "/api/v1/records", {
    method: "POST",
    contentType: "application/x-ndjson",
  });
  await pipeline(createReadStream(task.file, { highWaterMark: 256 * 1024 }), request);
  const answered = await answer;
  return { seconds: (performance.now() - began) / 1000, ...answered };
});
