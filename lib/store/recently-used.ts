/** Keeps values by name within a bound of memory: what was used longest ago makes room. */
export class RecentlyUsed<Value> {
  private readonly kept = new Map<string, { readonly value: Value; readonly bytes: number }>();
  private bytes = 0;

  constructor(private readonly mostBytes: number) {}

  /** The value of a name; undefined where it is not kept (any more). */
  take(name: string): Value | undefined {
    const found = this.kept.get(name);
    if (!found) return undefined;
    // A map keeps its order: what was used last stands last.
    this.kept.delete(name);
    this.kept.set(name, found);
    return found.value;
  }

  /**
   * Keeps a value, unless it is so large that it would push out all others.
   *
   * @param bytes roughly what it takes in memory; its name comes on top
   */
  keep(name: string, value: Value, bytes: number): void {
    const all = bytes + name.length;
    if (this.kept.has(name) || all > this.mostBytes / LARGEST) return;
    this.kept.set(name, { value, bytes: all });
    this.bytes += all;
    for (const [oldest, one] of this.kept) {
      if (this.bytes <= this.mostBytes) break;
      this.kept.delete(oldest);
      this.bytes -= one.bytes;
    }
  }
}

/** No value takes more than this part of the room. */
const LARGEST = 8;
