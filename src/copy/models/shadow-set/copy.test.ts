import { describe, expect, it } from 'vitest';
import { Op } from '../../../kernel/io.ts';
import { Bench } from './testing/bench.ts';
import type { DiskOptions } from './testing/simple-disk.ts';
import { MediaTrace } from './testing/trace.ts';

const MS = 1_000_000;
const SECOND = 1e9;
const RANGE = 127;
const fast: DiskOptions = { read: MS, compare: MS, write: MS, servers: 64, blocks: 100 * RANGE };

function equal(bench: Bench, one: string, other: string): boolean {
  return bench.cluster.disk(one).contents.firstDifference(bench.cluster.disk(other).contents, 0, 100 * RANGE) === -1;
}

describe('an unassisted copy', () => {
  it('copies a last range that is shorter, and nothing beyond the set', () => {
    const bench = new Bench({ disks: { one: { ...fast, blocks: 10 * RANGE + 5 }, new: { ...fast, blocks: 20 * RANGE } } });
    bench.add('dsa', ['one']);
    bench.mount('dsa', 'new');
    bench.run();
    expect(bench.gauge('dsa', 'copy_writes')).toBe(11);
    expect(bench.gauge('dsa', 'copied_bytes')).toBe((10 * RANGE + 5) * 512);
    expect(bench.cluster.disk('new').contents.stampAt(10 * RANGE + 4)).toBe(-1);
    expect(bench.cluster.disk('new').contents.stampAt(10 * RANGE + 5)).toBeLessThan(-1);
  });

  // Two targets of one command: 100 * (read + compare side by side) = 200 ms if alike.
  // Dissimilar in 30 and 100 ranges: reads 100 + 100 (all ranges are read again), compares 200 + 30 + 100, writes 30 + 100.
  it('serves two targets of one command in one pass', () => {
    const bench = new Bench({ disks: { one: fast, new: fast, too: fast } });
    bench.add('dsa', ['one']);
    bench.mount('dsa', ['new', 'too'], { similar: 1 });
    bench.run();
    expect(bench.history('dsa', 'copy-begun', 'copy-completed')).toEqual([
      [20, 'copy-begun', 'Copying'],
      [20.2, 'copy-completed', 'SteadyState'],
    ]);
    expect(['copy_reads', 'copy_compares', 'copy_writes'].map((gauge) => bench.gauge('dsa', gauge))).toEqual([100, 200, 0]);
    expect(bench.gauge('dsa', 'full_members')).toBe(3);
  });

  it('writes only the target that differs, and compares only that one again', () => {
    const bench = new Bench({ disks: { one: fast, two: fast, new: fast } });
    bench.add('dsa', ['one', 'two']);
    bench.at(0, () => bench.shadowing.perform('dsa', 'dismount', { member: ['two'] }));
    bench.at(SECOND, () => bench.mount('dsa', ['two', 'new']));
    bench.run();
    expect(['copy_reads', 'copy_compares', 'copy_writes'].map((gauge) => bench.gauge('dsa', gauge))).toEqual([200, 300, 100]);
    expect(equal(bench, 'one', 'new')).toBe(true);
  });

  it('serves a target of a later command after the first copy', () => {
    const bench = new Bench({ disks: { one: fast, new: fast, too: fast } });
    bench.add('dsa', ['one']);
    bench.mount('dsa', 'new', { similar: 1 });
    bench.at(SECOND, () => bench.mount('dsa', 'too', { similar: 1 }));
    bench.run();
    expect(bench.history('dsa')).toEqual([
      [0, 'mount', 'CopyPending'],
      [1, 'mount', 'CopyPending'],
      [20, 'copy-assist', 'CopyPending'],
      [20, 'copy-begun', 'Copying'],
      [20.2, 'copy-completed', 'CopyPending'],
      [40.2, 'copy-assist', 'CopyPending'],
      [40.2, 'copy-begun', 'Copying'],
      [40.4, 'copy-completed', 'SteadyState'],
    ]);
  });

  it('reads from the source members in turn, or from the one that is set', () => {
    for (const [options, expected] of [
      [{}, 50],
      [{ copy_source: 'two' }, 0],
    ] as const) {
      const bench = new Bench({ disks: { one: fast, two: fast, new: fast } });
      const trace = new MediaTrace(bench.cluster.kernel);
      bench.cluster.media = trace;
      bench.add('dsa', ['one', 'two']);
      bench.mount('dsa', 'new', { similar: 1 });
      bench.shadowing.perform('dsa', 'set_shadow', options);
      bench.run();
      expect(trace.lines.filter(({ disk, what }) => disk === 'one' && what === 'read').length).toBe(expected);
    }
  });

  // depth 4: four ranges at a time on disks that serve 64: a quarter of the time.
  it('has as many ranges under way as depth says', () => {
    const bench = new Bench({ disks: { one: fast, new: fast } });
    bench.add('dsa', ['one'], { depth: 4 });
    bench.mount('dsa', 'new');
    bench.run();
    expect(bench.history('dsa', 'copy-completed')[0]![0]).toBe(20.125);
    expect(bench.gauge('dsa', 'copy_writes')).toBe(100);
    expect(equal(bench, 'one', 'new')).toBe(true);
  });

  it('with several ranges under way the fence stays before the first that is not done', () => {
    const bench = new Bench({ disks: { one: fast, new: fast } });
    bench.add('dsa', ['one'], { depth: 3 });
    bench.mount('dsa', 'new', { similar: 0.5 });
    const fences: number[] = [];
    for (let i = 0; i < 200; i++) {
      bench.at(20 * SECOND + i * MS + 1, () => {
        fences.push(bench.gauge('dsa', 'fence'));
        const { contents } = bench.cluster.disk('one');
        expect(contents.firstDifference(bench.cluster.disk('new').contents, 0, fences.at(-1)!)).toBe(-1);
      });
    }
    bench.run(20.1 * SECOND);
    expect(fences).toEqual([...fences].sort((a, b) => a - b));
    expect(fences.at(-1)).toBeGreaterThan(50 * RANGE);
  });

  it('tells how far and how fast it is', () => {
    const bench = new Bench({ disks: { one: fast, new: fast } });
    bench.add('dsa', ['one']);
    bench.mount('dsa', 'new', { similar: 1 });
    bench.run(20.05 * SECOND + 1);
    expect(bench.gauge('dsa', 'fence')).toBe(25 * RANGE);
    expect(bench.gauge('dsa', 'percent_copied')).toBe(25);
    expect(bench.gauge('dsa', 'copy_rate')).toBeCloseTo((RANGE * 512) / 0.002 / 1e6, 3);
    expect(bench.gauge('dsa', 'copy_threads')).toBe(1);
    expect(bench.shadowing.explain('dsa')).toBe('dsa is in state Copying, a copies to new, at block 3175 of 12700');
  });
});

describe('the compare loop', () => {
  // Range 0: read 20.000-20.001, compare -20.002 (differs), write -20.003, read -20.004, compare -20.005.
  // A host write of 1 ms to the source at 20.0005 lands after the first read; its second phase on the target lands
  // at 20.0025, and the copy's old data follow at 20.003. Read and compared again, they differ: written once more.
  it('finds a host write that raced with it (V6: one repetition)', () => {
    const bench = new Bench({ disks: { one: fast, new: fast } });
    bench.add('dsa', ['one']);
    bench.mount('dsa', 'new');
    bench.at(20.0005 * SECOND, () => bench.issue('a', 'dsa', Op.Write, 10, 8));
    bench.run();
    expect(bench.gauge('dsa', 'copy_retries')).toBe(1);
    expect(bench.gauge('dsa', 'copy_writes')).toBe(101);
    expect(bench.cluster.disk('new').contents.stampAt(10)).toBe(1);
    expect(equal(bench, 'one', 'new')).toBe(true);
  });

  it('repeats a range no more often than host writes overlap it', () => {
    const bench = new Bench({ disks: { one: fast, new: fast } });
    bench.add('dsa', ['one']);
    bench.mount('dsa', 'new', { similar: 1 });
    // A write to range 0 every 0.7 ms for 20 ms, each after the last has ended.
    let writes = 0;
    const write = (): void => {
      if (++writes > 20) return;
      const io = bench.issue('a', 'dsa', Op.Write, 5, 3);
      bench.at(bench.cluster.kernel.now + 2.1 * MS, () => {
        expect(io.ended).toBeGreaterThan(0);
        write();
      });
    };
    bench.at(20 * SECOND, write);
    bench.run();
    expect(bench.gauge('dsa', 'copy_retries')).toBeLessThanOrEqual(20);
    expect(equal(bench, 'one', 'new')).toBe(true);
  });
});
