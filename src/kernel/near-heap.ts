import type { EventSlots } from './event-slots.ts';

/** Dead entries that are tolerated, beside half of all. */
const DEAD_TOLERATED = 64;

/**
 * A binary heap of events in the order of (time, sequence). What the removal of the first leaves is a hole at the
 * root, which the next event added fills from there: most events schedule another.
 */
export class NearHeap {
  readonly #slots: EventSlots;
  #times = new Float64Array(64);
  #entries = new Int32Array(64);
  /** Entries, with the hole and the dead. */
  #size = 0;
  #hole = 0;
  #dead = 0;

  constructor(slots: EventSlots) {
    this.#slots = slots;
  }

  /** Entries, with the cancelled. */
  get size(): number {
    return this.#size - this.#hole;
  }

  /** Events. */
  get length(): number {
    return this.size - this.#dead;
  }

  add(slot: number): void {
    if (this.#hole !== 0) {
      this.#hole = 0;
      this.#sink(slot);
    } else this.#rise(slot);
  }

  /** The slot of the first event, 0 if there is none. */
  first(): number {
    for (;;) {
      if (this.#hole !== 0) this.#fill();
      if (this.#size === 0) return 0;
      const slot = this.#entries[0]!;
      if (this.#slots.target(slot) >= 0) return slot;
      this.#dead--;
      this.dropFirst(slot);
    }
  }

  /** @param slot what `first` has returned */
  dropFirst(slot: number): void {
    this.#hole = 1;
    this.#slots.free(slot);
  }

  /** Marks an event as cancelled; it is skipped when its turn comes. */
  cancel(slot: number): void {
    this.#slots.end(slot);
    if (++this.#dead > DEAD_TOLERATED + (this.#size >> 1)) this.compact();
  }

  /** Drops the cancelled events. */
  compact(): void {
    const entries = this.#entries;
    const size = this.#size;
    const from = this.#hole;
    this.clear();
    for (let i = from; i < size; i++) {
      const slot = entries[i]!;
      if (this.#slots.target(slot) >= 0) this.#rise(slot);
      else this.#slots.free(slot);
    }
  }

  /** The slot of entry `i`, once `compact` has left events alone. */
  entry(i: number): number {
    return this.#entries[i]!;
  }

  /** Forgets all entries. */
  clear(): void {
    this.#size = 0;
    this.#hole = 0;
    this.#dead = 0;
  }

  #fill(): void {
    this.#hole = 0;
    const last = --this.#size;
    if (last > 0) this.#sink(this.#entries[last]!);
  }

  #rise(slot: number): void {
    if (this.#size === this.#entries.length) this.#grow();
    const slots = this.#slots;
    const times = this.#times;
    const entries = this.#entries;
    const time = slots.time(slot);
    let at = this.#size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = times[up]!;
      if (above < time || (above === time && slots.sequence(entries[up]!) < slots.sequence(slot))) break;
      times[at] = above;
      entries[at] = entries[up]!;
      at = up;
    }
    times[at] = time;
    entries[at] = slot;
  }

  /** Puts an event into the hole at the root. */
  #sink(slot: number): void {
    const slots = this.#slots;
    const times = this.#times;
    const entries = this.#entries;
    const size = this.#size;
    const time = slots.time(slot);
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      let below = times[child]!;
      const right = child + 1;
      if (right < size) {
        const other = times[right]!;
        if (other < below || (other === below && slots.sequence(entries[right]!) < slots.sequence(entries[child]!))) {
          child = right;
          below = other;
        }
      }
      if (below > time || (below === time && slots.sequence(entries[child]!) > slots.sequence(slot))) break;
      times[at] = below;
      entries[at] = entries[child]!;
      at = child;
    }
    times[at] = time;
    entries[at] = slot;
  }

  #grow(): void {
    const times = new Float64Array(2 * this.#times.length);
    times.set(this.#times);
    this.#times = times;
    const entries = new Int32Array(times.length);
    entries.set(this.#entries);
    this.#entries = entries;
  }
}
