import { EventSlots } from './event-slots.ts';

/** Dead entries that are tolerated, beside half of all. */
const DEAD_TOLERATED = 64;

/**
 * A binary heap of recorded events in the order of (time, sequence). What the removal of the first leaves is a hole at
 * the root, which the next event added fills from there: most events schedule another.
 *
 * It is one object with the records, as the event queue is with it: before every use of an object the engine looks
 * what it is.
 */
export class NearHeap extends EventSlots {
  #times = new Float64Array(64);
  #entries = new Int32Array(64);
  /** Entries, with the hole and the dead. */
  #size = 0;
  /** Holes: one at the root, or none. */
  #holes = 0;
  #dead = 0;

  /** Entries, with the cancelled. */
  get nearEntries(): number {
    return this.#size - this.#holes;
  }

  /** Events. */
  get near(): number {
    return this.nearEntries - this.#dead;
  }

  /** Adds an event. @returns the number of entries, or 0: they have not become more since they last were */
  addNear(slot: number): number {
    if (this.#holes === 0) return this.#rise(slot);
    this.#holes = 0;
    this.#sink(slot);
    return 0;
  }

  /** The slot of the first event, 0 if there is none. */
  firstNear(): number {
    for (;;) {
      if (this.#holes !== 0) this.#fill();
      if (this.#size === 0) return 0;
      const slot = this.#entries[0]!;
      if (this.target(slot) >= 0) return slot;
      this.#dead--;
      this.dropFirst(slot);
    }
  }

  /** @param slot what `firstNear` has returned */
  dropFirst(slot: number): void {
    this.#holes = 1;
    this.free(slot);
  }

  /** Marks an event as cancelled; it is skipped when its turn comes. */
  cancelNear(slot: number): void {
    this.end(slot);
    if (++this.#dead > DEAD_TOLERATED + (this.#size >> 1)) this.compact();
  }

  /** Drops the cancelled events. */
  compact(): void {
    const entries = this.#entries;
    const size = this.#size;
    const from = this.#holes;
    this.clearNear();
    for (let i = from; i < size; i++) {
      const slot = entries[i]!;
      if (this.target(slot) >= 0) this.#rise(slot);
      else this.free(slot);
    }
  }

  /** The slot of entry `i`, once `compact` has left events alone. */
  entry(i: number): number {
    return this.#entries[i]!;
  }

  /** Forgets all entries. */
  clearNear(): void {
    this.#size = 0;
    this.#holes = 0;
    this.#dead = 0;
  }

  #fill(): void {
    this.#holes = 0;
    const last = --this.#size;
    if (last > 0) this.#sink(this.#entries[last]!);
  }

  #rise(slot: number): number {
    const size = this.#size + 1;
    this.#size = size;
    if (size > this.#entries.length) this.#grow();
    const times = this.#times;
    const entries = this.#entries;
    const time = this.time(slot);
    let at = size - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = times[up]!;
      if (above < time || (above === time && this.sequence(entries[up]!) < this.sequence(slot))) break;
      times[at] = above;
      entries[at] = entries[up]!;
      at = up;
    }
    times[at] = time;
    entries[at] = slot;
    return size;
  }

  /** Puts an event into the hole at the root. */
  #sink(slot: number): void {
    const times = this.#times;
    const entries = this.#entries;
    const size = this.#size;
    const time = this.time(slot);
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      let below = times[child]!;
      const right = child + 1;
      if (right < size) {
        const other = times[right]!;
        if (other < below || (other === below && this.sequence(entries[right]!) < this.sequence(entries[child]!))) {
          child = right;
          below = other;
        }
      }
      if (below > time || (below === time && this.sequence(entries[child]!) > this.sequence(slot))) break;
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
