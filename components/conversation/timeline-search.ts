import type { TimelineRun } from "@/lib/reports/conversation/fold-timeline";
import type { TimelineMessage } from "@/lib/reports/conversation/prepare-timeline";

/** The text of a line, as it is read. */
export function textOf(message: TimelineMessage): string {
  return message.runs.map((run) => run.text).join("");
}

/** The numbers of the lines that contain a text, in any case; none for an empty one. */
export function findLines(runs: readonly TimelineRun[], wanted: string): readonly number[] {
  const text = wanted.trim().toLowerCase();
  if (text === "") return [];
  return runs.flatMap((run) =>
    run.items.flatMap((item) =>
      item.kind === "message" && textOf(item).toLowerCase().includes(text) ? [item.sequence] : [],
    ),
  );
}

/** The run in which a line stands; null where there is no such line. */
export function runOf(runs: readonly TimelineRun[], sequence: number): string | null {
  const run = runs.find(({ items }) =>
    items.some((item) => item.kind === "message" && item.sequence === sequence),
  );
  return run?.key ?? null;
}

/** Cuts a text at every place of another one, in any case. */
export function cutAt(
  text: string,
  wanted: string,
): readonly { readonly text: string; readonly hit: boolean }[] {
  const needle = wanted.trim().toLowerCase();
  if (needle === "") return [{ text, hit: false }];
  const parts: { text: string; hit: boolean }[] = [];
  const lower = text.toLowerCase();
  let at = 0;
  for (let hit = lower.indexOf(needle); hit >= 0; hit = lower.indexOf(needle, at)) {
    if (hit > at) parts.push({ text: text.slice(at, hit), hit: false });
    parts.push({ text: text.slice(hit, hit + needle.length), hit: true });
    at = hit + needle.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false });
  return parts;
}
