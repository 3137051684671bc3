import { Frames } from './frames.ts';
import { FreeNumbers } from './free-numbers.ts';
import { Io, type Owner, State, Status, type WaitingPlace } from './io.ts';
import { NOBODY } from './io-words.ts';
import type { Actor, Kernel } from './kernel.ts';
import { KernelError } from './kernel-error.ts';
import { ResidenceRows } from './residence-rows.ts';

/** How many unfinished I/Os a message names. */
const NAMED_AT_MOST = 8;

/** The number of no I/O, and no I/O is going on. */
const AT_REST = -2;

const IDLE = State.Idle;
const ACTIVE = State.Active;
const GOOD = Status.Good;

const OPERATIONS = ['read', 'write', 'comparison', 'copy'] as const;

/** All I/Os of a run. Nothing is allocated once the pool has grown to the largest number in flight. */
export class IoPool implements Actor {
  readonly name = 'I/O pool';
  readonly kernel: Kernel;
  readonly categories: number;
  readonly rows: ResidenceRows;
  /**
   * While an I/O goes on: the number of the first that has become ready meanwhile; it goes on in `settle`, as if it were
   * in the ready ring. Otherwise `AT_REST`.
   */
  rising = AT_REST;
  /** For `Io.descend`. */
  readonly frames = new Frames();
  /** I/Os in flight. */
  live = 0;
  /** For `Io.sleep`. */
  readonly sleeping: Sleep;
  readonly #all: Io[] = [];
  readonly #numbers = new FreeNumbers();
  readonly #id: number;

  /** @param categories how many categories of residence time there are */
  constructor(kernel: Kernel, categories: number) {
    this.kernel = kernel;
    this.categories = categories;
    this.rows = new ResidenceRows(categories);
    this.#id = kernel.register(this);
    this.sleeping = new Sleep(kernel);
  }

  /** An I/O for `owner`; with a parent, the parent waits for it (the caller has counted it in `pending`). */
  take(owner: Owner, parent: Io | null): Io {
    const number = this.#numbers.take();
    const io = number === this.#all.length ? this.#grow(owner) : this.#all[number]!;
    io.state = ACTIVE;
    io.owner = owner;
    io.parent = parent;
    io.parentTicket = parent === null ? 0 : parent.ticket;
    io.began = this.kernel.now;
    this.live++;
    return io;
  }

  /** For `Io`: gives an I/O back. Its ticket changes, so that whoever still knows it cannot wake it. */
  free(io: Io): void {
    io.state = IDLE;
    io.ticket = (io.ticket + 1) | 0;
    io.abortion = 0;
    io.touched = 0;
    io.parent = null;
    io.payload = null;
    io.status = GOOD;
    io.outcome = GOOD;
    io.step = 0;
    io.cause = 0;
    io.priority = 0;
    io.a = 0;
    io.b = 0;
    this.#numbers.give(io.id);
    this.live--;
  }

  /** Lets an I/O go on, after the present call has returned. */
  wake(io: Io): void {
    io.proceed(io.step);
  }

  /** For `Io`: what `io` has waited for is over; it goes on when the present call has returned. */
  rise(io: Io): void {
    if (this.rising === NOBODY && this.kernel.nobodyReady) this.rising = io.id;
    else this.enter(io);
  }

  /** For `Io`: the owner has returned; whoever was the first to become ready goes on, and so forth. */
  settle(): void {
    for (let id = this.rising; id !== NOBODY; id = this.rising) {
      const io = this.#all[id]!;
      this.rising = NOBODY;
      this.kernel.watch(this.#id, io.id);
      io.turn();
    }
    this.rising = AT_REST;
  }

  /** For `Io`: enters it into the ready ring. */
  enter(io: Io): void {
    io.entries++;
    this.kernel.soon(this.#id, io.id);
  }

  fire(id: number): void {
    const io = this.#all[id]!;
    if (--io.entries > 0) return;
    this.rising = NOBODY;
    io.turn();
    this.settle();
  }

  /** Call when a run has ended with an empty event list. @throws KernelError if I/Os are still in flight, and says who waits for what */
  expectIdle(): void {
    if (this.live === 0) return;
    const unfinished = this.#all.filter((io) => io.state !== State.Idle).sort((a, b) => a.began - b.began);
    const leaves = unfinished.filter((io) => io.state !== State.Waiting || io.waitingAt !== null);
    const others = unfinished.filter((io) => !leaves.includes(io));
    const named = [...leaves, ...others].slice(0, NAMED_AT_MOST).map((io) => `\n  ${this.explain(io)}`);
    const more = unfinished.length > named.length ? `\n  and ${unfinished.length - named.length} more` : '';
    const count = this.live === 1 ? '1 I/O is' : `${this.live} I/Os are`;
    throw new KernelError(
      `no event is left that could let the run go on, but ${count} unfinished:${named.join('')}${more}`,
      this.kernel.now,
    );
  }

  describe(id: number): string {
    return whose(this.#all[id]!);
  }

  /** An I/O and what it waits for, in words. */
  explain(io: Io): string {
    if (io.state === State.Idle) return `its visit to ${io.owner.name} is over`;
    const blocks = io.blocks > 0 ? ` of blocks ${io.block} to ${io.block + io.blocks - 1}` : '';
    return `the ${OPERATIONS[io.op]}${blocks} at ${whose(io)}, begun at ${seconds(io.began)}, ${standing(io)}`;
  }

  #grow(owner: Owner): Io {
    const id = this.#all.length;
    this.rows.hold(id);
    this.frames.addIo(owner);
    const io = new Io(this, id, owner);
    this.#all.push(io);
    return io;
  }
}

function whose(io: Io): string {
  return `${io.owner.name} (step ${io.step})`;
}

function standing(io: Io): string {
  if (io.aborting) return 'is being aborted';
  if (io.state === State.Ready) return 'is about to go on';
  if (io.state === State.Active) return 'waits for nothing: its owner has not ended it';
  if (io.waitingAt !== null) return `waits at ${io.waitingAt.name} since ${seconds(io.since)}`;
  return `waits for ${io.pending === 1 ? 'the visit' : `${io.pending} visits`} below it`;
}

function seconds(instant: number): string {
  return `${(instant / 1e9).toFixed(9)} s`;
}

/** Sleeping I/Os: one event each, that names the place of the I/O among the sleeping; `io.demand` is that place. */
class Sleep implements Actor, WaitingPlace {
  readonly name = 'a delay';
  readonly #kernel: Kernel;
  readonly #id: number;
  readonly #places = new FreeNumbers();
  readonly #ios: Io[] = [];
  readonly #categories: number[] = [];
  /** Of the event that ends the sleep. */
  #handles = new Float64Array(64);

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#id = kernel.register(this);
  }

  begin(io: Io, delay: number, category: number): void {
    const place = this.#places.take();
    if (place === this.#handles.length) {
      const handles = new Float64Array(2 * place);
      handles.set(this.#handles);
      this.#handles = handles;
    }
    this.#ios[place] = io;
    this.#categories[place] = category;
    io.demand = place;
    this.#handles[place] = this.#kernel.after(delay, this.#id, place);
  }

  fire(place: number): void {
    const io = this.#ios[place]!;
    this.#places.give(place);
    io.resumeLast(io.ticket, this.#categories[place]!);
  }

  describe(place: number): string {
    return `a delay of ${whose(this.#ios[place]!)}`;
  }

  forget(io: Io): void {
    const place = io.demand;
    this.#kernel.cancel(this.#handles[place]!);
    this.#places.give(place);
    io.elapse(this.#categories[place]!);
  }
}
