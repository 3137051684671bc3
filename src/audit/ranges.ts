/** Something that lies on a range of blocks. */
export interface OnBlocks {
  readonly block: number;
  readonly blocks: number;
}

/** Things on ranges of blocks, which may overlap: what touches a given range is found without looking at all of them. */
export class Ranges<T extends OnBlocks> {
  /** By first block. */
  readonly #items: T[] = [];
  /** Length of the longest since it was last empty. */
  #longest = 0;

  get size(): number {
    return this.#items.length;
  }

  /** The one that begins first, null if there is none. */
  get first(): T | null {
    return this.#items[0] ?? null;
  }

  /** All of them by first block, as long as `next` returns true. */
  inOrder(next: (item: T) => boolean): void {
    for (const item of this.#items) if (!next(item)) return;
  }

  /** By first block. */
  visitAll(visit: (item: T) => void): void {
    for (const item of this.#items) visit(item);
  }

  add(item: T): void {
    this.#longest = Math.max(this.#longest, item.blocks);
    this.#items.splice(this.#after(item.block), 0, item);
  }

  /** @returns false if it is not there */
  remove(item: T): boolean {
    const items = this.#items;
    for (let i = this.#after(item.block) - 1; i >= 0 && items[i]!.block === item.block; i--) {
      if (items[i] !== item) continue;
      items.splice(i, 1);
      if (items.length === 0) this.#longest = 0;
      return true;
    }
    return false;
  }

  /** One that touches the range, null if there is none. */
  touching(block: number, end: number): T | null {
    const items = this.#items;
    for (let i = this.#after(end - 1) - 1; i >= 0 && items[i]!.block > block - this.#longest; i--)
      if (items[i]!.block + items[i]!.blocks > block) return items[i]!;
    return null;
  }

  /** Whether one that touches the range passes the test. */
  some(block: number, end: number, test: (item: T) => boolean): boolean {
    const items = this.#items;
    for (let i = this.#after(end - 1) - 1; i >= 0 && items[i]!.block > block - this.#longest; i--)
      if (items[i]!.block + items[i]!.blocks > block && test(items[i]!)) return true;
    return false;
  }

  /** How many touch the range. */
  countTouching(block: number, end: number): number {
    const items = this.#items;
    let count = 0;
    for (let i = this.#after(end - 1) - 1; i >= 0 && items[i]!.block > block - this.#longest; i--)
      if (items[i]!.block + items[i]!.blocks > block) count++;
    return count;
  }

  /** The end of what covers this block and, with no gap, the blocks after it; `block` itself if nothing covers it. */
  coveredUntil(block: number): number {
    let end = block;
    for (let item = this.touching(end, end + 1); item !== null; item = this.touching(end, end + 1)) end = item.block + item.blocks;
    return end;
  }

  /** Index after the last one that begins at or before `block`. */
  #after(block: number): number {
    const items = this.#items;
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (items[middle]!.block <= block) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
