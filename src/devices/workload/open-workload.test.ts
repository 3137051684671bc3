import { describe, expect, test } from 'vitest';
import { type Io, type Layer, Status } from '../../kernel/io.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { RandomStreams } from '../../kernel/random.ts';
import { Station } from '../../kernel/station.ts';
import { Store } from '../../kernel/store.ts';
import { Residence } from '../../storage/residence.ts';
import { type ArrivalOptions, arrivalProcess } from './arrivals/arrivals.ts';
import { OpenWorkload } from './open-workload.ts';
import { FixedDelay, hostOptions, type Log, rig } from './testing/rig.ts';
import { type SourceSketch, someSource } from './testing/sources.ts';

const SECOND = 1e9;

/** A single server with a fixed service time. */
class Server implements Layer {
  readonly name = 'server';
  readonly station: Station;
  readonly #demand: number;

  constructor(kernel: Kernel, demand: number) {
    this.#demand = demand;
    this.station = new Station(kernel, 'server', [Residence['disk queue'], Residence.transfer]);
  }

  submit(io: Io): void {
    this.station.serve(io, this.#demand, 0);
  }

  advance(io: Io): void {
    io.done();
  }
}

interface Sketch extends SourceSketch {
  readonly rate?: number;
  readonly kind?: ArrivalOptions['kind'];
  readonly host?: Partial<Parameters<typeof hostOptions>[1]>;
  readonly done?: () => void;
}

/** An open workload on a volume, running for a time and then to its end. */
function run(target: (kernel: Kernel) => Layer, duration: number, sketch: Sketch = {}) {
  const there = rig();
  const volume = target(there.kernel);
  const streams = new RandomStreams('test', 0);
  const arrivals = arrivalProcess(
    { rate: sketch.rate ?? 100, kind: sketch.kind ?? 'poisson', bursts: undefined, daily: undefined },
    'trading',
    streams,
  );
  const workload = new OpenWorkload(
    { ...hostOptions(volume, sketch.host), arrivals, source: someSource(sketch), done: sketch.done },
    there.shared,
  );
  workload.start();
  there.kernel.run(duration);
  workload.stop();
  there.kernel.run();
  there.ios.expectIdle();
  expect(there.locks.held).toBe(0);
  expect(workload.payloads).toBe(0);
  return { ...there, workload, volume, streams };
}

/** What was asked for, in order. */
function asked(log: Log): unknown[] {
  return log.seen.map(({ volume, op, block, blocks }) => [volume, op, block, blocks]);
}

describe('an open workload', () => {
  test('offers its rate whatever the response', () => {
    for (const delay of [1000, SECOND]) {
      const { workload } = run(() => new FixedDelay(delay), 100 * SECOND);
      expect(Math.abs(workload.counts.issued - 10_000) / 100).toBeLessThan(4);
      expect(workload.counts.completed).toBe(workload.counts.issued);
    }
  });

  test('asks for the same at the same instants of a fast and of a slow volume', () => {
    const fast = run(() => new FixedDelay(1000), 20 * SECOND, { read: 1 });
    const slow = run((kernel) => new Server(kernel, 20_000_000), 20 * SECOND, { read: 1 });
    expect(asked(slow.observer)).toEqual(asked(fast.observer));
    expect(slow.observer.seen.map((one) => one.began)).toEqual(fast.observer.seen.map((one) => one.began));
  });

  test('takes four draws for each I/O', () => {
    const streams = new RandomStreams('test', 0);
    const source = someSource({ streams });
    for (let i = 0; i < 1000; i++) source.next(0);
    const other = new RandomStreams('test', 0).stream('trading/attributes');
    for (let i = 0; i < 4000; i++) other.double();
    expect(streams.stream('trading/attributes').double()).toBe(other.double());
  });

  test("Little's law: the population of the station is the sum of the response times", () => {
    const { volume, observer } = run((kernel) => new Server(kernel, 8_000_000), 50 * SECOND, { read: 1 });
    const { population, visits } = (volume as Server).station.report({ busy: new Float64Array(8), population: 0, visits: 0 });
    const total = observer.seen.reduce((sum, one) => sum + (one.done - one.began), 0);
    expect(visits).toBe(observer.seen.length);
    expect(population).toBe(total);
  });

  test('M/D/1: the mean wait at 80 % is twice the service time', () => {
    // Pollaczek-Khinchine: W = rho s / (2 (1 - rho)) = 0.8 s / 0.4 = 2 s. Over 80,000 customers at rho = 0.8 the
    // correlated waits leave a standard error of about 2 %.
    const { observer } = run((kernel) => new Server(kernel, 8_000_000), 800 * SECOND, { read: 1 });
    const wait = observer.seen.reduce((sum, one) => sum + (one.done - one.began - 8_000_000), 0) / observer.seen.length;
    expect(Math.abs(wait / 16_000_000 - 1)).toBeLessThan(0.08);
  });

  test('shares of reads and the stamps of writes', () => {
    const { observer } = run(() => new FixedDelay(1000), 200 * SECOND, { read: 0.7 });
    const n = observer.seen.length;
    const writes = observer.seen.filter((one) => one.op === 1);
    expect(Math.abs(n - writes.length - 0.7 * n) / Math.sqrt(n * 0.21)).toBeLessThan(4);
    expect(writes.map((one) => one.stamp)).toEqual(writes.map((_, i) => i + 1));
  });

  test('the parts of the response time add up, queue depth and range lock included', () => {
    const queueDepth = [new Store('queue depth', 2, Residence['queue depth'])];
    const target = new FixedDelay(15_000_000);
    const host = { nodes: [{ name: 'node-1', targets: [target], queueDepth }] };
    const access = { kind: 'hot-spot', share: 0.9, part: 0.0001, chunks: undefined, alignment: 1 } as const;
    const { observer } = run(() => target, 100 * SECOND, { read: 0.3, access, host });
    expect(target.mostInside).toBe(2);
    expect(queueDepth[0]!.free).toBe(2);
    expect(observer.seen.filter((one) => one.residence.reduce((a, b) => a + b) !== one.done - one.began)).toEqual([]);
    expect(observer.seen.some((one) => one.residence[Residence['queue depth']]! > 0)).toBe(true);
    expect(observer.seen.some((one) => one.residence[Residence['range lock']]! > 0)).toBe(true);
  });

  test('overlapping writes never meet below the lock', () => {
    const access = { kind: 'hot-spot', share: 0.9, part: 0.0001, chunks: undefined, alignment: 1 } as const;
    const { observer } = run(() => new FixedDelay(30_000_000), 20 * SECOND, { read: 0, access });
    const { seen } = observer;
    let overlaps = 0;
    for (const [i, one] of seen.entries()) {
      for (const other of seen.slice(i + 1)) {
        if (other.block >= one.block + one.blocks || one.block >= other.block + other.blocks) continue;
        overlaps++;
        const [first, second] = one.began <= other.began ? [one, other] : [other, one];
        if (second.issued < first.done) expect.fail(`issued at ${second.issued}, before ${first.done}`);
      }
    }
    expect(overlaps).toBeGreaterThan(1000);
  });

  test('ends the run when more is in flight than the limit', () => {
    expect(() => run(() => new FixedDelay(10 * SECOND), 100 * SECOND, { host: { inFlightLimit: 500 } })).toThrow(
      'trading offers more than the system can carry: 500 I/Os are in flight',
    );
  });

  test('a job ends when its last I/O is done, and says so once', () => {
    let done = 0;
    const { workload, observer } = run(() => new FixedDelay(5 * SECOND), 100 * SECOND, { work: 100 * 8192, done: () => done++ });
    expect(done).toBe(1);
    expect(workload.finished).toBe(true);
    expect(observer.seen).toHaveLength(100);
    workload.start();
    expect(workload.running).toBe(false);
  });
});

describe('an I/O that fails', () => {
  const failing = (times: number) =>
    new FixedDelay(1000, (io) => (io.residence[Residence.retry]! < times * 1_000_000 ? Status.Failed : Status.Good));

  test('is tried again, and is one I/O to observers', () => {
    const { workload, observer } = run(() => failing(3), SECOND, { host: { retries: 3 } });
    expect(workload.counts).toEqual({
      issued: observer.seen.length,
      completed: observer.seen.length,
      failed: 0,
      aborted: 0,
      retries: 3 * observer.seen.length,
      missed: 0,
    });
    for (const one of observer.seen) {
      expect(one.status).toBe(Status.Good);
      expect(one.done - one.began).toBe(3 * 1_000_000 + 4 * 1000);
      expect(one.residence[Residence.retry]).toBe(3_000_000);
    }
  });

  test('ends as an error after the last retry, and is counted', () => {
    const { workload, observer } = run(() => failing(4), SECOND, { host: { retries: 3 } });
    expect(workload.counts.failed).toBe(observer.seen.length);
    expect(workload.counts.completed).toBe(0);
    expect(observer.seen.every((one) => one.status === Status.Failed)).toBe(true);
  });
});
