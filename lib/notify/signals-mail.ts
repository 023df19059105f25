import { z } from "zod";
import {
  type FooterLine,
  mailButton,
  mailFinding,
  mailFooter,
  mailHead,
  mailHeading,
  mailPage,
  mailRow,
  mailTable,
  mailText,
} from "./mail-html";
import { textFinding, textFooter, textHeading } from "./mail-text";

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
    ...mail.signals.map(({ claim, why, evidence, link }) => textFinding(`${claim} ${why}`, evidence, link)),
    mail.url,
    textFooter(footer),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** The mail in HTML. */
export function signalsHtml(mail: SignalsMail, footer: readonly FooterLine[]): string {
  const subject = signalsSubject(mail);
  return mailPage(subject, mail.signals.map(({ claim }) => claim).join(" "), [
    ...mailHead("Baton alert", `${mail.week}, ${mail.days}`),
    mailHeading(mail.about?.heading ?? "Beyond chance"),
    mailTable(
      mail.signals.map(({ claim, why, evidence: [first, ...notes], link }) => {
        const runs = [
          ...(first === undefined ? [] : [mailText(first, { size: 13, bold: true })]),
          ...notes.map((note) => mailText(note, { colour: "ink3", size: 13 })),
        ];
        return [mailFinding(claim, why, runs, link)];
      }),
    ),
    mailRow(mailButton(mail.about?.button ?? "Open the review", mail.url), { top: 16 }),
    mailFooter(footer),
  ]);
}
