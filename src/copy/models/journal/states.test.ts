import { describe, expect, it } from 'vitest';
import { Op } from '../../../kernel/io.ts';
import { VerbRefused } from '../../copy-service.ts';
import { Bench } from './testing/bench.ts';

const MS = 1e6;
const S = 1e9;
/** 8,192 bytes. */
const BLOCKS = 16;
/** A journal whose data area holds 100 writes; metadata of 16 bytes do not matter. */
const HUNDRED = { journal: (100 * 8192 * 33) / 32, metadata_bytes: 16, high_water_over: 0.5 };

/** The events of a copy, with their seconds. */
function history(bench: Bench): (readonly [number, string, string])[] {
  return bench.boxes.lines.filter(([, subject]) => subject === 'remote').map(([at, , event, to]) => [at, event, to] as const);
}

/** Links down; a write every 100 ms from 0 on. */
function filling(values: Parameters<Bench['add']>[2]): Bench {
  const bench = new Bench({ volumes: [4096], times: { store: 0, end: 0 } });
  bench.add('remote', [1], { ...HUNDRED, journal_overhead: 0, path_watch_time: 3600 * S, ...values });
  bench.cut();
  for (let i = 0; i < 200; i++) bench.at(i * 100 * MS, () => bench.issue('p1', Op.Write, (i % 200) * BLOCKS, BLOCKS));
  return bench;
}

describe('a filling journal', () => {
  it('PFUL above 80 %, and without inflow control PFUS when the next write does not fit; from then on the bitmap', () => {
    const bench = filling({});
    bench.run(30 * S);
    // The 81st write, at 8.0 s, is the first above 80 %; the 101st, at 10.0 s, finds no room.
    expect(history(bench)).toEqual([
      [0, 'begins', 'PAIR'],
      [0, 'fallen-behind', 'PAIR'],
      [8, 'high-water', 'PFUL'],
      [10, 'journal-full', 'PFUS'],
    ]);
    expect(bench.ios.every(({ began, ended }) => began === ended)).toBe(true);
    // 200 writes of 16 blocks: 25 tracks of 128 blocks, all of them not on the S-VOL.
    expect(bench.gauge('remote', 'tracks_to_copy')).toBe(25);
    expect(bench.gauge('remote', 'backlog')).toBe(0);
    expect(bench.gauge('remote', 'suspended_time')).toBe(20);
    expect(bench.gauge('remote', 'rpo')).toBe(30);
  });

  it('with inflow control writes wait at a full journal for the data overflow watch time, then PFUS lets them go', () => {
    const bench = filling({ inflow_control: 'yes', data_overflow_watch: 5 * S, inflow_delay_limit: 0 });
    bench.run(30 * S);
    expect(history(bench).at(-1)).toEqual([15, 'journal-full', 'PFUS']);
    const waits = bench.ios.map(({ began, ended }) => (ended - began) / S);
    expect(waits.slice(0, 100).every((wait) => wait === 0)).toBe(true);
    expect(waits.slice(100, 151).map((wait, i) => wait + i / 10)).toEqual(Array.from({ length: 51 }, () => expect.closeTo(5, 6)));
    expect(waits.slice(151).every((wait) => wait === 0)).toBe(true);
  });

  it('writes that wait go on in order as soon as there is room', () => {
    const bench = filling({ inflow_control: 'yes', data_overflow_watch: 5 * S, inflow_delay_limit: 0 });
    bench.at(12 * S, () => bench.mend());
    bench.run(60 * S);
    const states = history(bench).map(([, event]) => event);
    expect(states).toEqual(['begins', 'fallen-behind', 'high-water', 'caught-up', 'high-water-over']);
    expect(bench.ios.every(({ ended }) => ended < 13.1 * S || ended < 21 * S)).toBe(true);
    expect(bench.difference(1)).toBe(-1);
  });

  it('inflow control admits what the journal drains: it holds the usage below full', () => {
    const bench = new Bench({ volumes: [4096], times: { store: 0, end: 0 }, link: { bandwidth: 819_200 } });
    // The link carries 100 writes a second less metadata; a client writes one after the other.
    bench.add('remote', [1], { ...HUNDRED, journal_overhead: 1 * MS, inflow_control: 'yes', read_journal_size: 65_536, read_journals: 4 });
    let done = 0;
    const next = (): void => {
      const io = bench.issue('p1', Op.Write, (done % 200) * BLOCKS, BLOCKS);
      const look = (): void => {
        if (io.status === -1) return bench.at(bench.boxes.kernel.now + 50_000, look);
        done++;
        if (bench.boxes.kernel.now < 20 * S) next();
      };
      look();
    };
    next();
    bench.run(20 * S);
    expect(bench.statistic('remote', 'journal_usage', 'max')).toBeLessThanOrEqual(100);
    expect(bench.replication.statesOf('remote')[0]).toMatch(/PAIR|PFUL/);
    // 20 s x 100 writes, and the journal's 100, within 10 %.
    expect(Math.abs(done - 2100)).toBeLessThan(210);
    bench.run(60 * S);
    expect(bench.difference(1)).toBe(-1);
  });
});

describe('lost paths', () => {
  it('PSUE after the path watch time; resynchronisation copies the tracks of the bitmap alone', () => {
    const bench = new Bench({ volumes: [128 * 100], times: { store: 0, end: 0 } });
    bench.add('remote', [1], { path_watch_time: 10 * S });
    bench.at(S, () => bench.cut());
    for (let i = 0; i < 10; i++) bench.at((1 + i) * S, () => bench.issue('p1', Op.Write, 128 * 3 * i, 8));
    bench.at(20 * S, () => bench.issue('p1', Op.Write, 128 * 50, 8));
    bench.run(30 * S);
    expect(history(bench).at(-1)).toEqual([11, 'path-watch-time', 'PSUE']);
    expect(bench.gauge('remote', 'tracks_to_copy')).toBe(11);
    expect(() => bench.replication.perform('remote', 'pairresync', {})).toThrow(VerbRefused);
    bench.mend();
    bench.replication.perform('remote', 'pairresync', {});
    bench.run(40 * S);
    expect(history(bench).at(-1)![1]).toBe('initial-copy-done');
    expect(bench.gauge('remote', 'base_bytes')).toBe(11 * 65_536);
    expect(bench.difference(1)).toBe(-1);
  });

  it('one link of two keeps the pairs', () => {
    const bench = new Bench({ volumes: [4096], links: 2 });
    bench.add('remote', [1], { path_watch_time: 2 * S });
    bench.cut(1);
    for (let i = 0; i < 50; i++) bench.at(i * 100 * MS, () => bench.issue('p1', Op.Write, 8 * i, 8));
    bench.run(60 * S);
    expect(history(bench).map(([, event]) => event)).toEqual(['begins']);
    expect(bench.difference(1)).toBe(-1);
  });
});

describe('operators', () => {
  it('paircreate copies the whole volume while hosts write; hosts of other volumes are not concerned', () => {
    const bench = new Bench({ volumes: [128 * 64], times: { store: 0, end: 0 }, link: { bandwidth: 10e6 } });
    bench.add('remote', [1], { begins: { state: 'SMPL' } });
    expect(bench.difference(1)).toBe(0);
    bench.replication.perform('remote', 'paircreate', {});
    for (let i = 0; i < 100; i++) bench.at(i * 4 * MS, () => bench.issue('p1', Op.Write, ((i * 37) % 1000) * 8, 8));
    bench.run(10 * S);
    expect(history(bench).map(([, event, to]) => `${event} ${to}`)).toEqual(['paircreate COPY', 'initial-copy-done PAIR']);
    expect(bench.gauge('remote', 'base_bytes')).toBe(64 * 65_536);
    expect(bench.difference(1)).toBe(-1);
  });

  it('copy mode none: PAIR at once, and nothing is copied', () => {
    const bench = new Bench({ volumes: [4096] });
    bench.add('remote', [1], { begins: { state: 'SMPL' } });
    bench.replication.perform('remote', 'paircreate', { copy_mode: 'none' });
    bench.run(S);
    expect([bench.replication.statesOf('remote'), bench.gauge('remote', 'base_bytes')]).toEqual([['PAIR'], 0]);
  });

  /**
   * G19, a thousandth of it: 100 MiB of journal in data, half full, 100 KiB/s of link: 50 x 1024 / 100 = 512 s. A command carries
   * 32 writes of 32 KiB, and metadata of 16 bytes rounded up to a block: 0.05 %; the last round is restored in no time.
   */
  it('G19: a flush split lasts until the journal is restored; then S = P', () => {
    const bench = new Bench({ volumes: [102_400], times: { store: 0, end: 0 }, link: { bandwidth: 102_400 } });
    bench.add('remote', [1], { journal: 104_857_600 * (33 / 32), metadata_bytes: 16, read_journal_size: 2 ** 20 + 512, read_journals: 2 });
    bench.cut();
    for (let i = 0; i < 1600; i++) bench.issue('p1', Op.Write, 64 * i, 64);
    bench.run(S);
    expect(bench.replication.statistic('remote', 'journal_usage', 'max')).toBeCloseTo(50, 1);
    bench.mend();
    bench.replication.perform('remote', 'pairsplit', {});
    bench.run(1000 * S);
    const [split, flushed] = ['pairsplit', 'flushed'].map((word) => history(bench).find(([, event]) => event === word)!);
    expect(flushed![2]).toBe('PSUS');
    expect(Math.abs(flushed![0] - split![0] - 512)).toBeLessThan(1.5);
    expect(bench.difference(1)).toBe(-1);
  });

  it('what the states do not allow is refused and changes nothing', () => {
    const bench = new Bench({ volumes: [4096] });
    bench.add('remote', [1]);
    for (const verb of ['paircreate', 'pairresync', 'horctakeover'])
      expect(() => bench.replication.perform('remote', verb, {})).toThrow(VerbRefused);
    bench.replication.perform('remote', 'pairsplit', { mode: 'purge' });
    expect(() => bench.replication.perform('remote', 'pairsplit', { mode: 'flush' })).toThrow(VerbRefused);
    expect(bench.replication.statesOf('remote')).toEqual(['PSUS']);
  });
});
