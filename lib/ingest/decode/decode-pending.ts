import { LONGEST_KEPT } from "./decode-row";

/**
 * The beginning of a record whose end has not arrived. Keeps at most {@link LONGEST_KEPT} bytes and only counts the
 * rest; grows by doubling, so that no chunking makes it slow.
 */
export class PendingBytes {
  #buffer = Buffer.alloc(0);
  #kept = 0;
  #length = 0;

  /** The bytes pushed since the last take, those not kept included. */
  get length(): number {
    return this.#length;
  }

  /** The bytes that are kept, without taking them. */
  get kept(): number {
    return this.#kept;
  }

  push(bytes: Uint8Array): void {
    this.#length += bytes.length;
    const part = bytes.subarray(0, LONGEST_KEPT - this.#kept);
    if (part.length === 0) return;
    if (this.#kept + part.length > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(
        Math.min(LONGEST_KEPT, Math.max(1024, (this.#kept + part.length) * 2)),
      );
      this.#buffer.copy(grown, 0, 0, this.#kept);
      this.#buffer = grown;
    }
    this.#buffer.set(part, this.#kept);
    this.#kept += part.length;
  }

  /** Hands out what was kept and starts anew. */
  take(): Buffer {
    const bytes = this.#buffer.subarray(0, this.#kept);
    this.#buffer = Buffer.alloc(0);
    this.#kept = 0;
    this.#length = 0;
    return bytes;
  }
}
