import { EventQueue } from './event-queue.ts';
import { KernelError } from './kernel-error.ts';

/** Whoever can be the target of events: a station, a device, the pool of I/Os, a timer. */
export interface Actor {
  readonly name: string;
  /** The event is due; `arg` is the number that was given when it was scheduled. */
  fire(arg: number): void;
}

/** A pending event, as returned by `after`: give it to `cancel`. A handle never comes to mean another event. */
export type Handle = number;

/** The last instant of the clock: beyond it whole nanoseconds are no longer exact in a double (104 days). */
export const LAST_INSTANT = Number.MAX_SAFE_INTEGER;

/** Ready-ring visits at one instant after which the run is taken for a zero-time livelock. */
const LIVELOCK_LIMIT = 10_000_000;

/**
 * The event kernel: a clock in whole nanoseconds, an event list, a ready ring.
 *
 * 1. Events are totally ordered by (time, sequence): of two at one instant, the one scheduled first fires first.
 * 2. Nothing is resumed from inside a call. Whoever becomes ready joins the ready ring (`soon`); the kernel
 *    drains it before the first event and after each one, before the clock may move.
 * 3. Every event goes into the fingerprint: (time, sequence, target, argument).
 */
export class Kernel {
  readonly #queue = new EventQueue();
  readonly #actors: Actor[] = [];
  #ring = new Int32Array(2 * 1024);
  #head = 0;
  #tail = 0;
  #now = 0;
  #events = 0;
  #print = 0x811c9dc5 | 0;

  /** The present instant, in nanoseconds. */
  get now(): number {
    return this.#now;
  }

  /** How many events have fired. */
  get events(): number {
    return this.#events;
  }

  /** How many events are scheduled. */
  get pending(): number {
    return this.#queue.length;
  }

  /** Hash of all events so far, as 8 hexadecimal digits. */
  get fingerprint(): string {
    return (this.#print >>> 0).toString(16).padStart(8, '0');
  }

  /** Makes an actor known; the number returned names it in `after` and `soon`. Do this while building, in a fixed order. */
  register(actor: Actor): number {
    this.#actors.push(actor);
    return this.#actors.length - 1;
  }

  /** Schedules an event `delay` nanoseconds from now. @throws KernelError if the delay is negative, not whole, or leads beyond LAST_INSTANT */
  after(delay: number, target: number, arg: number): Handle {
    const time = this.#now + delay;
    if (!(delay >= 0 && time <= LAST_INSTANT) || delay !== Math.floor(delay)) throw this.#badDelay(delay, target);
    return this.#queue.push(time, target, arg);
  }

  /** Takes back an event that has not fired. False: it has fired or was cancelled before. */
  cancel(handle: Handle): boolean {
    return this.#queue.cancel(handle);
  }

  /** Fires `target` at this instant, when the present call has returned: joins the ready ring. */
  soon(target: number, arg: number): void {
    const ring = this.#ring;
    ring[this.#tail] = target;
    ring[this.#tail + 1] = arg;
    this.#tail = (this.#tail + 2) & (ring.length - 1);
    if (this.#tail === this.#head) this.#growRing();
  }

  /** Drains the ready ring, then fires events up to and including `until`. True: the event list ran empty. */
  run(until: number = LAST_INSTANT): boolean {
    this.#drain();
    const queue = this.#queue;
    while (queue.pop()) {
      if (queue.time > until) {
        queue.push(queue.time, queue.target, queue.arg);
        this.#now = until;
        return false;
      }
      this.#fire();
      this.#drain();
    }
    return true;
  }

  #fire(): void {
    const queue = this.#queue;
    this.#now = queue.time;
    this.#events++;
    this.#print = Math.imul(this.#print ^ queue.time ^ Math.imul(queue.target, 0x9e3779b1) ^ queue.arg, 0x01000193);
    this.#actors[queue.target]!.fire(queue.arg);
  }

  #drain(): void {
    let visits = 0;
    while (this.#head !== this.#tail) {
      const ring = this.#ring;
      const target = ring[this.#head]!;
      const arg = ring[this.#head + 1]!;
      this.#head = (this.#head + 2) & (ring.length - 1);
      if (++visits > LIVELOCK_LIMIT) throw new KernelError(`zero-time livelock: ${this.#actors[target]!.name} never lets the clock go on`, this.#now);
      this.#actors[target]!.fire(arg);
    }
  }

  #growRing(): void {
    const old = this.#ring;
    const ring = new Int32Array(2 * old.length);
    ring.set(old.subarray(this.#head));
    ring.set(old.subarray(0, this.#head), old.length - this.#head);
    this.#head = 0;
    this.#tail = old.length;
    this.#ring = ring;
  }

  #badDelay(delay: number, target: number): KernelError {
    const who = this.#actors[target]?.name ?? 'an unregistered actor';
    if (this.#now + delay > LAST_INSTANT) return new KernelError(`${who} schedules an event beyond the exact range of the clock (104 days)`, this.#now);
    return new KernelError(`${who} schedules an event after a delay of ${delay} ns: delays are whole and not negative`, this.#now);
  }
}
