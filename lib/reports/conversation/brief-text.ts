import type { Brief } from "./prepare-brief";

/**
 * A brief as plain text for a ticket: the line on top, then what is known, line by line. What is not known is left
 * out, but for the next step and the details, where an agent has to know that nobody said.
 */
export function briefText(brief: Brief, about: { readonly line: string; readonly id: string }): string {
  const { summary, code, raw, why, attempted, failedAttempts, waited, fields } = brief;
  const reason = [brief.familyName, code, raw && `sent as “${raw}”`].filter(Boolean).join(", ");
  return [
    summary.text,
    ...(summary.rule === null ? [] : [`(Put together by rule from ${summary.rule}.)`]),
    [about.line, `conversation ${about.id}`].filter(Boolean).join(" · "),
    "",
    `Why handed off: ${reason}${why ? `. ${why}` : ""}`,
    `Next step: ${brief.nextStep ?? "not known"}`,
    ...(attempted.length === 0
      ? []
      : [
          "The bot tried:",
          ...attempted.map(({ what, result }) => `- ${what}${result === null ? "" : `: ${result}`}`),
        ]),
    ...(failedAttempts === null ? [] : [`Failed attempts: ${failedAttempts}`]),
    ...(waited === null ? [] : [`Waited: ${waited}`]),
    "",
    fields.length === 0 ? "Captured details: none recorded" : "Captured details (values stay with the bot):",
    ...fields.map(
      ({ name, passedText, asked, askedText }) =>
        `- ${name}: ${passedText.toLowerCase()}${asked === "unknown" ? "" : `, ${askedText.toLowerCase()}`}`,
    ),
  ].join("\n");
}
