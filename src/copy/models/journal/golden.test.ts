import { expect, it } from 'vitest';
import { Bench } from './testing/bench.ts';

const S = 1e9;
const MB = 1e6;
/** 512,000 bytes: 0.5 MB and whole units. */
const BLOCKS = 1000;
const WRITE = 512_000;

/**
 * G14. w = 200 MB/s for 600 s, then 50; the link carries c = 120 MB/s of data; no latency.
 *
 *     backlog at 600 s          (w - c) D = 80 x 600 = 48,000 MB
 *     RPO at 600 s              backlog / w = 240 s
 *     peak RPO                  backlog / c = 400 s, at D w / c = 1,000 s
 *     empty                     600 + 48,000 / (c - 50) = 1,285.71 s
 *
 * Discretisation: writes of 0.512 MB come 2.56 ms apart, 10.24 ms later on. A command of 8.192 MB takes 15 of them with
 * their metadata: 7.68 MB, 64 ms of link; 8 are outstanding. What is in the master journal is freed when a later
 * command tells, up to two rounds of 8 commands after it left: 123 MB, 0.26 % of the backlog, and 123 / 70 = 1.8 s at
 * the end. The RPO counts up to the arrival of a whole command: 0.07 s. The link never idles, as 8 commands wait for it.
 */
it('G14: a burst of twice what the link carries, and the time to make up for it', () => {
  const bench = new Bench({ volumes: [2_000_000], link: { bandwidth: 120 * MB }, times: { store: 1000, end: 1000 } });
  bench.add('remote', [1], { journal: 100e9, read_journal_size: 16 * WRITE, metadata_bytes: 16, path_watch_time: 3600 * S });
  bench.stream('p1', BLOCKS, (WRITE / (200 * MB)) * S, 600 * S);
  bench.at(600 * S, () => bench.stream('p1', BLOCKS, (WRITE / (50 * MB)) * S, 1500 * S));
  bench.run(600 * S);
  const unrestored = bench.gauge('remote', 'created_bytes') - bench.gauge('remote', 'restored_bytes');
  expect(Math.abs(unrestored / MB - 48_000)).toBeLessThan(10);
  expect(Math.abs(bench.gauge('remote', 'backlog') / MB - 48_000)).toBeLessThan(150);
  expect(Math.abs(bench.gauge('remote', 'rpo') - 240)).toBeLessThan(0.2);
  bench.run(1000 * S);
  expect(Math.abs(bench.gauge('remote', 'rpo') - 400)).toBeLessThan(0.3);
  let empty = 0;
  while (empty === 0 && bench.boxes.kernel.now < 1400 * S) {
    bench.run(bench.boxes.kernel.now + S / 10);
    if (bench.gauge('remote', 'rpo') < 1) empty = bench.boxes.kernel.now / S;
  }
  expect(Math.abs(empty - 1285.7)).toBeLessThan(2);
  expect(Math.abs(bench.statistic('remote', 'rpo', 'max') - 400)).toBeLessThan(0.3);
  bench.run(1500 * S);
  expect(bench.statistic('remote', 'journal_usage', 'max')).toBeCloseTo((100 * 48_000) / ((100_000 * 32) / 33), 0);
  bench.run(1501 * S);
  expect(bench.difference(1)).toBe(-1);
});

/**
 * G17. A cut of 4 min, path watch time 5 min, 30 MB/s, c = 60 MB/s: no suspension; backlog 240 x 30 = 7,200 MB; drained
 * 7,200 / 30 = 240 s after the repair; RPO peak 240 s, and as much again is not reached: at c = 2 w the RPO falls from
 * the repair on. A command is repeated up to 1 s after the repair: + 1 s, twice that in catching up.
 */
it('G17: a link is cut for less than the path watch time', () => {
  const bench = new Bench({ volumes: [2_000_000], link: { bandwidth: 60 * MB }, times: { store: 1000, end: 1000 } });
  bench.add('remote', [1], { journal: 20e9, read_journal_size: 8 * WRITE, metadata_bytes: 16 });
  bench.stream('p1', BLOCKS, Math.round((WRITE / (30 * MB)) * S), 1000 * S);
  bench.at(100 * S, () => bench.cut());
  bench.at(340 * S, () => bench.mend());
  bench.run(340 * S - 1);
  expect(Math.abs(bench.gauge('remote', 'backlog') / MB - 7200)).toBeLessThan(20);
  bench.run(1001 * S);
  expect(bench.replication.statesOf('remote')).toEqual(['PAIR']);
  const events = bench.boxes.lines.filter(([, subject]) => subject === 'remote').map(([at, , event]) => [event, at] as const);
  expect(events.map(([event]) => event)).toEqual(['begins', 'fallen-behind', 'caught-up']);
  expect(events[1]![1]).toBe(100);
  expect(Math.abs(events[2]![1] - 580)).toBeLessThan(3);
  expect(Math.abs(bench.statistic('remote', 'rpo', 'max') - 240)).toBeLessThan(1.2);
  expect(bench.difference(1)).toBe(-1);
});
