/** Mixes a whole number into a 32-bit hash (the finaliser of MurmurHash3). */
function mix(hash: number, value: number): number {
  let h = (hash ^ value) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) + 0x9e3779b9;
}

const textHashes = new Map<string, number>();

function hashOfText(text: string): number {
  const known = textHashes.get(text);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = mix(hash, text.charCodeAt(index));
  textHashes.set(text, hash);
  return hash;
}

/** A 32-bit hash of numbers and words: the same for the same parts, on every machine. */
function hashOf(parts: readonly (number | string)[]): number {
  let hash = 0x2545f491;
  for (const part of parts) hash = mix(hash, typeof part === "number" ? part : hashOfText(part));
  return hash >>> 0;
}

/** A number from 0 up to, not including, 1 that depends on the parts alone. */
export function fraction(...parts: readonly (number | string)[]): number {
  return hashOf(parts) / 4_294_967_296;
}

/**
 * A stream of repeatable random numbers, seeded by numbers and words. Everything that happens in the demo draws from
 * a stream of its own (this conversation, its survey), so that a change in one place leaves all others as they were.
 *
 * Generator: sfc32 of Chris Doty-Humphrey's PractRand, 128 bits of state.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(...seed: readonly (number | string)[]) {
    const hash = hashOf(seed);
    this.a = hash | 0;
    this.b = mix(hash, 1) | 0;
    this.c = mix(hash, 2) | 0;
    for (let round = 0; round < 8; round++) this.next();
  }

  /** The next number from 0 up to, not including, 1. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** A number from `low` up to, not including, `high`. */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** One of the items, each as likely as the others. Throws a RangeError for an empty list. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError("Nothing to pick from");
    return item;
  }

  /** One of the keys, as likely as its weight says. Throws a RangeError when no weight is above 0. */
  pickWeighted<K extends string>(weights: { readonly [key in K]?: number }): K {
    const entries = Object.entries(weights) as [K, number][];
    let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      rest -= weight;
      if (rest < 0) return key;
    }
    throw new RangeError("Nothing to pick from");
  }

  /** A positive number, half the time below `median`; two in three lie between median ÷ e^spread and median × e^spread. */
  aroundMedian(median: number, spread: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return median * Math.exp(spread * radius * Math.cos(2 * Math.PI * this.next()));
  }
}
