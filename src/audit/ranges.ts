/** Something that lies on a range of blocks. */
export interface OnBlocks {
  readonly block: number;
  readonly blocks: number;
}

/** Where an item is in the tree: before it what begins earlier, or at the same block and was added earlier. */
class Place<T extends OnBlocks> {
  item: T;
  added = 0;
  /** Higher ones are above lower ones. */
  rank = 0;
  /** The end of what reaches farthest, of this item and of all below it. */
  reach = 0;
  before: Place<T> | null = null;
  after: Place<T> | null = null;

  constructor(item: T) {
    this.item = item;
  }
}

/**
 * Things on ranges of blocks, which may overlap: what touches a given range is found without looking at all of them. A
 * treap (Seidel and Aragon, Randomized Search Trees, 1996): all steps take a time that grows as the logarithm of their
 * number. The ranks come from a generator of its own, so the same calls give the same tree.
 */
export class Ranges<T extends OnBlocks> {
  #root: Place<T> | null = null;
  readonly #places = new Map<T, Place<T>>();
  readonly #spare: Place<T>[] = [];
  #added = 0;
  #random = 0x2545f491;

  get size(): number {
    return this.#places.size;
  }

  /** The one that begins first, null if there is none. */
  get first(): T | null {
    let place = this.#root;
    while (place !== null && place.before !== null) place = place.before;
    return place?.item ?? null;
  }

  /** All of them by first block, as long as `next` returns true. */
  inOrder(next: (item: T) => boolean): void {
    inOrder(this.#root, next);
  }

  /** By first block. */
  visitAll(visit: (item: T) => void): void {
    inOrder(this.#root, (item) => {
      visit(item);
      return true;
    });
  }

  /** @param item that is not here yet */
  add(item: T): void {
    const place = this.#spare.pop() ?? new Place(item);
    place.item = item;
    place.added = ++this.#added;
    place.rank = this.#nextRank();
    place.before = null;
    place.after = null;
    place.reach = item.block + item.blocks;
    this.#places.set(item, place);
    this.#root = inserted(this.#root, place);
  }

  /** @returns false if it is not there */
  remove(item: T): boolean {
    const place = this.#places.get(item);
    if (place === undefined) return false;
    this.#places.delete(item);
    this.#root = removed(this.#root!, place);
    this.#spare.push(place);
    return true;
  }

  /** One that touches the range, null if there is none. */
  touching(block: number, end: number): T | null {
    let place = this.#root;
    while (place !== null && place.reach > block) {
      // If something before reaches the range and does not touch it, it begins behind it; so does all that comes after.
      if (place.before !== null && place.before.reach > block) place = place.before;
      else if (place.item.block >= end) return null;
      else if (place.item.block + place.item.blocks > block) return place.item;
      else place = place.after;
    }
    return null;
  }

  /** Whether one that touches the range passes the test. */
  some(block: number, end: number, test: (item: T) => boolean): boolean {
    return some(this.#root, block, end, test);
  }

  /** How many touch the range. */
  countTouching(block: number, end: number): number {
    let count = 0;
    some(this.#root, block, end, () => {
      count++;
      return false;
    });
    return count;
  }

  /** The end of what covers this block and, with no gap, the blocks after it; `block` itself if nothing covers it. */
  coveredUntil(block: number): number {
    let end = block;
    for (let item = this.touching(end, end + 1); item !== null; item = this.touching(end, end + 1)) end = item.block + item.blocks;
    return end;
  }

  /** Marsaglia's xorshift. */
  #nextRank(): number {
    this.#random ^= this.#random << 13;
    this.#random ^= this.#random >>> 17;
    this.#random ^= this.#random << 5;
    return this.#random;
  }
}

function inOrder<T extends OnBlocks>(place: Place<T> | null, next: (item: T) => boolean): boolean {
  return place === null || (inOrder(place.before, next) && next(place.item) && inOrder(place.after, next));
}

function some<T extends OnBlocks>(place: Place<T> | null, block: number, end: number, test: (item: T) => boolean): boolean {
  if (place === null || place.reach <= block) return false;
  if (some(place.before, block, end, test)) return true;
  if (place.item.block >= end) return false;
  if (place.item.block + place.item.blocks > block && test(place.item)) return true;
  return some(place.after, block, end, test);
}

function isBefore<T extends OnBlocks>(one: Place<T>, other: Place<T>): boolean {
  const apart = one.item.block - other.item.block;
  return apart === 0 ? one.added < other.added : apart < 0;
}

/** @returns what is uppermost now */
function inserted<T extends OnBlocks>(at: Place<T> | null, place: Place<T>): Place<T> {
  if (at === null) return place;
  if (isBefore(place, at)) {
    const below = inserted(at.before, place);
    at.before = below;
    if (below.rank <= at.rank) return measured(at);
    at.before = below.after;
    below.after = measured(at);
    return measured(below);
  }
  const below = inserted(at.after, place);
  at.after = below;
  if (below.rank <= at.rank) return measured(at);
  at.after = below.before;
  below.before = measured(at);
  return measured(below);
}

/** @returns what is uppermost now */
function removed<T extends OnBlocks>(at: Place<T>, place: Place<T>): Place<T> | null {
  if (at === place) return merged(at.before, at.after);
  if (isBefore(place, at)) at.before = removed(at.before!, place);
  else at.after = removed(at.after!, place);
  return measured(at);
}

/** Of two trees, all of the first before all of the other. */
function merged<T extends OnBlocks>(one: Place<T> | null, other: Place<T> | null): Place<T> | null {
  if (one === null) return other;
  if (other === null) return one;
  if (one.rank > other.rank) {
    one.after = merged(one.after, other);
    return measured(one);
  }
  other.before = merged(one, other.before);
  return measured(other);
}

function measured<T extends OnBlocks>(place: Place<T>): Place<T> {
  const { item, before, after } = place;
  let reach = item.block + item.blocks;
  if (before !== null && before.reach > reach) reach = before.reach;
  if (after !== null && after.reach > reach) reach = after.reach;
  place.reach = reach;
  return place;
}
