import { type Io, type Layer, Op, Status } from '../../kernel/io.ts';
import { Residence } from '../../storage/residence.ts';
import { BLOCK_BYTES, type Volume } from '../../storage/volume.ts';
import type { Hop, Leg } from './hop.ts';

/** One way from a host to a disk: what is passed, in order, and what the I/O is for at the end. */
export interface Route {
  readonly hops: readonly Hop[];
  readonly end: Layer;
}

const Step = { Out: 0, Outward: 1, AtEnd: 2, Back: 3, Homeward: 4 } as const;

/**
 * The way of I/Os from a host to a disk.
 *
 *     host cpu ─ memory ─ link ─ (serving node) ─ controller ─ channel ─ disk
 *
 * Commands and written data go out, read data and the completion come back by the same hops. Of several routes the
 * first that works is taken. If a hop fails while the I/O is under way, it is tried again by another route (a write
 * twice done is the same write); with none left it fails.
 *
 * `io.a` is the hop, `io.b` the number of the route.
 */
export class Path implements Volume {
  readonly name: string;
  readonly blocks: number;
  readonly #routes: readonly Route[];

  constructor(name: string, blocks: number, routes: readonly Route[]) {
    this.name = name;
    this.blocks = blocks;
    this.#routes = routes;
  }

  /** Some route works at this instant. */
  get usable(): boolean {
    return this.#firstUsable() >= 0;
  }

  submit(io: Io): void {
    this.#start(io);
  }

  advance(io: Io): void {
    const { hops } = this.#routes[io.b]!;
    switch (io.step) {
      case Step.Out:
        if (io.a > 0 && !hops[io.a - 1]!.component.up) return this.#start(io); // lost on its way
        return this.#out(io);
      case Step.Outward:
        io.a++;
        return this.#afterLeg(io, hops[io.a - 1]!, hops[io.a - 1]!.out, Step.Out);
      case Step.AtEnd:
        io.a = hops.length - 1;
        return this.#back(io);
      case Step.Back:
        if (!hops[io.a + 1]!.component.up) return this.#start(io);
        return this.#back(io);
      case Step.Homeward:
        io.a--;
        return this.#afterLeg(io, hops[io.a + 1]!, hops[io.a + 1]!.back, Step.Back);
    }
  }

  #start(io: Io): void {
    io.b = this.#firstUsable();
    io.a = 0;
    if (io.b < 0) return io.done(Status.Failed);
    this.#out(io);
  }

  /** Towards the disk: on to the next hop that costs something. */
  #out(io: Io): void {
    const { hops, end } = this.#routes[io.b]!;
    const bytes = io.op === Op.Write || io.op === Op.Compare ? io.blocks * BLOCK_BYTES : 0;
    for (; io.a < hops.length; io.a++) {
      const hop = hops[io.a]!;
      if (!hop.component.up) return this.#start(io);
      const demand = demandOf(hop.out, bytes);
      if (demand > 0) return hop.out.station.serve(io, demand, Step.Outward);
      if (hop.out.latency > 0) {
        io.a++;
        return io.sleep(hop.out.latency, Residence['link latency'], Step.Out);
      }
    }
    io.outcome = Status.Good;
    io.submit(end, io.op, io.block, io.blocks, Step.AtEnd);
  }

  /** Home again. */
  #back(io: Io): void {
    const { hops } = this.#routes[io.b]!;
    const bytes = io.op === Op.Read ? io.blocks * BLOCK_BYTES : 0;
    for (; io.a >= 0; io.a--) {
      const hop = hops[io.a]!;
      if (!hop.component.up) return this.#start(io);
      const demand = demandOf(hop.back, bytes);
      if (demand > 0) return hop.back.station.serve(io, demand, Step.Homeward);
      if (hop.back.latency > 0) {
        io.a--;
        return io.sleep(hop.back.latency, Residence['link latency'], Step.Back);
      }
    }
    io.done(io.outcome);
  }

  #afterLeg(io: Io, hop: Hop, leg: Leg, next: number): void {
    if (!hop.component.up) return this.#start(io);
    if (leg.latency > 0) return io.sleep(leg.latency, Residence['link latency'], next);
    io.step = next;
    this.advance(io);
  }

  #firstUsable(): number {
    for (let route = 0; route < this.#routes.length; route++) if (works(this.#routes[route]!.hops)) return route;
    return -1;
  }
}

function works(hops: readonly Hop[]): boolean {
  for (let i = 0; i < hops.length; i++) if (!hops[i]!.component.up) return false;
  return true;
}

function demandOf(leg: Leg, bytes: number): number {
  return leg.fixed + Math.round(leg.nsPerByte * bytes);
}
