import { type FramingCode, FramingError } from "@/lib/ingest/validate/rejection";

/** All bytes of a source that cannot be read piece by piece. @throws FramingError `code` when they are too many */
export async function wholeOf(
  source: AsyncIterable<Uint8Array>,
  largest: number,
  code: FramingCode,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of source) {
    size += bytes.length;
    if (size > largest) throw new FramingError(code);
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
