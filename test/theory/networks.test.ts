import { describe, it } from 'vitest';
import { Constant, type Distribution, Exponential, Hyperexponential } from '../../src/kernel/distributions.ts';
import { type Io, type Layer, Op } from '../../src/kernel/io.ts';
import { IoPool } from '../../src/kernel/io-pool.ts';
import { Kernel } from '../../src/kernel/kernel.ts';
import { Process } from '../../src/kernel/process.ts';
import { type Random, RandomStreams } from '../../src/kernel/random.ts';
import { Station } from '../../src/kernel/station.ts';
import { Store } from '../../src/kernel/store.ts';
import { UNIT } from './open-queue.ts';
import { expectMean } from './replications.ts';

const REPLICATIONS = 20;

/** What the systems below have in common. */
class System {
  readonly kernel = new Kernel();
  readonly ios = new IoPool(this.kernel, 2);
  readonly #streams: RandomStreams;

  constructor(seed: number) {
    this.#streams = new RandomStreams('networks', seed);
  }

  station(name: string, servers = 1): Station {
    return new Station(this.kernel, name, [0, 1], servers);
  }

  stream(name: string): Random {
    return this.#streams.stream(name);
  }

  /** A draw in ns. */
  draw(law: Distribution, random: Random): number {
    return Math.floor(law.sample(random) * UNIT + 0.5);
  }

  /** Calls `arrive` for `count` customers, in a Poisson stream. */
  feed(rate: number, count: number, arrive: () => void): void {
    const random = this.stream('arrivals');
    const law = new Exponential(1 / rate);
    let left = count;
    const source = this.kernel.register({
      name: 'arrivals',
      fire: () => {
        arrive();
        if (--left > 0) this.kernel.after(this.draw(law, random), source, 0);
      },
    });
    this.kernel.after(this.draw(law, random), source, 0);
    this.kernel.run();
    this.ios.expectIdle();
  }
}

/** A station as a layer, with service times from a stream of its own. */
class Server implements Layer {
  readonly name: string;
  readonly #system: System;
  readonly #station: Station;
  readonly #random: Random;
  readonly #law: Distribution;

  constructor(system: System, name: string, serviceMean: number) {
    this.name = name;
    this.#system = system;
    this.#station = system.station(name);
    this.#random = system.stream(name);
    this.#law = new Exponential(serviceMean);
  }

  submit(io: Io): void {
    this.#station.serve(io, this.#system.draw(this.#law, this.#random), 1);
  }

  advance(io: Io): void {
    io.done();
  }
}

/** Mean response time over visits that pass through `layers`: at once or one after the other. */
function meanResponse(system: System, rate: number, layers: readonly Layer[], fork: boolean): number {
  const customers = 20_000;
  const skipped = 2000;
  let seen = 0;
  let sum = 0;
  const owner = {
    name: 'customers',
    advance: (io: Io) => {
      const next = layers[io.step];
      if (!fork && next !== undefined) {
        io.submit(next, Op.Write, 0, 1, io.step + 1);
        return;
      }
      if (++seen > skipped) sum += system.kernel.now - io.began;
      io.done();
    },
  };
  system.feed(rate, customers, () => {
    const io = system.ios.take(owner, null);
    if (fork) for (const layer of layers) io.submit(layer, Op.Write, 0, 1, 1);
    else io.submit(layers[0]!, Op.Write, 0, 1, 1);
  });
  return sum / (customers - skipped) / UNIT;
}

describe('fork and join', () => {
  // Nelson and Tantawi, IEEE Trans. Computers 37:6, 1988: T = (12 - rho) / 8 / (1 - rho), exact for two
  it.each([0.5, 0.7])('of two M/M/1 at utilisation %f', (rho) => {
    expectMean((12 - rho) / 8 / (1 - rho), REPLICATIONS, (seed) => {
      const system = new System(seed);
      return meanResponse(system, rho, [new Server(system, 'a', 1), new Server(system, 'b', 1)], true);
    });
  });
});

describe('tandem', () => {
  // Burke: each is an M/M/1 by itself: 1 / (1 - 0.8) + 1 / (1.6 - 0.8)
  it('of two M/M/1', () => {
    expectMean(6.25, REPLICATIONS, (seed) => {
      const system = new System(seed);
      return meanResponse(system, 0.8, [new Server(system, 'a', 1), new Server(system, 'b', 1 / 1.6)], false);
    });
  });
});

/** Share of customers that are turned away by a store of `places`. */
function turnedAway(seed: number, rate: number, places: number, service: Distribution, servers: number): number {
  const customers = 20_000;
  const system = new System(seed);
  const store = new Store('places', places, 0);
  const station = system.station('station', servers);
  const random = system.stream('service');
  let lost = 0;
  const owner = {
    name: 'customers',
    advance: (io: Io) => {
      store.give(1);
      io.done();
    },
  };
  system.feed(rate, customers, () => {
    if (store.tryTake(1)) station.serve(system.ios.take(owner, null), system.draw(service, random), 1);
    else lost++;
  });
  return lost / customers;
}

describe('loss', () => {
  // (1 - rho) rho^K / (1 - rho^(K + 1)), rho = 0.8, K = 5
  it('M/M/1/5 at 0.8', () => {
    expectMean(0.0888195, REPLICATIONS, (seed) => turnedAway(seed, 0.8, 5, new Exponential(1), 1));
  });

  // Erlang B for 5 servers and 3 offered, whatever the law of service
  it.each([
    ['exponential', new Exponential(1)],
    ['constant', new Constant(1)],
    ['hyperexponential', new Hyperexponential(1, 4)],
  ] as const)('Erlang’s formula with %s service', (_name, service) => {
    expectMean(0.11005435, REPLICATIONS, (seed) => turnedAway(seed, 3, 5, service, 5));
  });
});

/** Throughput of a closed network of three stations with think time, clients as processes. */
function closedThroughput(seed: number, population: number): { x: number; r: number } {
  const demands = [2, 3, 1];
  const think = 4;
  const system = new System(seed);
  const { kernel } = system;
  const stations = demands.map((demand, i) => ({ station: system.station(`station ${i}`), law: new Exponential(demand) }));
  const thinking = new Exponential(think);
  let done = 0;
  let responses = 0;
  for (let client = 0; client < population; client++) {
    const random = system.stream(`client ${client}`);
    new Process(system.ios, `client ${client}`, function* (io) {
      for (;;) {
        io.sleep(system.draw(thinking, random), 0, 0);
        yield;
        const begin = kernel.now;
        for (const { station, law } of stations) {
          station.serve(io, system.draw(law, random), 0);
          yield;
        }
        done++;
        responses += kernel.now - begin;
      }
    });
  }
  kernel.run(2000 * UNIT);
  done = 0;
  responses = 0;
  kernel.run(22_000 * UNIT);
  return { x: done / 20_000, r: responses / done / UNIT };
}

describe('closed network, against exact mean value analysis', () => {
  // D = (2, 3, 1), Z = 4: R(N) = sum D (1 + Q(N - 1)), X = N / (Z + R), Q = X R, from N = 1
  it.each([
    [1, 0.1, 6],
    [20, 0.333247, 56.015632],
  ])('%i clients', (population, throughput, response) => {
    const runs = new Map<number, { x: number; r: number }>();
    const run = (seed: number) => {
      if (!runs.has(seed)) runs.set(seed, closedThroughput(seed, population));
      return runs.get(seed)!;
    };
    expectMean(throughput, REPLICATIONS, (seed) => run(seed).x);
    expectMean(response, REPLICATIONS, (seed) => run(seed).r);
  });
});
