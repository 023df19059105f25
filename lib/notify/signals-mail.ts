import { z } from "zod";
import {
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
import { textFooter, textHeading, wrapText } from "./mail-text";

/** What the mail about signals says, as it is kept until it is sent. */
export const signalsMail = z.object({
  /** `Week 46`. */
  week: z.string(),
  /** `9–15 Nov 2026`. */
  days: z.string(),
  signals: z.array(
    z.object({
      claim: z.string(),
      why: z.string(),
      /** Signal word, interval, limits. */
      evidence: z.array(z.string()),
      link: z.object({ text: z.string(), url: z.string() }),
    }),
  ),
  /** Other words where it is not about a week's numbers. */
  about: z.object({ heading: z.string(), button: z.string() }).optional(),
  url: z.string(),
});
export type SignalsMail = z.infer<typeof signalsMail>;

/** `Week 46: 3 numbers changed beyond chance`, or what the only one says. */
export function signalsSubject({ week, signals }: SignalsMail): string {
  const [only] = signals;
  const said =
    signals.length === 1 && only
      ? only.claim.replace(/\.$/, "")
      : `${signals.length} numbers changed beyond chance`;
  return `${week}: ${said}`;
}

/** The mail as plain text. */
export function signalsText(mail: SignalsMail, footer: readonly FooterLine[]): string {
  const blocks = [
    textHeading(`${mail.week}, ${mail.days}: signals`),
    ...mail.signals.map(({ claim, why, evidence, link }) =>
      [
        wrapText(`${claim} ${why}`),
        wrapText(evidence.join("; "), "   "),
        `   ${link.text}: ${link.url}`,
      ].join("\n"),
    ),
    mail.url,
    textFooter(footer),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** The mail in HTML. */
export function signalsHtml(mail: SignalsMail, footer: readonly FooterLine[]): string {
  const subject = signalsSubject(mail);
  return mailPage(subject, mail.signals.map(({ claim }) => claim).join(" "), [
    mailRow(mailText("Baton alert", { colour: "ink3", size: 12 }), { top: 32 }),
    mailRow(mailText(`${mail.week}, ${mail.days}`, { size: 22, bold: true }), { top: 4 }),
    mailHeading(mail.about?.heading ?? "Beyond chance"),
    mailTable(
      mail.signals.map(({ claim, why, evidence, link }, i) => {
        const quiet = { colour: "ink3", size: 13 } as const;
        const below = [
          ...evidence.map((one, place) =>
            mailText(one, place === 0 ? { colour: "ink", size: 13, bold: true } : quiet),
          ),
          mailRun(mailLink(link.text, link.url), { size: 13 }),
        ];
        const said = `${mailText(claim, { size: 15, bold: true })} ${mailText(why, { size: 15, colour: "ink2" })}`;
        return tableRow([`${said}<br>${below.join(mailText(" · ", quiet))}`], i === 0 ? "strong" : "rule");
      }),
      12,
    ),
    mailRow(mailButton(mail.about?.button ?? "Open the review", mail.url), { top: 16 }),
    mailFooter(footer),
  ]);
}
