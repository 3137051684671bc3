import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Op, Status } from '../../../kernel/io.ts';
import { Bench } from './testing/bench.ts';

const MS = 1e6;
const S = 1e9;
const TIMES = { store: 100_000, end: 100_000 };

describe('journal obtain', () => {
  it('adds its overhead to a host write and nothing to a read', () => {
    const bench = new Bench({ volumes: [4096], times: TIMES });
    bench.add('remote', [1], { journal_overhead: 300_000 });
    const write = bench.issue('p1', Op.Write, 0, 16);
    const read = bench.issue('p1', Op.Read, 64, 16);
    bench.run(S);
    expect([write.ended - write.began, read.ended - read.began]).toEqual([500_000, 200_000]);
  });

  it('J8: what a host waits does not depend on links, which may be slow, far or cut', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 900 }),
        (rate, latency, cut) => {
          const ends = [false, true].map((hard) => {
            const bench = new Bench({ volumes: [4096, 4096], link: hard ? { bandwidth: rate * 1e4, latency: latency * MS } : {} });
            bench.add('remote', [1, 2], { journal: 1e9 });
            for (let i = 0; i < 100; i++) bench.at(i * 10 * MS, () => bench.issue(i % 3 === 0 ? 'p1' : 'p2', Op.Write, 8 * i, 8));
            if (hard) bench.at(cut * MS, () => bench.cut());
            bench.run(2 * S);
            return bench.ios.map(({ ended, status }) => [ended, status]);
          });
          expect(ends[1]).toEqual(ends[0]);
        },
      ),
      { seed: 11, numRuns: 20 },
    );
  });

  it('entries are numbered as the writes are stored, whichever volume they are on', () => {
    const bench = new Bench({ volumes: [4096, 4096], times: TIMES });
    bench.add('remote', [1, 2]);
    const seen: [number, string][] = [];
    bench.boxes.journals = { ...bench.boxes.journals, journalled: (_group, sequence, volume) => seen.push([sequence, volume]) };
    bench.boxes.volume('p1').times.store = 500_000;
    bench.issue('p1', Op.Write, 0, 8);
    bench.issue('p2', Op.Write, 0, 8);
    bench.run(S);
    expect(seen).toEqual([
      [1, 'p2'],
      [2, 'p1'],
    ]);
  });
});

describe('journal copy and restore', () => {
  /**
   * 16 blocks = 8,192 B with 256 B of metadata in 17 blocks of 512 B, 10 MB/s, 5 ms each way. The write is stored at
   * 0.1 ms; the next poll (of 1 ms) is at 1 ms. Command back: 5 ms; read-journal time 0.2 ms; 17 x 512 / 10 MB/s =
   * 0.8704 ms on the link and 5 ms: arrives at 12.0704 ms, is visible 0.1 ms later.
   */
  it('a single write arrives when the next poll has fetched it, and is visible when its S-VOL has stored it', () => {
    const bench = new Bench({ volumes: [4096], times: TIMES, link: { bandwidth: 10e6, latency: 5 * MS } });
    bench.add('remote', [1]);
    let visible = 0;
    bench.boxes.journals = { ...bench.boxes.journals, restored: () => (visible = bench.boxes.kernel.now) };
    bench.issue('p1', Op.Write, 0, 16);
    bench.run(12 * MS + 70_399);
    expect(bench.gauge('remote', 'rpo')).toBeCloseTo(0.011970399, 9);
    bench.run(12 * MS + 70_400);
    expect(bench.gauge('remote', 'rpo')).toBe(0);
    bench.run();
    expect(visible).toBe(12_170_400);
    expect(bench.statistic('remote', 'rpo', 'max')).toBeCloseTo(0.0119704, 9);
    expect(bench.statistic('remote', 'lag', 'max')).toBeCloseTo(0.0120704, 9);
    bench.boxes.ios.expectIdle();
  });

  it('the master journal is freed by the command after the restore, not before', () => {
    const bench = new Bench({ volumes: [4096], times: TIMES, link: { bandwidth: 10e6, latency: 5 * MS } });
    bench.add('remote', [1]);
    const purged: number[] = [];
    bench.boxes.journals = { ...bench.boxes.journals, purged: () => purged.push(bench.boxes.kernel.now) };
    bench.issue('p1', Op.Write, 0, 16);
    bench.run(12 * MS);
    expect(bench.gauge('remote', 'backlog')).toBe(8192);
    bench.run();
    expect(bench.gauge('remote', 'backlog')).toBe(0);
    // The command that brought the entry is asked again at its arrival, 12.0704 ms, before the restore: it carries 0.
    expect(purged).toHaveLength(1);
    expect(purged[0]).toBeGreaterThan(12_170_400 + 5 * MS);
  });

  it('an S-VOL is read by hosts and not written', () => {
    const bench = new Bench({ volumes: [4096], times: TIMES });
    bench.add('remote', [1]);
    const [write, read] = [bench.issue('s1', Op.Write, 0, 8), bench.issue('s1', Op.Read, 0, 8)];
    bench.run(S);
    expect([write.status, read.status]).toEqual([Status.Failed, Status.Good]);
    bench.replication.perform('remote', 'pairsplit', { mode: 'simplex' });
    const free = bench.issue('s1', Op.Write, 0, 8);
    bench.run(2 * S);
    expect(free.status).toBe(Status.Good);
  });

  it('in the twin the S-VOL follows at once and hosts wait for nothing', () => {
    const bench = new Bench({ volumes: [4096], times: TIMES, twin: true });
    bench.add('remote', [1], { journal: 1e6 });
    bench.cut();
    for (let i = 0; i < 400; i++) bench.at(i * MS, () => bench.issue('p1', Op.Write, 8 * i, 8));
    bench.run(S);
    expect(bench.ios.every(({ began, ended }) => ended - began === 200_000)).toBe(true);
    expect([bench.difference(1), bench.gauge('remote', 'created_bytes'), bench.gauge('remote', 'rpo')]).toEqual([-1, 0, 0]);
    expect(bench.replication.statesOf('remote')).toEqual(['PAIR']);
  });
});
