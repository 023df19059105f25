import type { ChangeText } from "@/lib/reports/report/prepare-number";
import type { ChangeLine } from "@/lib/reports/stands-out/what-stands-out";
import type { Digest, DigestFinding, DigestNumber, DigestShare } from "@/lib/reports/weekly/prepare-digest";
import {
  type Colour,
  type FooterLine,
  mailButton,
  mailFooter,
  mailHeading,
  mailLink,
  mailPage,
  mailRow,
  mailRun,
  mailTable,
  mailText,
  tableRow,
} from "./mail-html";

/** The digest as an e-mail in HTML: every number of the plain text, in the same words. */
export function digestHtml(digest: Digest, footer: readonly FooterLine[]): string {
  const { week, days, volume, maturity, headline, nothing, findings } = digest;
  return mailPage(`${week}: ${headline}`, `${headline}. ${volume}.`, [
    mailRow(mailText("Baton weekly review", { colour: "ink3", size: 12 }), { top: 32 }),
    mailRow(mailText(`${week}, ${days}`, { size: 22, bold: true }), { top: 4 }),
    mailRow(mailText(`${volume}; ${maturity}`, { colour: "ink2", size: 13 }), { top: 4 }),
    mailRow(mailButton("Open the review", digest.url), { top: 16 }),
    mailHeading("What stands out"),
    ...(nothing ? [mailRow(mailText(nothing, { colour: "ink2" }), { top: 8 })] : []),
    ...(findings.length > 0 ? [mailTable(findings.map(findingRow), 12)] : []),
    mailHeading("The numbers"),
    mailTable(
      digest.numbers.map((number, i) => numberRow(number, i === 0)),
      12,
    ),
    mailHeading("Why conversations were handed off"),
    mailTable(
      digest.mix.map((share, i) => shareRow(share, i === 0)),
      12,
    ),
    ...changeList("Also changed", digest.alsoChanged),
    mailFooter(footer),
  ]);
}

const ARROWS = { up: "▲ ", down: "▼ ", none: "" } as const;
const TONES: { readonly [T in ChangeText["tone"]]: Colour } = {
  worse: "worse",
  better: "better",
  neutral: "ink",
  noise: "ink3",
};

/** `▲ 6.6 pts worse · signal`: never by colour alone. */
function changeRun({ tone, direction, text, word }: ChangeText, size = 13): string {
  return mailText(`${ARROWS[direction]}${text} · ${word}`, {
    colour: TONES[tone],
    size,
    bold: word === "signal",
    whole: true,
  });
}

function findingRow({ claim, why, signal, notes, link }: DigestFinding, i: number): string {
  const evidence = [
    ...(signal ? [changeRun(signal)] : []),
    ...notes.map((note) => mailText(note, { colour: "ink3", size: 13 })),
    mailRun(mailLink(link.text, link.url), { size: 13 }),
  ];
  return tableRow(
    [
      `${mailText(claim, { size: 15, bold: true })} ${mailText(why, { size: 15, colour: "ink2" })}<br>${evidence.join(mailText(" · ", { colour: "ink3", size: 13 }))}`,
    ],
    i === 0 ? "strong" : "rule",
  );
}

function numberRow(number: DigestNumber, first: boolean): string {
  const { title, value, shown, parts, partsUrl, interval, low, change, from, target } = number;
  const quiet = { colour: "ink3", size: 12 } as const;
  const rests = [
    parts === null
      ? null
      : partsUrl
        ? mailRun(mailLink(parts, partsUrl, true), quiet)
        : mailText(parts, quiet),
    interval && mailText(`95% ${interval}`, quiet),
    low ? mailText("fewer than 30", quiet) : null,
  ].filter((one) => one !== null);
  const left = [
    mailText(title, { bold: true }),
    ...(rests.length > 0 ? [rests.join(mailText(" · ", quiet))] : []),
    ...(target ? [mailText(`target ${target}`, quiet)] : []),
  ];
  const right = [
    mailText(value, shown ? { size: 22, bold: true } : { size: 14, colour: "ink3" }),
    ...(change ? [changeRun(change)] : []),
    mailText([from, change?.interval && `(${change.interval})`].filter(Boolean).join(" "), quiet),
  ];
  return tableRow([left.join("<br>"), right.join("<br>")], first ? "strong" : "rule");
}

function shareRow({ name, value, parts, change, signal }: DigestShare, first: boolean): string {
  const beside = [parts, change && `${change} pts ${signal ? "signal" : "noise"}`].filter(Boolean);
  return tableRow(
    [
      mailText(name),
      `${mailText(value, { bold: true })}<br>${mailText(beside.join(" · "), { colour: signal ? "ink" : "ink3", size: 12 })}`,
    ],
    first ? "strong" : "rule",
  );
}

function changeList(heading: string, lines: readonly ChangeLine[]): string[] {
  if (lines.length === 0) return [];
  const rows = lines.map(({ name, change, withheld }, i) => {
    const interval = change?.interval ? mailText(` (${change.interval})`, { colour: "ink3", size: 12 }) : "";
    const said = change
      ? changeRun(change) + interval
      : mailText(withheld?.text ?? "", { colour: "ink3", size: 13 });
    return tableRow([mailText(name, { size: 13 }), said], i === 0 ? "strong" : "rule");
  });
  return [mailHeading(heading), mailTable(rows, 12)];
}
