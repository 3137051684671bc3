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
  readonly #served: (Io | null)[];
  readonly #tickets: Int32Array;
  #free: number;
  readonly #busy = new Float64Array(CAUSES);
  readonly #ends: Float64Array;
  #visits = 0;
  #area = 0.5;
  #changed = 0.5;
  #present = 0;

  /** @param categories residence categories of waiting and of service */
  constructor(kernel: Kernel, name: string, categories: readonly [waiting: number, service: number], servers = 1, discipline: Discipline = new Fcfs()) {
    this.name = name;
    this.servers = servers;
    this.#kernel = kernel;
    this.#id = kernel.register(this);
    this.#waiting = discipline;
    [this.#waitingCategory, this.#serviceCategory] = categories;
    this.#served = new Array<Io | null>(servers).fill(null);
    this.#tickets = new Int32Array(servers);
    this.#free = servers;
    this.#ends = new Float64Array(servers);
    this.#area = 0;
    this.#changed = 0;
  }

  /** The I/O waits for its turn and for `demand` ns of service. */
  serve(io: Io, demand: number, next: number): void {
    io.step = next;
    io.pending = 1;
    io.waitingAt = this;
    io.demand = demand;
    io.since = this.#kernel.now;
    this.#count(1);
    if (this.#free > 0) this.#begin(io);
    else this.#waiting.add(io);
  }

  fire(server: number): void {
    const io = this.#served[server]!;
    const ticket = this.#tickets[server]!;
    this.#served[server] = null;
    this.#free++;
    this.#visits++;
    this.#count(-1);
    const waiting = this.#waiting.take();
    if (waiting !== null) this.#begin(waiting);
    io.resumeAccounted(ticket);
  }

  /** An I/O in service was aborted: the server finishes it all the same. A waiting one leaves the queue. */
  forget(io: Io): void {
    if (this.#served.includes(io)) return;
    this.#waiting.remove(io);
    this.#count(-1);
  }

  /** Figures up to the present instant. */
  report(into: StationReport): StationReport {
    this.#count(0);
    into.busy.set(this.#busy);
    for (let server = 0; server < this.servers; server++) {
      const io = this.#served[server];
      if (io) into.busy[io.cause]! -= this.#ends[server]! - this.#kernel.now;
    }
    into.population = this.#area;
    into.visits = this.#visits;
    return into;
  }

  #begin(io: Io): void {
    const now = this.#kernel.now;
    let server = 0;
    while (this.#served[server] !== null) server++;
    this.#served[server] = io;
    this.#tickets[server] = io.ticket;
    this.#ends[server] = now + io.demand;
    this.#free--;
    this.#busy[io.cause]! += io.demand;
    io.residence[this.#waitingCategory]! += now - io.since;
    io.residence[this.#serviceCategory]! += io.demand;
    this.#kernel.after(io.demand, this.#id, server);
  }

  #count(change: number): void {
    const now = this.#kernel.now;
    this.#area += this.#present * (now - this.#changed);
    this.#changed = now;
    this.#present += change;
  }
}
