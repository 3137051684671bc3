import type { IoPool } from './io-pool.ts';
import type { Payload } from './payload.ts';

/** What an I/O asks for. */
export const Op = { Read: 0, Write: 1, Compare: 2, CopyData: 3 } as const;
export type Op = (typeof Op)[keyof typeof Op];

/** How a visit ended. Of several children the worst counts: the larger is the worse. */
export const Status = { Good: 0, Differs: 1, Aborted: 2, Failed: 3 } as const;
export type Status = (typeof Status)[keyof typeof Status];

/** Whoever owns a visit and knows how it goes on: a switch over `io.step`, or a generator. */
export interface Owner {
  readonly name: string;
  /** All that the I/O waited for is over. */
  advance(io: Io): void;
  /** The I/O was aborted while it waited: give back what it holds, then end it. Without this method it just ends. */
  aborted?(io: Io): void;
}

/** Everything that takes an I/O. The I/O ends, at once or later, with `io.done(status)`. */
export interface Layer extends Owner {
  submit(io: Io): void;
}

/** A place where an I/O waits. */
export interface WaitingPlace {
  readonly name: string;
  /** Takes a waiting I/O out again: it was aborted. */
  forget(io: Io): void;
}

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
  status: Status = Status.Good;
  /** The worst status of the children since the last waiting call. */
  outcome: Status = Status.Good;
  step = 0;
  pending = 0;
  /** It is in the ready ring. */
  ready = false;
  /** Changes when the visit ends or is aborted: a late release with an old ticket is ignored. */
  ticket = 0;
  /** Higher goes first, at stations whose discipline looks at it; inherited by children. */
  priority = 0;
  /** For the owner's use. */
  a = 0;
  b = 0;
  /** Handle of a pending sleep. */
  handle = 0.5;
  /** The instant at which this visit began. */
  began = 0.5;
  /** The instant at which the present wait began; belongs to the waiting place. */
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
    this.step = next;
    this.pending = 1;
    this.pool.sleep(this, delay, category);
  }

  /** Starts a child at a layer below, with this I/O's payload, cause and priority. Several calls before returning run in parallel. */
  submit(layer: Layer, op: Op, block: number, blocks: number, next: number): Io {
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
    this.step = next;
    this.pending++;
    this.waitingAt = place;
    this.since = this.pool.kernel.now;
  }

  /** Goes on at `next`, at this instant, after the present call has returned. */
  proceed(next: number): void {
    this.step = next;
    this.pool.wake(this);
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

  #release(): void {
    this.waitingAt = null;
    if (--this.pending === 0) this.pool.wake(this);
  }

  /** Ends this visit: gives the I/O back to the pool and lets the parent go on. */
  done(status: Status = Status.Good): void {
    const parent = this.parent;
    if (parent !== null && parent.ticket === this.parentTicket) {
      if (status > parent.outcome) parent.outcome = status;
      if (--parent.pending === 0) {
        const from = this.residence;
        const to = parent.residence;
        for (let c = 0; c < from.length; c++) to[c]! += from[c]!;
        this.pool.wake(parent);
      }
    }
    this.pool.free(this);
  }

  /** Ends whatever this I/O waits for. Its children finish unseen; its owner is told (`aborted`). */
  abort(): void {
    this.waitingAt?.forget(this);
    this.waitingAt = null;
    this.pending = 0;
    this.ready = false;
    this.ticket++;
    const { owner } = this;
    if (owner.aborted) owner.aborted(this);
    else this.done(Status.Aborted);
  }
}
