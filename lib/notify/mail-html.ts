/*
 * The building blocks of an e-mail that holds its shape in Outlook (tables, attributes, inline styles) and turns dark
 * where the reader's program does. Everything that comes from data goes through `escapeHtml`.
 */

const FONT = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** The colours of the interface, light; the dark ones stand in the style sheet, by class. */
const COLOURS = { ink: "#15181C", ink2: "#4A5159", ink3: "#666E77", worse: "#B0163F", better: "#17704A" };
export type Colour = keyof typeof COLOURS;

const DARK = `
  .page, .sheet { background:#101215 !important; }
  .ink { color:#ECEEF1 !important; }
  .ink2 { color:#B1B8C0 !important; }
  .ink3 { color:#8C949E !important; }
  .worse { color:#FF7D98 !important; }
  .better { color:#5CC596 !important; }
  .link { color:#A79BEC !important; }
  .rule { border-color:#272B31 !important; }
  .strong { border-color:#ECEEF1 !important; }
  .button { background:#A79BEC !important; }
  .button a { color:#14112A !important; }`;

const STYLE = `
  body { margin:0; padding:0; -webkit-text-size-adjust:100%; }
  table { border-collapse:collapse; mso-table-lspace:0; mso-table-rspace:0; }
  @media (max-width:600px) { .pad { padding-left:16px !important; padding-right:16px !important; } }
  @media (prefers-color-scheme:dark) {${DARK}
  }${DARK.replace(/^ {2}(?=\.)/gm, "  [data-ogsc] ").replaceAll(", .", ", [data-ogsc] .")}
`;

/** How a run of text looks; `size` in pixels, `whole` keeps it on one line. */
interface Look {
  readonly colour?: Colour;
  readonly size?: number;
  readonly bold?: boolean;
  readonly whole?: boolean;
}

/** Text as it may stand in HTML, also inside an attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A run of text (plain, it is escaped here) in a colour and size (pixels). */
export function mailText(text: string, look: Look = {}): string {
  return mailRun(escapeHtml(text), look);
}

/** A run of HTML in a colour and size (pixels). */
export function mailRun(
  html: string,
  { colour = "ink", size = 14, bold = false, whole = false }: Look = {},
): string {
  const style = `color:${COLOURS[colour]};font-family:${FONT};font-size:${size}px;line-height:${Math.round(size * 1.45)}px;${bold ? "font-weight:600;" : ""}${whole ? "white-space:nowrap;" : ""}`;
  return `<span class="${colour}" style="${style}">${html}</span>`;
}

/** A link in the colour of links, or in that of the text around it. */
export function mailLink(text: string, url: string, quiet = false): string {
  const style = quiet ? "color:inherit;" : "color:#5546A3;";
  return `<a ${quiet ? "" : 'class="link" '}href="${escapeHtml(url)}" style="${style}text-decoration:underline;">${escapeHtml(text)}</a>`;
}

/** A row over the whole width, of HTML. `top` = pixels above it, `rule` = a line above it. */
export function mailRow(
  html: string,
  { top = 0, rule = "" }: { top?: number; rule?: Rule | "" } = {},
): string {
  return `<tr><td class="pad ${rule}" style="padding:${top}px 32px 0 32px;">${html}</td></tr>`;
}

type Rule = "rule" | "strong";

const LINES: { readonly [R in Rule]: string } = { rule: "#E3E6E9", strong: "#15181C" };

/** A table inside the sheet: cells of HTML with a line above each row, all but the first of a row at the right. */
export function mailTable(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells, i) => tableRow(cells, i === 0 ? "strong" : "rule"));
  return mailRow(
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;">${lines.join("")}</table>`,
    { top: 12 },
  );
}

function tableRow(cells: readonly string[], rule: Rule): string {
  const cell = (html: string, i: number) =>
    `<td class="${rule}" align="${i === 0 ? "left" : "right"}" valign="top" style="border-top:1px solid ${LINES[rule]};padding:10px 0 10px ${i === 0 ? 0 : 12}px;${i === 0 ? "" : "text-align:right;"}">${html}</td>`;
  return `<tr>${cells.map(cell).join("")}</tr>`;
}

/** The beginning of a mail: what kind it is, and what it is about. */
export function mailHead(kind: string, about: string): string[] {
  return [
    mailRow(mailText(kind, { colour: "ink3", size: 12 }), { top: 32 }),
    mailRow(mailText(about, { size: 22, bold: true }), { top: 4 }),
  ];
}

/** A link to what a mail is about, in words and with its host. */
interface MailedLink {
  readonly text: string;
  readonly url: string;
}

/** A finding as a cell: a sentence, why, and below them runs of evidence and where its rows are. */
export function mailFinding(
  claim: string,
  why: string,
  evidence: readonly string[],
  link: MailedLink,
): string {
  const below = [...evidence, mailRun(mailLink(link.text, link.url), { size: 13 })];
  const said = `${mailText(claim, { size: 15, bold: true })} ${mailText(why, { size: 15, colour: "ink2" })}`;
  return `${said}<br>${below.join(mailText(" · ", { colour: "ink3", size: 13 }))}`;
}

/** A heading between the parts. */
export function mailHeading(text: string): string {
  return mailRow(
    `<h2 class="ink" style="margin:0;color:${COLOURS.ink};font-family:${FONT};font-size:15px;line-height:20px;font-weight:600;">${escapeHtml(text)}</h2>`,
    { top: 32 },
  );
}

/** The one thing to do, as a button that Outlook draws too. */
export function mailButton(text: string, url: string): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="button" bgcolor="#5546A3" style="background:#5546A3;border-radius:6px;padding:8px 14px;"><a href="${escapeHtml(url)}" style="color:#FFFFFF;font-family:${FONT};font-size:14px;line-height:20px;font-weight:500;text-decoration:none;">${escapeHtml(text)}</a></td></tr></table>`;
}

/** A line of the small print: words, or words that lead somewhere. */
export interface FooterLine {
  readonly text: string;
  readonly url: string | null;
}

/** The small print: why somebody gets the mail and how to end it. */
export function mailFooter(lines: readonly FooterLine[]): string {
  const quiet = { colour: "ink3", size: 12 } as const;
  const said = lines.map(({ text, url }) =>
    url === null ? mailText(text, quiet) : mailRun(mailLink(text, url, true), quiet),
  );
  return mailRow(said.join("<br>"), { top: 32 });
}

/**
 * A whole e-mail of rows.
 *
 * @param preview what an inbox shows after the subject
 */
export function mailPage(title: string, preview: string, rows: readonly string[]): string {
  return `<!doctype html>
<html lang="en" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escapeHtml(title)}</title>
<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->
<style>${STYLE}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#FFFFFF;">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">${escapeHtml(preview)}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#FFFFFF" style="width:100%;background:#FFFFFF;"><tr><td align="center">
<!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:640px;background:#FFFFFF;text-align:left;">
${rows.join("\n")}
<tr><td style="height:32px;line-height:32px;font-size:0;">&nbsp;</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
}
