import { expect, it } from 'vitest';
import { Op, Status } from '../../../kernel/io.ts';
import { Bench } from './testing/bench.ts';
import type { DiskOptions } from './testing/simple-disk.ts';
import { MediaTrace } from './testing/trace.ts';

const MS = 1_000_000;
const SECOND = 1e9;
const disk: DiskOptions = { read: MS, compare: MS, write: MS, servers: 64 };

it('in the twin a mount costs nothing: the disk is a full member at once, no copy I/O, one phase of writes', () => {
  const bench = new Bench({ disks: { one: disk, new: disk }, twin: true });
  const trace = new MediaTrace(bench.cluster.kernel);
  bench.cluster.media = trace;
  bench.add('dsa', ['one']);
  bench.at(SECOND, () => bench.issue('a', 'dsa', Op.Write, 100, 8));
  bench.at(2 * SECOND - MS / 2, () => bench.issue('a', 'dsa', Op.Write, 200, 8));
  bench.at(2 * SECOND, () => bench.mount('dsa', 'new'));
  bench.at(2 * SECOND, () => bench.issue('a', 'dsa', Op.Write, 300, 8));
  bench.run();
  expect(bench.history('dsa')).toEqual([
    [2, 'mount', 'CopyPending'],
    [2, 'copy-begun', 'Copying'],
    [2, 'copy-completed', 'SteadyState'],
  ]);
  expect(trace.lines.every(({ host }) => host)).toBe(true);
  expect(bench.ios[2]!.ended - bench.ios[2]!.began).toBe(MS);
  expect(bench.ios.every(({ status }) => status === Status.Good)).toBe(true);
  const [one, target] = bench.cluster.disks;
  expect(one!.contents.firstDifference(target!.contents, 0, one!.blocks)).toBe(-1);
  expect(bench.gauge('dsa', 'copied_bytes')).toBe(0);
});
