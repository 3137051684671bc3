import { KernelError } from './kernel-error.ts';

/** A handle is serial * 2^24 + slot; both together are exact in a double. */
const SLOTS = 16777216;
const SERIALS = 536870912;

/**
 * The records of the pending events: 32 bytes each (half a cache line) in one buffer that grows, with time and
 * sequence as doubles, target, argument and two links as 32-bit integers. A slot is a number from 1; 0 is none.
 *
 * The handle of an event is its slot and its serial, the place of its sequence number in the present epoch. When the
 * serials run out, a new epoch begins, in which no slot of an earlier one is used again. So the events that were ever
 * in one slot have different serials, and no two events have the same handle.
 */
export class EventSlots {
  /** Doubles 4 s: time, 4 s + 1: sequence. */
  f64 = new Float64Array(4 * 64);
  /** Integers 8 s + 4: target, negative once the event is over; + 5: argument; + 6: next; + 7: previous, 0 unless the event is in the wheel. */
  i32 = new Int32Array(this.f64.buffer);
  /** Last sequence number. */
  protected sequences = 0.5;
  /** The sequence number with serial 0 in this epoch, and in the next one. */
  #epoch = 0.5;
  #nextEpoch = 0.5;
  /** There may be events of an earlier epoch. */
  #mixed = false;
  readonly #serials: number;
  #used = 1;
  #idle = 0;

  /** @param serials length of an epoch in events */
  constructor(serials = SERIALS) {
    this.#serials = serials;
    this.sequences = 0;
    this.#epoch = 0;
    this.#nextEpoch = serials;
  }

  time(slot: number): number {
    return this.f64[slot << 2]!;
  }

  sequence(slot: number): number {
    return this.f64[(slot << 2) | 1]!;
  }

  target(slot: number): number {
    return this.i32[(slot << 3) | 4]!;
  }

  arg(slot: number): number {
    return this.i32[(slot << 3) | 5]!;
  }

  next(slot: number): number {
    return this.i32[(slot << 3) | 6]!;
  }

  previous(slot: number): number {
    return this.i32[(slot << 3) | 7]!;
  }

  /** Handle of the pending event in a slot. */
  handle(slot: number): number {
    return (this.sequence(slot) - this.#epoch) * SLOTS + slot;
  }

  /** Records an event, but for its time. @returns its slot */
  take(target: number, arg: number): number {
    const sequence = this.sequences + 1;
    if (sequence >= this.#nextEpoch) this.#beginEpoch();
    const slot = this.#idle === 0 ? this.#fresh() : this.#idle;
    const { f64, i32 } = this;
    this.#idle = i32[(slot << 3) | 6]!;
    f64[(slot << 2) | 1] = sequence;
    i32[(slot << 3) | 4] = target;
    i32[(slot << 3) | 5] = arg;
    this.sequences = sequence;
    return slot;
  }

  /** The slot of a pending event; 0: it has fired or was cancelled, or never was. */
  find(handle: number): number {
    const serial = Math.floor(handle / SLOTS);
    const slot = handle - serial * SLOTS;
    if (!(slot > 0 && slot < this.#used) || this.target(slot) < 0) return 0;
    const epochs = (this.sequence(slot) - serial) / this.#serials;
    return Math.floor(epochs) === epochs ? slot : 0;
  }

  /** The event in the slot is over; the slot stays taken. */
  end(slot: number): void {
    this.i32[(slot << 3) | 4] = -1;
  }

  /** Gives the slot of an event back that is over. */
  free(slot: number): void {
    const { i32 } = this;
    i32[(slot << 3) | 4] = -1;
    if (this.#mixed && this.sequence(slot) < this.#epoch) return;
    i32[(slot << 3) | 6] = this.#idle;
    this.#idle = slot;
  }

  #beginEpoch(): void {
    this.#epoch = this.#nextEpoch;
    this.#nextEpoch += this.#serials;
    this.#mixed = true;
    this.#idle = 0;
  }

  #fresh(): number {
    const slot = this.#used;
    if (slot === SLOTS) throw new KernelError('more than 16 million events are pending');
    if (slot << 3 >= this.i32.length) {
      const f64 = new Float64Array(2 * this.f64.length);
      f64.set(this.f64);
      this.f64 = f64;
      this.i32 = new Int32Array(f64.buffer);
    }
    this.i32[(slot << 3) | 6] = 0;
    this.#used++;
    return slot;
  }
}
