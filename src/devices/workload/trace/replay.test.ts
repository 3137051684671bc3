import { describe, expect, test } from 'vitest';
import { AddressSpace } from '../address/address-space.ts';
import { ClosedWorkload } from '../closed-workload.ts';
import { OpenWorkload } from '../open-workload.ts';
import { FixedDelay, hostOptions, rig, runUntil } from '../testing/rig.ts';
import { aTrace, type Request } from '../testing/traces.ts';
import { ReplaySource } from './replay-source.ts';
import { RecordedArrivals, RecordedGaps } from './replay-timing.ts';

const MS = 1e6;
const requests: Request[] = [
  { time: 0, block: 8, blocks: 8 },
  { time: 1000, block: 16, blocks: 16, write: true },
  { time: 1000, block: 800, blocks: 8 },
  { time: 6000, block: 24, blocks: 8, write: true },
];
const space = new AddressSpace([{ name: 'data', blocks: 1_000_000 }], 1, 1);

function open(delay: number, loops = 1, timeScale = 1) {
  const there = rig();
  const source = new ReplaySource({ trace: aTrace(requests), space, fold: 'modulo', loops, clients: 1 });
  const arrivals = new RecordedArrivals(source, timeScale);
  const workload = new OpenWorkload({ ...hostOptions(new FixedDelay(delay)), source, arrivals }, there.shared);
  return { ...there, workload };
}

function closed(delay: number, clients: number, think: boolean, timeScale = 1) {
  const there = rig();
  const source = new ReplaySource({ trace: aTrace(requests), space, fold: 'modulo', loops: 2, clients });
  const target = new FixedDelay(delay);
  const workload = new ClosedWorkload(
    { ...hostOptions(target), source, clients, think: think ? new RecordedGaps(source, timeScale) : null, atMost: undefined },
    there.shared,
  );
  workload.start();
  there.kernel.run();
  there.ios.expectIdle();
  expect(workload.finished).toBe(true);
  return { ...there, workload, target, began: there.observer.seen.map((one) => one.began / MS) };
}

describe('open replay', () => {
  test('keeps the recorded instants, whatever the response', () => {
    for (const delay of [1, 100 * MS]) {
      const { workload, kernel, ios, observer } = open(delay);
      workload.start();
      kernel.run();
      ios.expectIdle();
      expect(observer.seen.map(({ began, op, block, blocks }) => [began / MS, op, block, blocks])).toEqual([
        [0, 0, 8, 8],
        [1, 1, 16, 16],
        [1, 0, 800, 8],
        [6, 1, 24, 8],
      ]);
      expect(workload.finished).toBe(true);
    }
  });

  test('goes round: the next round begins one mean gap after the last request', () => {
    const { workload, kernel, observer } = open(1, 3, 0.5);
    workload.start();
    kernel.run();
    // 6 ms hold 3 gaps of 2 ms on average, so a round takes 8 ms; all at twice the speed.
    expect(observer.seen.map((one) => one.began / MS)).toEqual([0, 0.5, 0.5, 3, 4, 4.5, 4.5, 7, 8, 8.5, 8.5, 11]);
  });

  test('stopped in between, it goes on with the next request at once', () => {
    const { workload, kernel, observer } = open(1);
    workload.start();
    kernel.run(2 * MS);
    workload.stop();
    runUntil(kernel, 50 * MS);
    workload.start();
    kernel.run();
    expect(observer.seen.map((one) => one.began / MS)).toEqual([0, 1, 1, 50]);
  });

  test('a trace without duration cannot go round', () => {
    const still = aTrace(requests.map((request) => ({ ...request, time: 0 })));
    expect(() => new ReplaySource({ trace: still, space, fold: 'modulo', loops: 2, clients: 1 })).toThrow(
      'a trace without duration cannot be repeated',
    );
  });
});

describe('closed replay', () => {
  test('with one at a time: the recorded gap after each response', () => {
    expect(closed(10 * MS, 1, true).began).toEqual([0, 11, 21, 36, 48, 59, 69, 84]);
    expect(closed(10 * MS, 1, true, 2).began).toEqual([0, 12, 22, 42, 56, 68, 78, 98]);
  });

  test('without gaps: as fast as it can, so many at a time', () => {
    const { began, target } = closed(10 * MS, 2, false);
    expect(began).toEqual([0, 0, 10, 10, 20, 20, 30, 30]);
    expect(target.mostInside).toBe(2);
  });

  test('each request once, in order, by whichever client is free', () => {
    const { observer } = closed(3 * MS, 3, true);
    expect(observer.seen.map((one) => one.block).sort()).toEqual([...requests, ...requests].map((request) => request.block).sort());
  });
});
