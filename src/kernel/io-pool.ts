import { Io, Status, type Owner, type WaitingPlace } from './io.ts';
import type { Actor, Kernel } from './kernel.ts';
import { KernelError } from './kernel-error.ts';

/** How many waiting I/Os a message names. */
const NAMED_AT_MOST = 8;

/** All I/Os of a run. Nothing is allocated once the pool has grown to the largest number in flight. */
export class IoPool {
  readonly name = 'I/O pool';
  readonly kernel: Kernel;
  readonly categories: number;
  /** I/Os in flight. */
  live = 0;
  readonly #all: Io[] = [];
  readonly #idle: Io[] = [];
  readonly #advancing: number;
  readonly #sleeping: Sleep;

  /** @param categories how many categories of residence time there are */
  constructor(kernel: Kernel, categories: number) {
    this.kernel = kernel;
    this.categories = categories;
    const all = this.#all;
    this.#advancing = kernel.register({ name: 'advance', fire: (id) => advance(all[id]!) });
    this.#sleeping = new Sleep(kernel, all);
  }

  /** An I/O for `owner`; with a parent, the parent waits for it (the caller has counted it in `pending`). */
  take(owner: Owner, parent: Io | null): Io {
    const io = this.#idle.pop() ?? this.#grow(owner);
    io.owner = owner;
    io.parent = parent;
    io.parentTicket = parent === null ? 0 : parent.ticket;
    io.began = this.kernel.now;
    this.live++;
    return io;
  }

  /** Gives an I/O back. Its ticket changes, so that whoever still knows it cannot wake it. */
  free(io: Io): void {
    io.ticket++;
    io.parent = null;
    io.payload = null;
    io.status = Status.Good;
    io.outcome = Status.Good;
    io.pending = 0;
    io.ready = false;
    io.step = 0;
    io.cause = 0;
    io.priority = 0;
    io.waitingAt = null;
    io.residence.fill(0);
    this.live--;
    this.#idle.push(io);
  }

  /** Lets an I/O go on, after the present call has returned. */
  wake(io: Io): void {
    io.ready = true;
    this.kernel.soon(this.#advancing, io.id);
  }

  /** For `Io.sleep`. */
  sleep(io: Io, delay: number, category: number): void {
    this.#sleeping.start(io, delay, category);
  }

  /** Call when a run has ended with an empty event list. @throws KernelError if I/Os are still in flight, and says who waits for what */
  expectIdle(): void {
    if (this.live === 0) return;
    const waiting = this.#all.filter((io) => io.pending > 0 && !this.#idle.includes(io));
    const shown = waiting.slice(0, NAMED_AT_MOST).map((io) => describe(io));
    const more = waiting.length > shown.length ? `\n  and ${waiting.length - shown.length} more` : '';
    throw new KernelError(`no event is left, but ${this.live} I/Os are unfinished:\n  ${shown.join('\n  ')}${more}`, this.kernel.now);
  }

  #grow(owner: Owner): Io {
    const io = new Io(this, this.#all.length, owner, this.categories);
    io.began = 0;
    io.since = 0;
    io.demand = 0;
    io.handle = 0;
    this.#all.push(io);
    return io;
  }
}

function advance(io: Io): void {
  if (!io.ready) return; // aborted after it had become ready
  io.ready = false;
  io.owner.advance(io);
}

function describe(io: Io): string {
  const place = io.waitingAt === null ? `${io.pending} I/Os below it` : io.waitingAt.name;
  return `${io.owner.name}, step ${io.step}, blocks ${io.block} to ${io.block + io.blocks}, since ${(io.began / 1e9).toFixed(6)} s: waits for ${place}`;
}

/** Sleeping I/Os: one event each. */
class Sleep implements Actor, WaitingPlace {
  readonly name = 'a delay';
  readonly #kernel: Kernel;
  readonly #all: readonly Io[];
  readonly #id: number;

  constructor(kernel: Kernel, all: readonly Io[]) {
    this.#kernel = kernel;
    this.#all = all;
    this.#id = kernel.register(this);
  }

  start(io: Io, delay: number, category: number): void {
    io.waitingAt = this;
    io.residence[category]! += delay;
    io.handle = this.#kernel.after(delay, this.#id, io.id);
  }

  fire(id: number): void {
    const io = this.#all[id]!;
    io.resumeAccounted(io.ticket);
  }

  forget(io: Io): void {
    this.#kernel.cancel(io.handle);
  }
}
