/** Objects that follow each other with nothing, spaces or lines between them; null where anything else is there. */
export function jsonInARow(text: string): unknown[] | null {
  const values: unknown[] = [];
  let depth = 0;
  let start = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inString) {
      if (character === "\\") i++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") {
      depth--;
      if (depth > 0) continue;
      try {
        values.push(JSON.parse(text.slice(start, i + 1)));
      } catch {
        return null;
      }
      start = i + 1;
    }
  }
  return values.length > 0 && text.slice(start).trim() === "" ? values : null;
}
