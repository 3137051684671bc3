/**
 * A table from whole numbers to things for the few keys that are in use at a time: open addressing, linear probing.
 * Keys come and go without anything being allocated, once it has grown to the largest number of them.
 */
export class SmallTable<T> {
  #keys = new Float64Array(64).fill(-1);
  #things: (T | undefined)[] = new Array<T | undefined>(64).fill(undefined);
  #count = 0;

  /** Keys that are there. */
  get size(): number {
    return this.#count;
  }

  /** The thing of a key, undefined if there is none. @param key not negative */
  get(key: number): T | undefined {
    return this.#things[this.#find(key)];
  }

  /** The key must not be there yet. */
  add(key: number, thing: T): void {
    if (2 * ++this.#count > this.#keys.length) this.#grow();
    const slot = this.#find(key);
    this.#keys[slot] = key;
    this.#things[slot] = thing;
  }

  /** The key must be there. What stands behind it in its run moves up, where it is found then. */
  remove(key: number): void {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let free = this.#find(key);
    for (let at = (free + 1) & mask; keys[at]! >= 0; at = (at + 1) & mask) {
      const home = this.#home(keys[at]!);
      if (((at - home) & mask) < ((at - free) & mask)) continue;
      keys[free] = keys[at]!;
      this.#things[free] = this.#things[at];
      free = at;
    }
    keys[free] = -1;
    this.#things[free] = undefined;
    this.#count--;
  }

  /** The slot of a key, or the free one where it would stand. */
  #find(key: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let slot = this.#home(key);
    while (keys[slot] !== key && keys[slot]! >= 0) slot = (slot + 1) & mask;
    return slot;
  }

  #home(key: number): number {
    const mixed = Math.imul(key | 0, 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & (this.#keys.length - 1);
  }

  #grow(): void {
    const [keys, things] = [this.#keys, this.#things];
    this.#keys = new Float64Array(2 * keys.length).fill(-1);
    this.#things = new Array<T | undefined>(2 * keys.length).fill(undefined);
    for (const [i, key] of keys.entries()) {
      if (key < 0) continue;
      const slot = this.#find(key);
      this.#keys[slot] = key;
      this.#things[slot] = things[i];
    }
  }
}
