import { describe, expect, it } from 'vitest';
import { Op, Status } from '../../../kernel/io.ts';
import { Bench } from './testing/bench.ts';
import type { DiskOptions } from './testing/simple-disk.ts';
import { MediaTrace } from './testing/trace.ts';

const MS = 1_000_000;
const SECOND = 1e9;
const RANGE = 127;

const fast = (write = 1 * MS): DiskOptions => ({ read: MS, compare: MS, write, servers: 64 });

/**
 * Nodes a and b, a source and a target of 100 ranges, 2 ms a range; node a copies from 20 s on and publishes every 10
 * ranges; a message takes 0.5 ms. At 20 s + 25 ms the fence is at range 12, and node b knows 10.
 */
function copying(): { bench: Bench; trace: MediaTrace } {
  const bench = new Bench({
    nodes: { a: {}, b: { shadow_rec_dly: 30 * SECOND } },
    disks: { one: fast(), new: fast() },
    messageLatency: MS / 2,
  });
  const trace = new MediaTrace(bench.cluster.kernel);
  bench.cluster.media = trace;
  bench.add('dsa', ['one'], { fence_notify_ranges: 10 });
  bench.mount('dsa', 'new', { similar: 1 });
  return { bench, trace };
}

/** How a write of one block range goes when it is issued at 20 s + 25 ms: in one phase or in two. */
function phases(node: string, block: number, blocks: number): string[] {
  const { bench, trace } = copying();
  bench.at(20.025 * SECOND, () => bench.issue(node, 'dsa', Op.Write, block, blocks));
  bench.run();
  expect(bench.ios[0]!.status).toBe(Status.Good);
  return trace.host;
}

const PARALLEL = ['one write @ 20026', 'new write @ 20026'];
const SOURCE_FIRST = ['one write @ 20026', 'new write @ 20027'];

describe('a host write during a copy', () => {
  it('goes to all at once if it ends exactly at the fence', () => expect(phases('a', 11 * RANGE, RANGE)).toEqual(PARALLEL));
  it('goes to the source first if it ends one block after the fence', () =>
    expect(phases('a', 11 * RANGE, RANGE + 1)).toEqual(SOURCE_FIRST));
  it('goes to the source first if it begins at the fence', () => expect(phases('a', 12 * RANGE, 1)).toEqual(SOURCE_FIRST));
  it('goes to the source first in the range that is being copied', () => expect(phases('a', 12 * RANGE + 60, 8)).toEqual(SOURCE_FIRST));
  it('goes to the source first far after the fence', () => expect(phases('a', 90 * RANGE, 8)).toEqual(SOURCE_FIRST));
  it('on another node is judged by the fence which that node was told', () => {
    expect(phases('b', 9 * RANGE, RANGE)).toEqual(PARALLEL);
    expect(phases('b', 10 * RANGE, RANGE)).toEqual(SOURCE_FIRST);
  });

  it('also reaches a target that has become a full member meanwhile', () => {
    const { bench, trace } = copying();
    // The copy ends at 20.200 s; the write is in its first phase then.
    bench.cluster.disk('one').times[Op.Write] = 10 * MS;
    bench.at(20.195 * SECOND, () => bench.issue('b', 'dsa', Op.Write, 95 * RANGE, 8));
    bench.run();
    expect(bench.history('dsa', 'copy-completed')[0]![0]).toBe(20.2);
    expect(trace.host).toEqual(['one write @ 20205', 'new write @ 20206']);
    const [one, target] = bench.cluster.disks;
    expect(one!.contents.firstDifference(target!.contents, 0, one!.blocks)).toBe(-1);
  });

  it('also reaches a member that is added meanwhile', () => {
    const bench = new Bench({ disks: { one: fast(10 * MS), new: fast() } });
    bench.add('dsa', ['one']);
    bench.at(SECOND, () => bench.issue('a', 'dsa', Op.Write, 0, 8));
    bench.at(SECOND + MS, () => bench.mount('dsa', 'new'));
    bench.run(2 * SECOND);
    expect(bench.ios[0]!.ended).toBe(SECOND + 11 * MS);
    expect(bench.cluster.disk('new').contents.stampAt(0)).toBe(1);
  });
});

describe('a host read', () => {
  // V4, on either side of the fence and on every node.
  it('never comes from the target of a copy', () => {
    const { bench, trace } = copying();
    for (let i = 0; i < 200; i++)
      bench.at(20 * SECOND + i * MS, () => bench.issue(i % 2 === 0 ? 'a' : 'b', 'dsa', Op.Read, (i * 61) % 12_000, 8));
    bench.run();
    expect(trace.host.filter((line) => line.startsWith('new'))).toEqual([]);
    expect(trace.host.length).toBe(200);
  });

  it('comes from the target once it is a full member', () => {
    const { bench, trace } = copying();
    bench.at(30 * SECOND, () => {
      for (let i = 0; i < 4; i++) bench.issue('a', 'dsa', Op.Read, 8 * i, 8);
    });
    bench.run();
    expect(trace.host.map((line) => line.split(' ')[0])).toEqual(['one', 'new', 'one', 'new']);
  });

  // Cost 2 for a direct member and 501 for a served one: the served one is read from the 500th I/O under way on.
  it('goes to the member with the least read cost plus I/Os under way; ties go round', () => {
    const disk = { ...fast(), servers: 2000 };
    const bench = new Bench({ disks: { near: disk, alike: disk, far: disk } });
    const trace = new MediaTrace(bench.cluster.kernel);
    bench.cluster.media = trace;
    bench.cluster.node('a').serve(bench.cluster.disk('far'));
    bench.add('dsa', ['near', 'alike', 'far']);
    bench.at(0, () => {
      for (let i = 0; i < 1001; i++) bench.issue('a', 'dsa', Op.Read, 8 * (i % 100), 8);
    });
    bench.run();
    const from = (name: string): number => trace.lines.filter(({ disk }) => disk === name).length;
    // After 499 on each near member all three score 501; the remaining three go round.
    expect([from('near'), from('alike'), from('far')]).toEqual([500, 500, 1]);
  });

  it('counts the I/Os of a copy as under way, too: user and copy I/Os compete', () => {
    // A copy reads one source while the other is idle.
    const bench = new Bench({ disks: { one: fast(), two: fast(), new: fast() } });
    const trace = new MediaTrace(bench.cluster.kernel);
    bench.cluster.media = trace;
    bench.add('dsa', ['one', 'two']);
    bench.mount('dsa', 'new', { similar: 1 });
    bench.shadowing.perform('dsa', 'set_shadow', { copy_source: 'one' });
    // Ranges take 2 ms: a read of `one` is under way in the first half of each.
    for (let i = 0; i < 50; i++) bench.at(20 * SECOND + 2 * i * MS + MS / 2, () => bench.issue('a', 'dsa', Op.Read, 0, 8));
    bench.run();
    expect(trace.lines.filter(({ host, disk }) => host && disk === 'two').length).toBe(50);
  });
});

describe('the virtual unit', () => {
  // V15.
  it('is as large as its smallest member', () => {
    const bench = new Bench({ disks: { one: { blocks: 5000 }, two: { blocks: 4000 } } });
    bench.add('dsa', ['one', 'two']);
    expect(bench.shadowing.presents('dsa', 'a')[0]!.blocks).toBe(4000);
  });

  it('fails I/Os while it is dismounted', () => {
    const bench = new Bench({ disks: { one: fast() } });
    bench.add('dsa', ['one'], { begins: 'Dismounted' });
    bench.at(0, () => bench.issue('a', 'dsa', Op.Read, 0, 8));
    bench.run();
    expect(bench.ios[0]!.status).toBe(Status.Failed);
  });

  it('gives the time of an I/O as the sum of its parts', () => {
    const bench = new Bench({ disks: { one: fast(3 * MS), new: fast(5 * MS) } });
    bench.cluster.node('a').path(bench.cluster.disk('new')).latency = 2 * MS;
    bench.add('dsa', ['one']);
    bench.mount('dsa', 'new', { similar: 1 });
    let parts = 0;
    bench.host.hostDone = (_set, io) => {
      parts = io.residence.reduce((sum, part) => sum + part, 0);
    };
    bench.at(SECOND, () => bench.issue('a', 'dsa', Op.Write, 0, 8));
    bench.run(2 * SECOND);
    expect(bench.ios[0]!.ended - bench.ios[0]!.began).toBe(10 * MS);
    expect(parts).toBe(10 * MS);
  });
});
