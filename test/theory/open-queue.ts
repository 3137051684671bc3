import type { Discipline } from '../../src/kernel/discipline.ts';
import type { Distribution } from '../../src/kernel/distributions.ts';
import type { Io, Owner } from '../../src/kernel/io.ts';
import { IoPool } from '../../src/kernel/io-pool.ts';
import { Kernel } from '../../src/kernel/kernel.ts';
import { RandomStreams } from '../../src/kernel/random.ts';
import { Station } from '../../src/kernel/station.ts';

/** Nanoseconds of a unit of time, which is the mean service time. */
export const UNIT = 1e9;
const Category = { Wait: 0, Service: 1 } as const;

export interface Stream {
  readonly interarrival: Distribution;
  readonly service: Distribution;
  readonly priority?: number;
}

/** One station fed by streams of customers. */
export class OpenQueue {
  readonly kernel = new Kernel();
  readonly ios = new IoPool(this.kernel, 2);
  readonly station: Station;
  /** Waiting times of those that have left, by stream. */
  readonly waits: number[][];
  /** Their times in the system. */
  readonly sojourns: number[][];
  readonly #skipped: number;
  #toCome: number;

  /** @param customers how many come in all @param skipped how many of each stream are not noted */
  constructor(seed: number, streams: readonly Stream[], customers: number, skipped = 0, servers = 1, discipline?: Discipline) {
    const random = new RandomStreams('theory', seed);
    this.station = new Station(this.kernel, 'station', [Category.Wait, Category.Service], servers, discipline);
    this.waits = streams.map(() => []);
    this.sojourns = streams.map(() => []);
    this.#toCome = customers;
    this.#skipped = skipped;
    streams.forEach((stream, i) => {
      this.#feed(stream, i, random);
    });
    this.kernel.run();
    this.ios.expectIdle();
  }

  #feed({ interarrival, service, priority = 0 }: Stream, number: number, streams: RandomStreams): void {
    const { kernel, ios, station } = this;
    const arrivals = streams.stream(`arrivals ${number}`);
    const demands = streams.stream(`service ${number}`);
    let seen = 0;
    const owner: Owner = {
      name: `customers ${number}`,
      advance: (io: Io) => {
        if (++seen > this.#skipped) {
          this.waits[number]!.push(io.residence[Category.Wait]! / UNIT);
          this.sojourns[number]!.push((kernel.now - io.began) / UNIT);
        }
        io.done();
      },
    };
    const next = () => kernel.after(Math.floor(interarrival.sample(arrivals) * UNIT + 0.5), source, 0);
    const source = kernel.register({
      name: `arrivals ${number}`,
      fire: () => {
        const io = ios.take(owner, null);
        io.priority = priority;
        station.serve(io, Math.floor(service.sample(demands) * UNIT + 0.5), 1);
        if (--this.#toCome > 0) next();
      },
    });
    next();
  }
}

export function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Share of the values above a limit. */
export function shareAbove(limit: number, values: readonly number[]): number {
  let above = 0;
  for (const value of values) if (value > limit) above++;
  return above / values.length;
}
