import { EventWheel } from './event-wheel.ts';
import { NearHeap } from './near-heap.ts';

/** With more events the wheel comes into use. */
const SMALL = 256;

/**
 * Pending events in the exact order of (time, sequence). Few are held in a binary heap; of many only the next ones
 * are, and the others wait unordered in the buckets of a wheel. Cancelling takes O(1). Nothing is allocated except to
 * grow.
 */
export class EventQueue extends NearHeap {
  readonly #wheel = new EventWheel(this);
  #tiered = false;
  #cancelled = 0;

  /** Pending events. */
  get length(): number {
    return this.near + this.#wheel.length;
  }

  /** Events that were taken out as the first. */
  get fired(): number {
    return this.sequences - this.#cancelled - this.length;
  }

  /** Schedules an event. @returns its handle */
  push(time: number, target: number, arg: number): number {
    const slot = this.take(target, arg);
    this.f64[slot << 2] = time;
    this.enter(slot);
    return this.handle(slot);
  }

  /** Takes in an event that has been recorded in its slot. */
  enter(slot: number): void {
    if (this.#tiered) this.#wheel.place(slot);
    else if (this.addNear(slot) > SMALL) this.#outgrown();
  }

  /** The slot of the first event, where it stays; 0 if there is none. `dropFirst` takes it out; it may be read until the next call. */
  first(): number {
    for (;;) {
      const slot = this.firstNear();
      if (slot !== 0 || !this.#tiered) return slot;
      this.#tiered = this.#wheel.length > 0 && this.#wheel.refill();
    }
  }

  /** Takes back a pending event. False: it has fired or was cancelled before. */
  cancel(handle: number): boolean {
    const slot = this.find(handle);
    if (slot === 0) return false;
    this.#cancelled++;
    if (this.previous(slot) === 0) this.cancelNear(slot);
    else {
      this.#wheel.unlink(slot);
      this.free(slot);
    }
    return true;
  }

  #outgrown(): void {
    if (this.near > SMALL / 2) {
      this.#wheel.open();
      this.#tiered = true;
    } else this.compact();
  }
}
