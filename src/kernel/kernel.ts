import { EventQueue } from './event-queue.ts';
import { Fingerprint } from './fingerprint.ts';
import { KernelError } from './kernel-error.ts';
import { Livelock } from './livelock.ts';
import { ReadyRing } from './ready-ring.ts';

/** Whoever can be the target of events: a station, a device, the pool of I/Os, a timer. */
export interface Actor {
  readonly name: string;
  /** The event is due; `arg` is the number that was given when it was scheduled. */
  fire(arg: number): void;
  /** Names what `fire(arg)` would do, for messages. Without it the name must do. */
  describe?(arg: number): string;
}

/** A pending event, as returned by `after`: give it to `cancel`. Never 0. A handle never comes to mean another event. */
export type Handle = number;

/** The last instant of the clock: beyond it whole nanoseconds are no longer exact in a double (104 days). */
export const LAST_INSTANT = Number.MAX_SAFE_INTEGER;

/** The same once more: an exported constant is slower to read. */
const LAST = Number.MAX_SAFE_INTEGER;

/**
 * The event kernel: a clock in whole nanoseconds, an event list, a ready ring.
 *
 * 1. Events are totally ordered by (time, sequence): of two at one instant, the one scheduled first fires first.
 * 2. Nothing is resumed from inside a call. Whoever becomes ready joins the ready ring (`soon`); the kernel
 *    drains it before the first event and after each one, before the clock may move.
 * 3. Every event goes into the fingerprint: (time, sequence, target, argument).
 *
 * Nothing is allocated but to grow. Fields for doubles begin with one half: the engine then keeps doubles in them
 * without boxing each.
 */
export class Kernel {
  private readonly queue = new EventQueue();
  readonly #ring = new ReadyRing();
  readonly #actors: Actor[] = [];
  /** The `fire` of each actor: looking it up among many classes would take longer than the call. */
  readonly #fires: Actor['fire'][] = [];
  #now = 0.5;
  #until = 0.5;
  readonly #fingerprint = new Fingerprint();
  readonly #livelock = new Livelock();
  #running = false;
  /**
   * The delay on its way into `schedule`, the handle on its way into `cancelParked`. As arguments of a call that the
   * engine does not inline they would be boxed; therefore `after`, `post` and `cancel` are so short that they are always
   * inlined. (Private names would make them longer.)
   */
  private parked = 0.5;

  constructor() {
    this.#now = 0;
  }

  /** The present instant, in nanoseconds. */
  get now(): number {
    return this.#now;
  }

  /** How many events have fired. */
  get events(): number {
    return this.queue.fired;
  }

  /** How many events are scheduled. */
  get pending(): number {
    return this.queue.length;
  }

  /** The ready ring is empty. */
  get nobodyReady(): boolean {
    return this.#ring.empty;
  }

  /** Hash of all events so far, as 16 hexadecimal digits. */
  get fingerprint(): string {
    return this.#fingerprint.toString();
  }

  /** Makes an actor known; the number returned names it in `after` and `soon`. Do this while building, in a fixed order. */
  register(actor: Actor): number {
    this.#fires.push(actor.fire);
    return this.#actors.push(actor) - 1;
  }

  /**
   * Schedules an event `delay` nanoseconds from now.
   * @returns what `cancel` takes it back with
   * @throws KernelError if the delay is negative, not whole or leads beyond LAST_INSTANT, if the target is not registered, if the argument is no 32-bit integer
   */
  after(delay: number, target: number, arg: number): Handle {
    this.parked = delay;
    return this.queue.handle(this.schedule(target, arg));
  }

  /** As `after`, for an event that nobody will take back: a little cheaper. */
  post(delay: number, target: number, arg: number): void {
    this.parked = delay;
    this.schedule(target, arg);
  }

  /** Takes back an event that has not fired. False: it has fired or was cancelled before. */
  cancel(handle: Handle): boolean {
    this.parked = handle;
    return this.cancelParked();
  }

  /** Fires `target` at this instant, when the present call has returned: joins the ready ring. */
  soon(target: number, arg: number): void {
    if (!(target >= 0 && target < this.#actors.length && (arg | 0) === arg)) this.#refuse(0, target, arg);
    this.#ring.add(target, arg);
  }

  /** Something goes on at this instant without an event or the ready ring. @throws KernelError if that goes on for ever */
  watch(target: number, arg: number): void {
    if (this.#livelock.suspect()) this.#livelock.accuse(this.#describe(target, arg), this.now);
  }

  /**
   * Drains the ready ring, then fires events up to and including `until`, where the clock then stands. May be called
   * again to go on. After an error the kernel can still be read.
   * @returns whether the event list ran empty (the clock then stands at the last event)
   */
  run(until: number = LAST_INSTANT): boolean {
    if (this.#running) throw new KernelError('run is called from within a run', this.now);
    if (!(until >= 0) || Math.floor(until) !== until)
      throw new KernelError(`cannot run until ${until} ns: instants are whole and not negative`, this.now);
    this.#until = until;
    this.#running = true;
    try {
      return this.#fireAll();
    } finally {
      this.#running = false;
    }
  }

  /** Ends the present run after the event that is firing and the ready ring: `run` returns, and may be called again. */
  stop(): void {
    this.#until = -1;
  }

  #fireAll(): boolean {
    const { queue } = this;
    const actors = this.#actors;
    const fires = this.#fires;
    this.#drain();
    for (;;) {
      const slot = queue.first();
      if (slot === 0) return true;
      const time = queue.time(slot);
      if (time > this.#until) return this.#pause();
      const target = queue.target(slot);
      const arg = queue.arg(slot);
      if (time > this.#now) {
        this.#now = time;
        this.#livelock.clear();
      } else if (this.#livelock.suspect()) this.#livelock.accuse(this.#describe(target, arg), time);
      this.#fingerprint.add(
        (time | 0) ^ Math.imul(arg, 0x9e3779b1),
        (Math.imul((time / 4294967296) | 0, 0x165667b1) + (queue.sequence(slot) | 0) + Math.imul(target, 0x27d4eb2f)) | 0,
      );
      queue.dropFirst(slot);
      fires[target]!.call(actors[target]!, arg);
      if (!this.#ring.empty) this.#drain();
    }
  }

  #drain(): void {
    const ring = this.#ring;
    const actors = this.#actors;
    const fires = this.#fires;
    while (!ring.empty) {
      const { target, arg } = ring;
      ring.dropFirst();
      this.watch(target, arg);
      fires[target]!.call(actors[target]!, arg);
    }
  }

  /** Events are left, but later than `until`. */
  #pause(): false {
    if (this.#until > this.#now) this.#now = this.#until;
    return false;
  }

  /** @returns the slot of the event */
  private schedule(target: number, arg: number): number {
    const delay = this.parked;
    const time = this.#now + delay;
    if (!(delay >= 0 && time <= LAST && Math.floor(delay) === delay && target >= 0 && target < this.#actors.length && (arg | 0) === arg))
      this.#refuse(delay, target, arg);
    const { queue } = this;
    const slot = queue.take(target, arg);
    queue.f64[slot << 2] = time;
    queue.enter(slot);
    return slot;
  }

  private cancelParked(): boolean {
    return this.queue.cancel(this.parked);
  }

  #describe(target: number, arg: number): string {
    const actor = this.#actors[target]!;
    return actor.describe?.(arg) ?? actor.name;
  }

  #refuse(delay: number, target: number, arg: number): never {
    const registered = this.#actors.length;
    if (this.#actors[target] === undefined)
      throw new KernelError(`actor ${target} is to fire, but only ${registered} are registered`, this.now);
    if ((arg | 0) !== arg)
      throw new KernelError(`${this.#actors[target].name} is to fire with ${arg}, which is no 32-bit integer`, this.now);
    const who = this.#describe(target, arg);
    if (this.now + delay > LAST)
      throw new KernelError(`${who} schedules an event beyond the exact range of the clock (104 days)`, this.now);
    throw new KernelError(`${who} schedules an event after a delay of ${delay} ns: delays are whole and not negative`, this.now);
  }
}
