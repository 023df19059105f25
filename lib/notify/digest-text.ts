import type { ChangeLine } from "@/lib/reports/stands-out/what-stands-out";
import { changeInWords, type Digest, type DigestNumber } from "@/lib/reports/weekly/prepare-digest";
import type { FooterLine } from "./mail-html";
import { textFinding, textFooter, textHeading, wrapText } from "./mail-text";

/** The digest as plain text: every number of the HTML, in the same words. */
export function digestText(digest: Digest, footer: readonly FooterLine[]): string {
  const blocks = [
    `${digest.week}, ${digest.days}\n${wrapText(`${digest.volume}; ${digest.maturity}`)}`,
    digest.url,
    textHeading("What stands out"),
    digest.nothing && wrapText(digest.nothing),
    ...digest.findings.map(({ claim, why, signal, notes, link }, i) => {
      const evidence = [signal ? changeInWords({ ...signal, interval: null }) : null, ...notes];
      return textFinding(`${i + 1}. ${claim} ${why}`, evidence, link);
    }),
    textHeading("The numbers"),
    ...digest.numbers.map(numberText),
    textHeading("Why conversations were handed off"),
    digest.mix
      .map(({ name, value, parts, change, signal }) =>
        wrapText(
          [`${name}: ${value}`, parts, change && `${change} pts ${signal ? "signal" : "noise"}`]
            .filter(Boolean)
            .join(", "),
        ),
      )
      .join("\n"),
    ...listText("Also changed", digest.alsoChanged),
    textFooter(footer),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function numberText(number: DigestNumber): string {
  const { title, value, parts, partsUrl, interval, low, change, from, target } = number;
  const rests = [parts, interval && `95% ${interval}`, low && "fewer than 30"].filter(Boolean).join(", ");
  return [
    wrapText(`${title}: ${value}${rests ? ` (${rests})` : ""}`),
    wrapText(`${change ? `${changeInWords(change)}, ` : ""}${from}`, "   "),
    target && wrapText(`target ${target}`, "   "),
    partsUrl && `   ${partsUrl}`,
  ]
    .filter(Boolean)
    .join("\n");
}

function listText(heading: string, lines: readonly ChangeLine[]): string[] {
  if (lines.length === 0) return [];
  const said = lines.map(({ name, change, withheld }) =>
    wrapText(`${name}: ${change ? changeInWords(change) : (withheld?.text ?? "")}`),
  );
  return [textHeading(heading), said.join("\n")];
}
