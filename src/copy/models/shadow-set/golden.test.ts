import { describe, expect, it } from 'vitest';
import { Op, Status } from '../../../kernel/io.ts';
import { Bench } from './testing/bench.ts';

const MS = 1_000_000;
const SECOND = 1e9;
const RANGE = 127;
const RANGES = 10_000;
const BLOCKS = RANGES * RANGE;

/** One node, a source and a target of 10,000 ranges; the target is mounted at the start, its copy begins after SHADOW_REC_DLY (20 s). */
function copied(similar: number, targetLatency = 0): Bench {
  const bench = new Bench({ disks: { east: { blocks: BLOCKS }, west: { blocks: BLOCKS } } });
  bench.cluster.node('a').path(bench.cluster.disk('west')).latency = targetLatency;
  bench.add('dsa', ['east']);
  bench.mount('dsa', 'west', { similar });
  bench.run();
  bench.cluster.ios.expectIdle();
  return bench;
}

/** Reads of the source, compares and writes on the target. */
function counts(bench: Bench): number[] {
  return ['copy_reads', 'copy_compares', 'copy_writes'].map((gauge) => bench.gauge('dsa', gauge));
}

describe('an unassisted copy of 10,000 ranges, 5 ms for each I/O, no host load', () => {
  // G1. Every range: read 5 ms + compare 5 ms. 10,000 * 10 ms = 100 s, from 20 s on.
  it('of similar data reads and compares each range once: 100 s', () => {
    const bench = copied(1);
    expect(bench.history('dsa')).toEqual([
      [0, 'mount', 'CopyPending'],
      [20, 'copy-assist', 'CopyPending'],
      [20, 'copy-begun', 'Copying'],
      [120, 'copy-completed', 'SteadyState'],
    ]);
    expect(counts(bench)).toEqual([RANGES, RANGES, 0]);
  });

  // G2. Every range: read, compare, write, read, compare: 10,000 * 25 ms = 250 s. 2.5 times G1: the lower bound of the manual.
  it('of dissimilar data takes 2.5 times as long: 250 s', () => {
    const bench = copied(0);
    expect(bench.history('dsa', 'copy-completed')).toEqual([[270, 'copy-completed', 'SteadyState']]);
    expect(counts(bench)).toEqual([2 * RANGES, 2 * RANGES, RANGES]);
  });

  // V14 in between: reads = compares = N + d, writes = d; time = N * 10 ms + d * 15 ms. d = 3,000: 100 s + 45 s.
  it('of data dissimilar in 30 % of the ranges does exactly those again: 145 s', () => {
    const bench = copied(0.7);
    expect(bench.history('dsa', 'copy-completed')).toEqual([[165, 'copy-completed', 'SteadyState']]);
    expect(counts(bench)).toEqual([13_000, 13_000, 3_000]);
    expect(bench.gauge('dsa', 'interconnect_bytes')).toBe(29_000 * RANGE * 512);
    expect(bench.gauge('dsa', 'copied_bytes')).toBe(BLOCKS * 512);
    expect(bench.gauge('dsa', 'copy_retries')).toBe(0);
  });

  // G4. A round trip of 10 ms on every I/O to the target. p = 0: 10,000 * (5 + 15) ms; p = 1: 10,000 * (5+15+15+5+15) ms.
  it('to a remote target pays a round trip for each compare and each write: 200 s and 550 s', () => {
    expect(copied(1, 10 * MS).history('dsa', 'copy-completed')[0]![0]).toBe(220);
    expect(copied(0, 10 * MS).history('dsa', 'copy-completed')[0]![0]).toBe(570);
  });
});

describe('take-over after the crash of the managing node', () => {
  // G6. 10 ms a range: at 20 s + 60.005 s the fence is at range 6,000. With a publication every 118 ranges the last one
  // was at 5,900. Node b: SHADOW_REC_DLY 20 s + 30 s for the served target; reconfiguration 7 s. 4,100 ranges are left: 41 s.
  it('goes on 50 s after the reconfiguration at the last published fence, and a merge stays pending', () => {
    const bench = new Bench({
      nodes: { a: {}, b: {} },
      disks: { east: { blocks: BLOCKS }, west: { blocks: BLOCKS } },
      messageLatency: MS,
    });
    bench.cluster.node('b').serve(bench.cluster.disk('west'));
    bench.add('dsa', ['east'], { cluster_reconfiguration: 7 * SECOND, fence_notify_ranges: 118, fence_notify_interval: 3600 * SECOND });
    bench.mount('dsa', 'west', { similar: 1 });
    const killed = 80.005 * SECOND;
    let fence = 0;
    bench.at(killed, () => {
      fence = bench.gauge('dsa', 'fence');
      bench.fail('a');
    });
    bench.run();
    bench.cluster.ios.expectIdle();
    expect(fence).toBe(6_000 * RANGE);
    expect(bench.history('dsa', 'copy-begun', 'copy-canceled', 'copy-continued', 'copy-completed', 'merge-pending')).toEqual([
      [20, 'copy-begun', 'Copying'],
      [80.005, 'merge-pending', 'Copying'],
      [80.005, 'copy-canceled', 'CopyPending'],
      [137.005, 'copy-continued', 'Copying'],
      [178.005, 'copy-completed', 'MergePending'],
    ]);
    expect(bench.lines('dsa', 'copy-continued')[0]!.cause).toContain(`from block ${5_900 * RANGE}`);
    // 6,000 ranges, one that was cut off after its read, and 4,100: 100 were repeated.
    expect(bench.gauge('dsa', 'copied_bytes')).toBe(10_100 * RANGE * 512);
    expect(bench.gauge('dsa', 'copy_compares')).toBe(10_100);
    expect(bench.shadowing.statesOf('dsa')).toEqual(['MergePending']);
  });
});

describe('a host write during a copy', () => {
  // G8. Sources of 4 ms and 6 ms, a target of 5 ms. After the fence: max(4, 6) + 5 = 11 ms. At or below it: max(4, 6, 5) = 6 ms.
  it('takes both phases after the fence, one at or below it', () => {
    const bench = new Bench({
      disks: {
        one: { write: 4 * MS, servers: 10 },
        two: { write: 6 * MS, servers: 10 },
        new: { write: 5 * MS, servers: 10 },
      },
    });
    bench.add('dsa', ['one', 'two']);
    bench.mount('dsa', 'new', { similar: 1 });
    // 10 ms a range from 20 s on: at 20.105 s the fence is at range 10.
    bench.at(20.105 * SECOND, () => {
      bench.issue('a', 'dsa', Op.Write, 9 * RANGE, RANGE);
      bench.issue('a', 'dsa', Op.Write, 50 * RANGE, RANGE);
    });
    bench.run();
    expect(bench.ios.map(({ began, ended, status }) => [(ended - began) / MS, status])).toEqual([
      [6, Status.Good],
      [11, Status.Good],
    ]);
  });
});
