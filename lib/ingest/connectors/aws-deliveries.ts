import { gunzipSync } from "node:zlib";
import { jsonInARow } from "@/lib/ingest/decode/json-in-a-row";
import { piecesOf } from "./pieces";
import { type Json, object, objects, text } from "./platform-value";

/*
 * How AWS brings events to an address: Firehose's HTTP delivery and a Lambda's Kinesis batch carry them in base64, a
 * queue and a topic as JSON in a string; EventBridge and files of Firehose as they are.
 */

const LONGEST = 10_000_000;

/** What was delivered, without its wrapping. */
export function deliveredByAws(body: unknown): readonly unknown[] {
  return piecesOf(body, "records", "Records").flatMap((piece) => {
    const record = object(piece);
    const packed = text(record.data, LONGEST) ?? text(object(record.kinesis).data, LONGEST);
    if (packed !== undefined) return jsonInARow(unpacked(packed)) ?? [piece];
    const written = inString(record);
    return written === undefined ? [piece] : (jsonInARow(written) ?? [piece]);
  });
}

/** A message of a queue (body) or of a topic (Sns, or Message of its HTTP delivery). */
function inString(record: Json): string | undefined {
  if (text(record.Type) === "Notification") return text(record.Message, LONGEST);
  const topic = objects([record.Sns])[0];
  if (topic !== undefined) return text(topic.Message, LONGEST);
  return text(record.eventSource) === "aws:sqs" ? text(record.body, LONGEST) : undefined;
}

function unpacked(base64: string): string {
  const bytes = Buffer.from(base64, "base64");
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: LONGEST }).toString("utf8");
  } catch {
    return "";
  }
}
