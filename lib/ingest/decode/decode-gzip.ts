import { createGunzip } from "node:zlib";
import { FramingError } from "@/lib/ingest/validate/rejection";

/** Compressed bytes handed on at a time: bounds what one step can swell to (about a thousand times as much). */
const STEP = 4096;

/**
 * The decompressed bytes of a gzip stream, members written one after the other included, with flat memory.
 *
 * @throws FramingError `gzip_invalid`, `gzip_damaged` or `gzip_cut_off`, after what was decompressed before (of damaged
 * input up to the last few kilobytes before the damage, which cannot be trusted); errors of the source are passed on
 */
export async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  const stream = createGunzip();
  let ready: Buffer[] = [];
  let anything = false;
  let failure: unknown = null;
  // Not for await: a stream that fails drops what it has decompressed but not yet handed out.
  stream.on("data", (bytes: Buffer) => {
    anything = true;
    ready.push(bytes);
  });
  stream.on("error", (error) => {
    failure ??= framingError(error, anything);
  });
  const take = () => {
    const taken = ready;
    ready = [];
    return taken;
  };
  try {
    for await (const bytes of source) {
      for (let at = 0; at < bytes.length && failure === null; at += STEP) {
        await settled((done) => stream.write(bytes.subarray(at, at + STEP), done));
        yield* take();
      }
      if (failure !== null) throw failure;
    }
    if (stream.bytesWritten === 0) throw new FramingError("empty_body");
    await settled((done) => {
      stream.once("end", done);
      stream.end();
    });
    yield* take();
    if (failure !== null) throw failure;
  } finally {
    stream.destroy();
  }

  /** Waits until the step is done or the stream has failed. */
  function settled(step: (done: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      if (failure !== null) return resolve();
      stream.once("close", resolve);
      step(() => {
        stream.off("close", resolve);
        resolve();
      });
    });
  }
}

function framingError(error: unknown, anything: boolean): FramingError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "Z_BUF_ERROR") return new FramingError("gzip_cut_off", { cause: error });
  return new FramingError(anything ? "gzip_damaged" : "gzip_invalid", { cause: error });
}
