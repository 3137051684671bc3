import { describe, expect, it } from 'vitest';
import { Op, Status } from '../../kernel/io.ts';
import { fixed, RankBench, STRIP } from './testing/rank-bench.ts';

/** Mean disk operations of a small I/O, over every strip of as many stripes as there are drives: every drive holds as much of each kind. */
function operations(bench: RankBench, op: Op): number {
  const { raid, drives } = bench.rank;
  const strips = drives.length * raid.data;
  let count = 0;
  for (let strip = 0; strip < strips; strip++) count += bench.do(op, strip * STRIP, 8).length;
  return count / strips;
}

function degraded(raid: string, ...failed: number[]): RankBench {
  const bench = new RankBench(raid, fixed(5e6));
  for (const drive of failed) bench.rank.drives[drive]!.fail();
  return bench;
}

describe('disk operations of a small I/O when drives have failed', () => {
  // n drives with one parity, one drive gone. The data lie on it in 1 of n cases: a read takes all n - 1 others, so
  // (n - 1)/n + (n - 1)/n. A write: data gone (1/n): n - 2 other data are read, the parity is written: n - 1; parity gone
  // (1/n): 1; else 4. Together ((n - 1) + 1 + 4 (n - 2))/n = 5 - 8/n.
  it.each([2, 3, 4, 7])('raid5 %d+1: 2 (n - 1)/n for a read, 5 - 8/n for a write', (data) => {
    const n = data + 1;
    for (let drive = 0; drive < n; drive++) {
      expect(operations(degraded(`raid5 ${data}+1`, drive), Op.Read)).toBeCloseTo((2 * (n - 1)) / n, 12);
      expect(operations(degraded(`raid5 ${data}+1`, drive), Op.Write)).toBeCloseTo(5 - 8 / n, 12);
    }
  });

  // Mirrors: one of n/2 pairs has one drive left. Reads take one operation as before; writes 1 in 2 of n cases, else 2.
  it.each([1, 2, 4])('raid10 %d+%d: 1 for a read, 2 - 2/n for a write', (pairs) => {
    const raid = pairs === 1 ? 'raid1 1+1' : `raid10 ${pairs}+${pairs}`;
    for (let drive = 0; drive < 2 * pairs; drive++) {
      expect(operations(degraded(raid, drive), Op.Read)).toBe(1);
      expect(operations(degraded(raid, drive), Op.Write)).toBeCloseTo(2 - 1 / pairs, 12);
    }
  });

  // Two parities: of n drives one is gone. Read: (n - 1)/n + (n - 1)/n. Write: data gone (1/n): n - 1 are read, 2 written;
  // a parity gone (2/n): the other and the data are read and written: 4; else 6: (n + 1 + 8 + 6 (n - 3))/n = 7 - 9/n.
  it('raid6 4+2: 2 (n - 1)/n for a read, 7 - 9/n for a write; two drives may be gone, three may not', () => {
    expect(operations(degraded('raid6 4+2', 2), Op.Read)).toBeCloseTo(10 / 6, 12);
    expect(operations(degraded('raid6 4+2', 2), Op.Write)).toBeCloseTo(7 - 9 / 6, 12);
    const two = degraded('raid6 4+2', 2, 3);
    operations(two, Op.Read);
    operations(two, Op.Write);
    expect(new Set(two.statuses)).toEqual(new Set([Status.Good]));
    expect([two.rank.state, degraded('raid6 4+2', 0, 1, 2).rank.state]).toEqual(['degraded', 'failed']);
  });
});

describe('load of a rank with a failed drive', () => {
  // 7+1, 200 operations a second of each drive. 200 host I/Os, 70 % reads: optimal 200 (0.7 + 0.3 * 4) = 380 operations on 8
  // drives: 380/1600 = 0.2375. Degraded 200 (0.7 * 14/8 + 0.3 * (5 - 1)) = 485 on 7 drives; over all eight 485/1600 = 0.303.
  it('utilisation follows the operations', () => {
    expect(new RankBench('raid5 7+1', fixed(5e6)).utilisation(200, 0.7, 200)).toBeCloseTo(0.2375, 2);
    expect(degraded('raid5 7+1', 4).utilisation(200, 0.7, 200)).toBeCloseTo(485 / 1600, 2);
  });
});

describe('what is lost and what comes back', () => {
  it.each([
    ['none', [0]],
    ['raid5 3+1', [0, 2]],
    ['raid10 2+2', [2, 3]],
  ])('%s: I/Os fail, at once and those under way; with the drives the data are back', (raid, drives) => {
    const bench = new RankBench(raid, fixed(5e6));
    bench.do(Op.Write, 0, STRIP * bench.rank.raid.data);
    bench.statuses.length = 0;
    for (let strip = 0; strip < bench.rank.raid.data; strip++) bench.issue(Op.Read, strip * STRIP, 8);
    bench.kernel.run(bench.kernel.now + 1e6);
    for (const drive of drives) bench.rank.drives[drive]!.fail();
    bench.issue(Op.Read, 0, STRIP * bench.rank.raid.data);
    bench.kernel.run();
    expect(bench.rank.state).toBe('failed');
    expect(bench.statuses.filter((status) => status === Status.Failed).length).toBeGreaterThanOrEqual(1 + (raid === 'none' ? 1 : 0));
    expect(bench.statuses).toHaveLength(bench.rank.raid.data + 1);
    for (const drive of drives) bench.rank.drives[drive]!.repair();
    expect(bench.rank.state).toBe('optimal');
    bench.do(Op.Read, 0, 8);
    expect(bench.statuses.at(-1)).toBe(Status.Good);
    expect(bench.rank.foreground).toBe(0);
  });

  it('a write of which no drive is left to be written to, between reading and writing: it fails', () => {
    // Stripe 0 of raid5 3+1: data on 0, 1, 2, parity on 3. The data drive is gone; the parity fails while the others are read.
    const bench = degraded('raid5 3+1', 1);
    bench.issue(Op.Write, STRIP, 8);
    bench.kernel.run(1e6);
    bench.rank.drives[3]!.fail();
    bench.kernel.run();
    expect(bench.statuses).toEqual([Status.Failed]);
    bench.ios.expectIdle();
  });
});
