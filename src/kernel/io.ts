import type { IoPool } from './io-pool.ts';
import { Op, State, Status } from './io-words.ts';
import { KernelError } from './kernel-error.ts';
import type { Layer, Owner, WaitingPlace } from './owner.ts';
import type { Payload } from './payload.ts';

export { Op, State, Status } from './io-words.ts';
export type { Layer, Owner, WaitingPlace } from './owner.ts';

/** The same as constants of this module, which take less time to read than those that are exported. */
const IDLE = State.Idle;
const ACTIVE = State.Active;
const WAITING = State.Waiting;
const READY = State.Ready;
const GOOD = Status.Good;

/**
 * One visit of one I/O to one layer, from a pool. A layer below gets a child.
 *
 * An I/O waits for what it has started. When the last of it is over (`pending` is 0 again), its owner's `advance`
 * is called, with `io.step` set to the step named last in the waiting call. Either it waits at one place (a station,
 * a store, a lock, a sleep) or for one or several children. Work that nobody waits for has no parent (detached).
 *
 * `residence[c]` is the time in ns spent so far in category c. Every waiting place adds to it, and of parallel
 * children the last to finish counts; so at the end the parts add up to the response time.
 */
export class Io {
  readonly pool: IoPool;
  readonly id: number;
  owner: Owner;
  parent: Io | null = null;
  parentTicket = 0;
  /** Link of the queue in which the I/O waits; belongs to that queue. */
  next: Io | null = null;
  /** The place where it waits, or which has just let it go. */
  waitingAt: WaitingPlace | null = null;
  /** What is read or written; shared by reference down the tree. */
  payload: Payload | null = null;
  op: Op = Op.Read;
  /** Whose work it is (an index that the model defines); inherited by children. Utilisation is reported by cause. */
  cause = 0;
  /** First block, in blocks of 512 bytes. */
  block = 0;
  /** Length in blocks of 512 bytes. */
  blocks = 0;
  status: Status = GOOD;
  /** The worst status of the children that were started last. */
  outcome: Status = GOOD;
  step = 0;
  /** What it waits for: children, or one place. */
  pending = 0;
  state: State = IDLE;
  /** It was aborted while its owner had control. */
  aborting = false;
  /** Its entries in the ready ring; the last one counts. */
  entries = 0;
  /** Changes when the visit ends or is aborted: a late release with an old ticket is ignored. */
  ticket = 0;
  /** Higher goes first, at stations whose discipline looks at it; inherited by children. */
  priority = 0;
  /** For the owner's use; 0 at the beginning of a visit. */
  a = 0;
  b = 0;
  /** Residence category of a sleep. */
  category = 0;
  /** Handle of a sleep. */
  handle = 0.5;
  /** The instant at which this visit began. */
  began = 0.5;
  /** The instant from which time is not accounted for yet; belongs to the waiting place. */
  since = 0.5;
  /** Service demand in ns at the station where it waits. */
  demand = 0.5;
  readonly residence: Float64Array;

  constructor(pool: IoPool, id: number, owner: Owner, categories: number) {
    this.pool = pool;
    this.id = id;
    this.owner = owner;
    this.residence = new Float64Array(categories);
  }

  /** Waits `delay` ns, which count as time in `category`. */
  sleep(delay: number, category: number, next: number): void {
    const { kernel, sleeping } = this.pool;
    this.wait(sleeping, next);
    this.category = category;
    this.handle = kernel.after(delay, sleeping.id, this.id);
  }

  /** Starts a child at a layer below, with this I/O's payload, cause and priority. Several calls before returning run in parallel. */
  submit(layer: Layer, op: Op, block: number, blocks: number, next: number): Io {
    if (this.state === ACTIVE) {
      this.state = WAITING;
      this.outcome = GOOD;
    } else if (this.state === IDLE || this.waitingAt !== null) throw this.#misused(`submits to ${layer.name}`);
    this.step = next;
    this.pending++;
    const child = this.pool.take(layer, this);
    child.op = op;
    child.block = block;
    child.blocks = blocks;
    child.payload = this.payload;
    child.cause = this.cause;
    child.priority = this.priority;
    layer.submit(child);
    return child;
  }

  /** Waits until somebody calls `resume(ticket)`; `place` is where it waits (for `forget` and for messages). */
  wait(place: WaitingPlace, next: number): void {
    if (this.state !== ACTIVE) throw this.#misused(`waits at ${place.name}`);
    this.state = WAITING;
    this.step = next;
    this.pending = 1;
    this.waitingAt = place;
    this.since = this.pool.kernel.now;
  }

  /** Goes on at `next`, at this instant, after the present call has returned. */
  proceed(next: number): void {
    if (this.state !== ACTIVE) throw this.#misused('proceeds');
    this.step = next;
    this.#becomeReady();
  }

  /** The waiting place lets it go: the time since the wait began counts in `category`. */
  resume(ticket: number, category: number): void {
    if (ticket !== this.ticket) return;
    this.residence[category]! += this.pool.kernel.now - this.since;
    this.#release();
  }

  /** As `resume`, for a waiting place that has accounted for the time itself. */
  resumeAccounted(ticket: number): void {
    if (ticket === this.ticket) this.#release();
  }

  /** Ends this visit: gives the I/O back to the pool and lets the parent go on. */
  done(status: Status = GOOD): void {
    if (this.state !== ACTIVE) throw this.#misused('ends');
    const { parent, residence } = this;
    if (parent !== null && parent.ticket === this.parentTicket && parent.#childIsOver(status)) move(residence, parent.residence);
    else residence.fill(0);
    this.pool.free(this);
  }

  /**
   * Ends whatever this I/O waits for. Its children finish unseen; its owner is told (`aborted`), or it just ends. If
   * the owner has control of it, this happens when the present call has returned, unless the owner ends it before.
   * With an old `ticket`, nothing happens: that visit is over.
   */
  abort(ticket: number = this.ticket): void {
    if (ticket !== this.ticket || this.aborting) return;
    if (this.state === IDLE) throw this.#misused('is aborted');
    if (this.state !== ACTIVE) return this.#endAborted();
    this.aborting = true;
    this.pool.enter(this);
  }

  /** For the pool: the turn of this I/O in the ready ring has come. */
  goOn(): void {
    if (this.aborting) this.#endAborted();
    else if (this.state === READY) {
      if (this.pending > 0) {
        this.state = WAITING; // one child ended within the call that then started another
        return;
      }
      this.state = ACTIVE;
      this.waitingAt = null;
      this.owner.advance(this);
    }
  }

  #becomeReady(): void {
    this.state = READY;
    this.pool.enter(this);
  }

  #release(): void {
    if (this.state !== WAITING || this.waitingAt === null) throw this.#misused('is let go');
    this.pending = 0;
    this.#becomeReady();
  }

  /** @returns whether it was the last */
  #childIsOver(status: Status): boolean {
    if (status > this.outcome) this.outcome = status;
    if (--this.pending > 0) return false;
    if (this.state !== READY) this.#becomeReady();
    return true;
  }

  /** Leaves the place where it waits and knows its children no more. */
  #leave(): void {
    const place = this.waitingAt;
    this.waitingAt = null;
    if (place !== null) {
      if (this.state === READY) place.revoke?.(this);
      else place.forget(this);
    }
    this.ticket = (this.ticket + 1) | 0;
    this.pending = 0;
  }

  /** What it has waited for its children counts in category 0. */
  #endAborted(): void {
    this.#leave();
    this.aborting = false;
    this.state = ACTIVE;
    let elsewhere = this.pool.kernel.now - this.began;
    for (const time of this.residence) elsewhere -= time;
    this.residence[0]! += elsewhere;
    if (this.owner.aborted) this.owner.aborted(this);
    else this.done(Status.Aborted);
  }

  #misused(what: string): KernelError {
    return new KernelError(`the model is wrong: an I/O ${what}, but ${this.pool.explain(this)}`, this.pool.kernel.now);
  }
}

/** Adds times to others and clears them. */
function move(from: Float64Array, to: Float64Array): void {
  for (let c = 0; c < from.length; c++) {
    const time = from[c]!;
    if (time === 0) continue;
    to[c]! += time;
    from[c] = 0;
  }
}
