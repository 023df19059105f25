import type { ChangeText } from "@/lib/reports/report/prepare-number";
import type { ChangeLine } from "@/lib/reports/stands-out/what-stands-out";
import type { Digest, DigestFinding, DigestNumber, DigestShare } from "@/lib/reports/weekly/prepare-digest";
import {
  type Colour,
  type FooterLine,
  mailButton,
  mailFinding,
  mailFooter,
  mailHead,
  mailHeading,
  mailLink,
  mailPage,
  mailRow,
  mailRun,
  mailTable,
  mailText,
} from "./mail-html";

/** The digest as an e-mail in HTML: every number of the plain text, in the same words. */
export function digestHtml(digest: Digest, footer: readonly FooterLine[]): string {
  const { week, days, volume, maturity, headline, nothing, findings } = digest;
  return mailPage(`${week}: ${headline}`, `${headline}. ${volume}.`, [
    ...mailHead("Baton weekly review", `${week}, ${days}`),
    mailRow(mailText(`${volume}; ${maturity}`, { colour: "ink2", size: 13 }), { top: 4 }),
    mailRow(mailButton("Open the review", digest.url), { top: 16 }),
    mailHeading("What stands out"),
    ...(nothing ? [mailRow(mailText(nothing, { colour: "ink2" }), { top: 8 })] : []),
    ...(findings.length > 0 ? [mailTable(findings.map(findingRow))] : []),
    mailHeading("The numbers"),
    mailTable(digest.numbers.map(numberRow)),
    mailHeading("Why conversations were handed off"),
    mailTable(digest.mix.map(shareRow)),
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

function findingRow({ claim, why, signal, notes, link }: DigestFinding): string[] {
  const evidence = [
    ...(signal ? [changeRun(signal)] : []),
    ...notes.map((note) => mailText(note, { colour: "ink3", size: 13 })),
  ];
  return [mailFinding(claim, why, evidence, link)];
}

function numberRow(number: DigestNumber): string[] {
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
  return [left.join("<br>"), right.join("<br>")];
}

function shareRow({ name, value, parts, change, signal }: DigestShare): string[] {
  const beside = [parts, change && `${change} pts ${signal ? "signal" : "noise"}`].filter(Boolean);
  const below = mailText(beside.join(" · "), { colour: signal ? "ink" : "ink3", size: 12 });
  return [mailText(name), `${mailText(value, { bold: true })}<br>${below}`];
}

function changeList(heading: string, lines: readonly ChangeLine[]): string[] {
  if (lines.length === 0) return [];
  const rows = lines.map(({ name, change, withheld }) => {
    const interval = change?.interval ? mailText(` (${change.interval})`, { colour: "ink3", size: 12 }) : "";
    const said = change
      ? changeRun(change) + interval
      : mailText(withheld?.text ?? "", { colour: "ink3", size: 13 });
    return [mailText(name, { size: 13 }), said];
  });
  return [mailHeading(heading), mailTable(rows)];
}
