import { EventSlots } from './event-slots.ts';
import { EventWheel } from './event-wheel.ts';
import { NearHeap } from './near-heap.ts';

/** With more events the wheel comes into use. */
const SMALL = 256;

/**
 * Pending events in the exact order of (time, sequence). Few are held in a binary heap; of many only the next ones
 * are, and the others wait unordered in the buckets of a wheel. Cancelling takes O(1). Nothing is allocated except to
 * grow.
 */
export class EventQueue {
  readonly slots: EventSlots;
  readonly #heap: NearHeap;
  readonly #wheel: EventWheel;
  #tiered = false;
  #cancelled = 0;

  /** @param serials how many events there are in an epoch of handles; tests make it small */
  constructor(serials?: number) {
    this.slots = new EventSlots(serials);
    this.#heap = new NearHeap(this.slots);
    this.#wheel = new EventWheel(this.slots, this.#heap);
  }

  /** Pending events. */
  get length(): number {
    return this.#heap.length + this.#wheel.length;
  }

  /** Events that were taken out as the first. */
  get fired(): number {
    return this.slots.registers[1]! - this.#cancelled - this.length;
  }

  /** Schedules an event. @returns its handle */
  push(time: number, target: number, arg: number): number {
    const { slots } = this;
    const slot = slots.take(target, arg);
    slots.f64[slot << 2] = time;
    this.enter(slot);
    return slots.handle(slot);
  }

  /** Takes in an event that has been recorded in its slot. */
  enter(slot: number): void {
    if (this.#tiered) this.#wheel.place(slot);
    else {
      this.#heap.add(slot);
      if (this.#heap.size > SMALL) this.#outgrown();
    }
  }

  /** The slot of the first event, where it stays; 0 if there is none. */
  first(): number {
    for (;;) {
      const slot = this.#heap.first();
      if (slot !== 0 || !this.#tiered) return slot;
      this.#tiered = this.#wheel.length > 0 && this.#wheel.refill();
    }
  }

  /** Takes out the event that `first` has returned; its slot may be read until the next call. */
  dropFirst(slot: number): void {
    this.#heap.dropFirst(slot);
  }

  /** Takes back a pending event. False: it has fired or was cancelled before. */
  cancel(handle: number): boolean {
    this.slots.registers[0] = handle;
    return this.cancelParked();
  }

  /** As `cancel`, with the handle in register 0. */
  cancelParked(): boolean {
    const { slots } = this;
    const slot = slots.find();
    if (slot === 0) return false;
    this.#cancelled++;
    if (slots.previous(slot) === 0) this.#heap.cancel(slot);
    else {
      this.#wheel.unlink(slot);
      slots.free(slot);
    }
    return true;
  }

  #outgrown(): void {
    if (this.#heap.length > SMALL / 2) {
      this.#wheel.open();
      this.#tiered = true;
    } else this.#heap.compact();
  }
}
