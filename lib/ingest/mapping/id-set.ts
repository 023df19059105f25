import { hash } from "node:crypto";

const SMALLEST = 1 << 12;

/**
 * Which conversations a file tells of, as 48 bits of a hash each, in one flat table: sixteen megabytes for a million,
 * where the ids themselves would take hundreds. Two of ten million are equal once in a few runs, which changes a
 * forecast by one.
 */
export class IdSet {
  size = 0;
  /** A slot is 0 while it is empty. */
  #slots = new Float64Array(SMALLEST);

  add(id: number): void {
    if (this.size * 2 >= this.#slots.length) this.#grow();
    if (insert(this.#slots, id)) this.size++;
  }

  has(id: number): boolean {
    return this.#slots[place(this.#slots, id)] === id;
  }

  #grow(): void {
    const larger = new Float64Array(this.#slots.length * 2);
    for (const id of this.#slots) if (id !== 0) insert(larger, id);
    this.#slots = larger;
  }
}

/** A conversation as a number for an {@link IdSet}; never 0. */
export function idNumber(source: string, conversationId: string): number {
  return hash("sha1", `${source}\n${conversationId}`, "buffer").readUIntBE(0, 6) || 1;
}

function insert(slots: Float64Array, id: number): boolean {
  const at = place(slots, id);
  if (slots[at] === id) return false;
  slots[at] = id;
  return true;
}

/** Where an id stands, or would stand: the hash is even already. */
function place(slots: Float64Array, id: number): number {
  let at = id % slots.length;
  while (slots[at] !== 0 && slots[at] !== id) at = at + 1 === slots.length ? 0 : at + 1;
  return at;
}
