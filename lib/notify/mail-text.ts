import type { FooterLine } from "./mail-html";

const WIDTH = 76;

/** A paragraph in lines of at most 76 characters; a longer word, such as an address, has a line of its own. */
export function wrapText(text: string, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && indent.length + longer.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line !== "") lines.push(indent + line);
  return lines.join("\n");
}

/** A heading of a plain text, underlined. */
export function textHeading(text: string): string {
  return `${text}\n${"-".repeat(text.length)}`;
}

/** A finding in a plain text: a sentence, why, its evidence and where its rows are. */
export function textFinding(
  said: string,
  evidence: readonly (string | null)[],
  link: { readonly text: string; readonly url: string },
): string {
  const below = wrapText(evidence.filter(Boolean).join("; "), "   ");
  return [wrapText(said), below, `   ${link.text}: ${link.url}`].filter(Boolean).join("\n");
}

/** The small print of a plain text, below the line by which mail programs know a signature. */
export function textFooter(lines: readonly FooterLine[]): string {
  const said = lines.map(({ text, url }) => (url === null ? wrapText(text) : `${text}: ${url}`));
  return `-- \n${said.join("\n")}`;
}
