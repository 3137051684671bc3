import { describe, expect, test } from 'vitest';
import { Constant, type Distribution, Exponential } from '../../kernel/distributions.ts';
import { type Layer, Status } from '../../kernel/io.ts';
import { RandomStreams } from '../../kernel/random.ts';
import { ClosedWorkload, type ClosedWorkloadOptions } from './closed-workload.ts';
import { FixedDelay, hostOptions, type Log, rig } from './testing/rig.ts';
import { type SourceSketch, someSource } from './testing/sources.ts';
import { DrawnThinkTime } from './think-time.ts';
import { thinkStreams } from './workload-streams.ts';

const MS = 1e6;
const SECOND = 1e9;

interface Sketch extends SourceSketch {
  readonly think?: Distribution;
  readonly more?: Partial<ClosedWorkloadOptions>;
}

function closed(target: Layer, clients: number, sketch: Sketch = {}) {
  const there = rig();
  const think =
    sketch.think === undefined ? null : new DrawnThinkTime(sketch.think, thinkStreams(new RandomStreams('test', 0), 'trading', clients));
  const source = someSource({ ...sketch, clients });
  const workload = new ClosedWorkload({ ...hostOptions(target), clients, think, source, atMost: undefined, ...sketch.more }, there.shared);
  const finish = (): void => {
    workload.stop();
    there.kernel.run();
    there.ios.expectIdle();
    expect(there.locks.held).toBe(0);
    expect(workload.payloads).toBe(0);
  };
  return { ...there, workload, finish };
}

describe('a closed workload', () => {
  test('with constant times does clients / (response + think) I/Os a second', () => {
    const target = new FixedDelay(4 * MS);
    const { workload, kernel, finish } = closed(target, 10, { think: new Constant(6 * MS), read: 1 });
    workload.start();
    kernel.run(10 * SECOND);
    expect(workload.counts.completed).toBe(10_000);
    expect(target.mostInside).toBe(10);
    finish();
  });

  test('interactive response time law, with exponential think time', () => {
    const { workload, kernel, observer, finish } = closed(new FixedDelay(5 * MS), 20, { think: new Exponential(20 * MS), read: 1 });
    workload.start();
    kernel.run(200 * SECOND);
    // N / (R + Z) = 20 / 25 ms = 800 a second; one client is a renewal process whose cycles vary by 20 / 25.
    const expected = 160_000;
    expect(Math.abs(workload.counts.completed - expected) / (Math.sqrt(expected) * 0.8)).toBeLessThan(4);
    expect(observer.seen.length - workload.counts.completed).toBe(workload.inFlight);
    expect(workload.inFlight).toBeLessThanOrEqual(20);
    finish();
  });

  test('asks each client for the same, however slow the volume', () => {
    const logs = [1, 7].map((factor) => {
      const { workload, kernel, observer, finish } = closed(new FixedDelay(factor * MS), 1, { think: new Exponential(3 * MS), read: 0.5 });
      workload.start();
      kernel.run(SECOND);
      finish();
      return observer.seen.map(({ op, block, blocks }) => [op, block, blocks]);
    });
    expect(logs[1]!.length).toBeLessThan(logs[0]!.length);
    expect(logs[0]!.slice(0, logs[1]!.length)).toEqual(logs[1]);
  });

  test('a client does not hear of the others', () => {
    const alone = someSource({ clients: 3 });
    const among = someSource({ clients: 3 });
    for (let i = 0; i < 100; i++) {
      among.next(0);
      among.next(2);
      among.next(1);
      alone.next(1);
      expect([among.op, among.block]).toEqual([alone.op, alone.block]);
    }
  });

  test('stops, and goes on where it stopped', () => {
    const whole = closed(new FixedDelay(MS), 1, { read: 1 });
    whole.workload.start();
    whole.kernel.run(100 * MS);
    whole.finish();
    const { workload, kernel, observer, finish } = closed(new FixedDelay(MS), 1, { read: 1, think: new Constant(1) });
    workload.start();
    kernel.run(30 * MS);
    workload.stop();
    const issued = observer.seen.length;
    workload.stop();
    expect(kernel.run()).toBe(true);
    expect(observer.seen).toHaveLength(issued);
    expect(workload.inFlight).toBe(0);
    workload.start();
    workload.start();
    kernel.run(60 * MS);
    finish();
    const places = (log: Log) => log.seen.map((one) => one.block);
    expect(places(observer)).toEqual(places(whole.observer).slice(0, observer.seen.length));
    expect(observer.seen.length).toBeGreaterThan(issued + 10);
  });

  test('waits after an error, so that a dead volume does not stop the clock', () => {
    const { workload, kernel, finish } = closed(new FixedDelay(0, () => Status.Failed), 3);
    workload.start();
    kernel.run(10 * MS);
    expect(workload.counts.failed).toBe(3 * 11);
    finish();
  });
});

describe('a job', () => {
  test('of one pass reads every block once, each stream its part', () => {
    const volumes = [
      { name: 'a', blocks: 1003 },
      { name: 'b', blocks: 2000 },
    ];
    const target = new FixedDelay(MS);
    const nodes = [{ name: 'n', targets: [target, target], queueDepth: null }];
    let done = -1;
    const access = { kind: 'sequential', alignment: 0 } as const;
    const sketch: Sketch = { volumes, access, work: 'all', read: 1, sizes: [{ bytes: 32 * 512, weight: 1 }] };
    const { workload, kernel, observer, finish } = closed(target, 3, {
      ...sketch,
      more: {
        volumes,
        nodes,
        done: () => {
          done = kernel.now;
        },
      },
    });
    workload.start();
    kernel.run();
    finish();
    expect(observer.seen.reduce((sum, one) => sum + one.blocks, 0)).toBe(3003);
    expect(new Set(observer.seen.map((one) => `${one.volume} ${one.block}`)).size).toBe(observer.seen.length);
    expect(done).toBe(observer.seen.at(-1)!.done);
    expect(workload.finished).toBe(true);
  });

  test('of so many bytes does just these, with the same I/Os on any volume', () => {
    const jobs = [1, 5].map((delay) => {
      const { workload, kernel, observer, finish } = closed(new FixedDelay(delay * MS), 4, { work: 1_000_000 });
      workload.start();
      kernel.run();
      finish();
      expect(workload.finished).toBe(true);
      expect(observer.seen.reduce((sum, one) => sum + one.blocks, 0)).toBe(Math.ceil(1_000_000 / 512));
      return observer.seen.map(({ op, block, blocks }) => `${op} ${block} ${blocks}`).sort();
    });
    expect(jobs[1]).toEqual(jobs[0]);
  });
});

describe('a cap on the data rate', () => {
  test('holds all streams together', () => {
    const { workload, kernel, finish } = closed(new FixedDelay(MS), 8, { read: 1, more: { atMost: 8192 * 1000 } });
    workload.start();
    kernel.run(10 * SECOND);
    expect(Math.abs(workload.counts.issued - 10_000)).toBeLessThanOrEqual(1);
    finish();
  });

  test('without loss where the pace is no whole number of ns', () => {
    const { workload, kernel, finish } = closed(new FixedDelay(10), 8, { read: 1, more: { atMost: 8192 * 3e6 } });
    workload.start();
    kernel.run(10 * MS);
    expect(Math.abs(workload.counts.issued - 30_000)).toBeLessThanOrEqual(1);
    finish();
  });

  test('does not slow down what is slower anyway', () => {
    const { workload, kernel, finish } = closed(new FixedDelay(10 * MS), 2, { read: 1, more: { atMost: 8192 * 1000 } });
    workload.start();
    kernel.run(10 * SECOND);
    expect(workload.counts.completed).toBeGreaterThanOrEqual(1998);
    finish();
  });

  test('streams take turns', () => {
    const { workload, kernel, observer, finish } = closed(new FixedDelay(MS), 4, {
      access: { kind: 'sequential', alignment: 0 },
      read: 1,
      more: { atMost: 8192 * 100 },
    });
    workload.start();
    kernel.run(SECOND);
    const parts = observer.seen.map((one) => Math.floor(one.block / 250_000));
    expect(parts.slice(0, 8)).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    finish();
  });
});
