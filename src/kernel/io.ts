import { NOBODY, type Op, State, Status } from './io-words.ts';
import { KernelError } from './kernel-error.ts';
import type { Layer, WaitingPlace } from './owner.ts';
import { Visit } from './visit.ts';

export { Op, State, Status } from './io-words.ts';
export type { Layer, Owner, WaitingPlace } from './owner.ts';

/** The same as constants of this module, which take less time to read than those that are exported. */
const IDLE = State.Idle;
const ACTIVE = State.Active;
const WAITING = State.Waiting;
const READY = State.Ready;
const GOOD = Status.Good;
const NONE = NOBODY;

/** Abortion of an I/O. Asked: its owner has not been told. */
const NOT_ABORTED = 0;
const ASKED = 1;
const TOLD = 2;

/**
 * One visit of one I/O to one layer, from a pool. A layer below gets a child, or the I/O itself goes down to it.
 *
 * An I/O waits for what it has started. When the last of it is over (`pending` is 0 again), its owner's `advance`
 * is called, with `io.step` set to the step named last in the waiting call. Either it waits at one place (a station,
 * a store, a lock, a sleep), or for one or several children, or it is itself at a layer below. Work that nobody waits
 * for has no parent (detached).
 *
 * Every waiting place adds its time to the residence time of a category, and of parallel children the last to finish
 * counts; so at the end the parts add up to the response time.
 */
export class Io extends Visit {
  /** Waits `delay` ns, which count as time in `category`. */
  sleep(delay: number, category: number, next: number): void {
    const { sleeping } = this.pool;
    this.wait(sleeping, next);
    sleeping.begin(this, delay, category);
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
    this.elapse(category);
    this.#release();
  }

  /**
   * As `resume`, but it goes on within this call, unless others are ready before it. For whoever calls this as the last
   * act of an event: then it makes no difference but to the time that it takes.
   */
  resumeLast(ticket: number, category: number): void {
    if (ticket !== this.ticket) return;
    this.elapse(category);
    this.#goOnLast();
  }

  /** As `resumeLast`, for a waiting place that has accounted for the time itself. */
  resumeLastAccounted(ticket: number): void {
    if (ticket === this.ticket) this.#goOnLast();
  }

  /** As `resume`, for a waiting place that has accounted for the time itself. */
  resumeAccounted(ticket: number): void {
    if (ticket === this.ticket) this.#release();
  }

  /**
   * Goes down to a layer below, this I/O itself instead of a child: cheaper, for a layer that waits for nothing else
   * meanwhile. When the layer below ends the visit, the owner goes on at `next`, with the status in `outcome`.
   */
  descend(layer: Layer, next: number): void {
    if (this.state !== ACTIVE) throw this.#misused(`goes down to ${layer.name}`);
    this.step = next;
    this.pool.frames.keep(this);
    this.depth++;
    this.owner = layer;
    this.step = 0;
    this.a = 0;
    this.b = 0;
    this.status = GOOD;
    layer.submit(this);
  }

  /** Ends this visit: goes up to the layer from which it has come down, or back to the pool, and lets the parent go on. */
  done(status: Status = GOOD): void {
    if (this.state !== ACTIVE) throw this.#misused('ends');
    if (this.depth > 0) return this.#ascend(status);
    const { parent } = this;
    if (parent !== null && parent.ticket === this.parentTicket && parent.#childIsOver(status)) this.handOver(parent);
    this.pool.free(this);
  }

  /**
   * Ends whatever this I/O waits for. Its children finish unseen; its owner is told (`aborted`), or it just ends, and
   * so all layers from which it has come down. If the owner has control of it, this happens when the present call has
   * returned, unless the owner ends it before. With an old `ticket`, nothing happens: that visit is over.
   */
  abort(ticket: number = this.ticket): void {
    if (ticket !== this.ticket || this.abortion !== NOT_ABORTED) return;
    if (this.state === IDLE) throw this.#misused('is aborted');
    if (this.state !== ACTIVE) return this.#endAborted();
    this.abortion = ASKED;
    this.pool.enter(this);
  }

  /** It was aborted while its owner had control. */
  get aborting(): boolean {
    return this.abortion === ASKED;
  }

  /** For the pool: it goes on. */
  turn(): void {
    if (this.abortion === ASKED) this.#endAborted();
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

  #ascend(status: Status): void {
    this.depth--;
    this.pool.frames.restore(this);
    this.outcome = status;
    if (this.abortion === TOLD) this.abortion = ASKED;
    this.state = READY;
    this.pool.rise(this);
  }

  #becomeReady(): void {
    this.state = READY;
    this.pool.enter(this);
  }

  #release(): void {
    if (this.state !== WAITING || this.waitingAt === null) throw this.#misused('is let go');
    this.#becomeReady();
  }

  #goOnLast(): void {
    const { pool } = this;
    if (!pool.kernel.nobodyReady) return this.#release();
    if (this.state !== WAITING || this.waitingAt === null) throw this.#misused('is let go');
    this.state = ACTIVE;
    this.waitingAt = null;
    pool.rising = NONE;
    this.owner.advance(this);
    pool.settle();
  }

  /** @returns whether it was the last */
  #childIsOver(status: Status): boolean {
    if (status > this.outcome) this.outcome = status;
    if (--this.pending > 0) return false;
    if (this.state !== READY) {
      this.state = READY;
      this.pool.rise(this);
    }
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
    if (this.pool.rising === this.id) this.pool.rising = NONE;
    this.abortion = this.depth === 0 ? NOT_ABORTED : TOLD;
    this.state = ACTIVE;
    let elsewhere = this.pool.kernel.now - this.began;
    for (const time of this.residence) elsewhere -= time;
    this.spend(elsewhere, 0);
    if (this.owner.aborted) this.owner.aborted(this);
    else this.done(Status.Aborted);
  }

  #misused(what: string): KernelError {
    return new KernelError(`the model is wrong: an I/O ${what}, but ${this.pool.explain(this)}`, this.pool.kernel.now);
  }
}
