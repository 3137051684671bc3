import { type Discipline, Fcfs } from './discipline.ts';
import type { Io, WaitingPlace } from './io.ts';
import type { Actor, Kernel } from './kernel.ts';

/** What a station tells of itself: reports take the difference between two instants. */
export interface StationReport {
  /** ns of service given, over all servers, by cause of the I/O. */
  readonly busy: Float64Array;
  /** Integral over time of the I/Os waiting or in service, in I/O-ns. */
  population: number;
  /** Visits that have ended. */
  visits: number;
}

/** Causes that a station tells apart; `io.cause` is below this. */
export const CAUSES = 8;

/** Places in `#integral`. */
const AREA = 0;
const CHANGED = 1;

/**
 * A station: `servers` like servers and one queue in the order of its discipline. An I/O asks for service with
 * `serve(io, demand, next)`.
 */
export class Station implements Actor, WaitingPlace {
  readonly name: string;
  readonly servers: number;
  readonly #kernel: Kernel;
  readonly #id: number;
  readonly #waiting: Discipline;
  readonly #waitingCategory: number;
  readonly #serviceCategory: number;
  /** By server: whom it serves, the ticket and cause of that visit, when it ends. */
  readonly #served: (Io | null)[];
  readonly #tickets: Int32Array;
  readonly #causes: Uint8Array;
  readonly #ends: Float64Array;
  /** The free servers; the one that became free last serves next. */
  readonly #idle: Int32Array;
  #free: number;
  readonly #busy = new Float64Array(CAUSES);
  readonly #integral = new Float64Array(2);
  #present = 0;
  #visits = 0;

  /** @param categories residence categories of waiting and of service */
  constructor(
    kernel: Kernel,
    name: string,
    categories: readonly [waiting: number, service: number],
    servers = 1,
    discipline: Discipline = new Fcfs(),
  ) {
    this.name = name;
    this.servers = servers;
    this.#kernel = kernel;
    this.#id = kernel.register(this);
    this.#waiting = discipline;
    [this.#waitingCategory, this.#serviceCategory] = categories;
    this.#served = new Array<Io | null>(servers).fill(null);
    this.#tickets = new Int32Array(servers);
    this.#causes = new Uint8Array(servers);
    this.#ends = new Float64Array(servers);
    this.#idle = Int32Array.from({ length: servers }, (_, i) => servers - 1 - i);
    this.#free = servers;
  }

  /** The I/O waits for its turn and for `demand` ns of service. */
  serve(io: Io, demand: number, next: number): void {
    io.wait(this, next);
    io.demand = demand;
    this.#count(1);
    if (this.#free > 0) this.#begin(io);
    else this.#waiting.add(io);
  }

  fire(server: number): void {
    const io = this.#served[server]!;
    const ticket = this.#tickets[server]!;
    this.#served[server] = null;
    this.#idle[this.#free++] = server;
    this.#visits++;
    this.#count(-1);
    const waiting = this.#waiting.take();
    if (waiting !== null) this.#begin(waiting);
    io.resume(ticket, this.#serviceCategory);
  }

  /** An I/O in service was aborted: the server finishes it all the same. A waiting one leaves the queue. */
  forget(io: Io): void {
    const elapsed = this.#kernel.now - io.since;
    if (this.#serves(io)) io.residence[this.#serviceCategory]! += elapsed;
    else {
      io.residence[this.#waitingCategory]! += elapsed;
      this.#waiting.remove(io);
      this.#count(-1);
    }
  }

  /** Figures up to the present instant. */
  report(into: StationReport): StationReport {
    this.#count(0);
    into.busy.set(this.#busy);
    for (let server = 0; server < this.servers; server++) {
      if (this.#served[server] !== null) into.busy[this.#causes[server]!]! -= this.#ends[server]! - this.#kernel.now;
    }
    into.population = this.#integral[AREA]!;
    into.visits = this.#visits;
    return into;
  }

  #begin(io: Io): void {
    const { now } = this.#kernel;
    const { demand, cause } = io;
    const server = this.#idle[--this.#free]!;
    this.#served[server] = io;
    this.#tickets[server] = io.ticket;
    this.#causes[server] = cause;
    this.#ends[server] = now + demand;
    this.#busy[cause]! += demand;
    io.residence[this.#waitingCategory]! += now - io.since;
    io.since = now;
    this.#kernel.after(demand, this.#id, server);
  }

  #serves(io: Io): boolean {
    for (let server = 0; server < this.servers; server++)
      if (this.#served[server] === io && this.#tickets[server] === io.ticket) return true;
    return false;
  }

  #count(change: number): void {
    const { now } = this.#kernel;
    const integral = this.#integral;
    integral[AREA]! += this.#present * (now - integral[CHANGED]!);
    integral[CHANGED] = now;
    this.#present += change;
  }
}
