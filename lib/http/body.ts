import { AppError } from "@/lib/domain/app-error";

/**
 * The JSON of a request's body.
 *
 * @throws AppError `too_large` (413) above `maxBytes`, `malformed_body` (400) when it is not JSON in UTF-8
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new AppError("malformed_body", "The body is not JSON in UTF-8.");
  }
}

/**
 * The bytes of a request's body.
 *
 * @throws AppError `too_large` (413) above `maxBytes`
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      throw new AppError("too_large", `The body may have at most ${maxBytes} bytes.`, { maxBytes });
    }
    parts.push(value);
  }
  return Buffer.concat(parts);
}
