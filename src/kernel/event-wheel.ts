import type { NearHeap } from './near-heap.ts';

/** How many events a bucket should hold. */
const DENSITY = 4;
const FEWEST_BUCKETS = 64;
/** With fewer events the heap alone is faster. */
const FEW = 64;
/** How many events tell how wide the buckets should be. */
const SAMPLE = 4096;

/**
 * Events that are not near: a row of buckets of equal width in time, each an unordered list, and after the last
 * bucket a list of all that is farther. Buckets up to the current one have been emptied into the heap of near events;
 * when the row is used up, a new one is laid out over what is in the far list.
 *
 * The bucket of an event depends on its time alone and never decreases with it; so whatever is in the heap comes
 * before whatever is here.
 */
export class EventWheel {
  /** Events in the buckets and in the far list. */
  length = 0;
  readonly #near: NearHeap;
  /** First slot of each bucket; after the last bucket, of the far list. */
  #heads = new Int32Array(FEWEST_BUCKETS + 1);
  #buckets = 0;
  #current = -1;
  /** Where the first bucket begins, and buckets per nanosecond. */
  #origin = 0.5;
  #perWidth = 0.5;

  /** @param near where the events are recorded, and the next ones are held */
  constructor(near: NearHeap) {
    this.#near = near;
  }

  /** Puts an event into its bucket, or into the heap. */
  place(slot: number): void {
    const bucket = (this.#near.time(slot) - this.#origin) * this.#perWidth;
    if (bucket < this.#current + 1) this.#makeNear(slot);
    else this.#link(slot, bucket < this.#buckets ? bucket | 0 : this.#buckets);
  }

  /** Takes an event out. */
  unlink(slot: number): void {
    const i32 = this.#near.i32;
    const next = i32[(slot << 3) | 6]!;
    const previous = i32[(slot << 3) | 7]!;
    i32[(slot << 3) | 7] = 0;
    if (previous > 0) i32[(previous << 3) | 6] = next;
    else this.#heads[-1 - previous] = next;
    if (next !== 0) i32[(next << 3) | 7] = previous;
    this.length--;
  }

  /** Takes over all events of the heap. */
  open(): void {
    const near = this.#near;
    near.compact();
    this.#buckets = 0;
    this.#current = -1;
    for (let i = near.near - 1; i >= 0; i--) this.#link(near.entry(i), 0);
    near.clearNear();
    this.#layOut();
  }

  /** Moves the next events into the empty heap; there must be some. False: they were few and all are in the heap now. */
  refill(): boolean {
    for (;;) {
      const heads = this.#heads;
      let current = this.#current + 1;
      while (heads[current] === 0) current++;
      const far = current === this.#buckets;
      if (!far || this.length < FEW) {
        this.#current = current;
        this.#empty(current);
        return !far;
      }
      this.#layOut();
      if (this.#near.nearEntries > 0) return true;
    }
  }

  #makeNear(slot: number): void {
    this.#near.i32[(slot << 3) | 7] = 0;
    this.#near.addNear(slot);
  }

  #empty(bucket: number): void {
    const near = this.#near;
    let slot = this.#heads[bucket]!;
    this.#heads[bucket] = 0;
    let moved = 0;
    while (slot !== 0) {
      const next = near.next(slot);
      this.#makeNear(slot);
      moved++;
      slot = next;
    }
    this.length -= moved;
  }

  /** The link back of the first slot of a bucket names the bucket: -1 - bucket. */
  #link(slot: number, bucket: number): void {
    const i32 = this.#near.i32;
    const heads = this.#heads;
    const next = heads[bucket]!;
    i32[(slot << 3) | 6] = next;
    i32[(slot << 3) | 7] = -1 - bucket;
    if (next !== 0) i32[(next << 3) | 7] = slot;
    heads[bucket] = slot;
    this.length++;
  }

  /** A new row of buckets, from the first event of the far list; all others are empty. */
  #layOut(): void {
    const near = this.#near;
    let slot = this.#heads[this.#buckets]!;
    this.#heads[this.#buckets] = 0;
    this.#setScale(slot);
    let buckets = FEWEST_BUCKETS;
    while (buckets < this.length / 2) buckets *= 2;
    if (buckets >= this.#heads.length) this.#heads = new Int32Array(buckets + 1);
    this.#buckets = buckets;
    this.#current = 0;
    this.length = 0;
    while (slot !== 0) {
      const next = near.next(slot);
      this.place(slot);
      slot = next;
    }
  }

  /**
   * Bucket width from the events in the list from `head`: from those no later than the mean alone, so that a few that
   * are very late do not count. With exponential times they are 63 % of all and on average 0.418 means away.
   */
  #setScale(head: number): void {
    const near = this.#near;
    let first = Infinity;
    let sum = 0;
    for (let slot = head; slot !== 0; slot = near.next(slot)) {
      const time = near.time(slot);
      if (time < first) first = time;
      sum += time;
    }
    const mean = sum / this.length;
    let early = 0;
    let distance = 0;
    let seen = 0;
    for (let slot = head; slot !== 0 && seen < SAMPLE; slot = near.next(slot)) {
      seen++;
      const time = near.time(slot);
      if (time > mean) continue;
      early++;
      distance += time - first;
    }
    const perEvent = early === 0 ? mean - first : (1.5 * distance * seen) / (early * early);
    this.#origin = first;
    this.#perWidth = 1 / Math.max(1, (DENSITY * perEvent) / this.length);
  }
}
