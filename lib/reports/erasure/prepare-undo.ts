import { formatCount } from "@/lib/metrics/format";
import { importRow } from "@/lib/reports/data/prepare-imports";
import type { UndoPreview } from "./undo-import";

/** What the page says before an import is taken back or put back. */
export interface UndoView {
  readonly href: string;
  readonly label: string;
  readonly verb: string;
  readonly what: string;
  readonly extent: readonly { readonly label: string; readonly count: string; readonly meaning: string }[];
  readonly isRedo: boolean;
  readonly isPossible: boolean;
  readonly button: string;
  /** Why it is not possible. */
  readonly why: string;
}

/** Prepares the preview of an undo, or of a redo where the import has been undone. */
export function prepareUndo({ summary, extent }: UndoPreview, timeZone: string): UndoView {
  const { href, label } = importRow(summary, timeZone);
  const isRedo = summary.state === "undone";
  const isPossible =
    isRedo || ((summary.state === "done" || summary.state === "stopped") && summary.via !== "rating");
  return {
    href,
    label,
    verb: isRedo ? "Put back" : "Undo",
    isRedo,
    isPossible: isPossible && (extent.records > 0 || !isRedo),
    button: isRedo ? "Put this import back" : "Undo this import",
    what: isRedo
      ? "Its records count again as if they had never left, in the order in which everything came."
      : "The numbers become what they would be without this import, whatever came after it. It can be put back later, for as long as refused input is kept.",
    extent: [
      {
        label: "Records",
        count: formatCount(extent.records),
        meaning: isRedo ? "come back into the log" : "leave the log",
      },
      {
        label: "Conversations",
        count: formatCount(extent.conversations),
        meaning: "are folded and measured again",
      },
      {
        label: isRedo ? "Of these, new" : "Of these, gone",
        count: formatCount(extent.vanishing),
        meaning: "nothing else has said anything about them",
      },
    ],
    why:
      summary.via === "rating"
        ? "Ratings that were given in Baton are taken back by their authors."
        : isRedo
          ? "Nothing is left to put back: what an undo takes out is kept for a while only."
          : "This import is under way. Come back when it has ended.",
  };
}
