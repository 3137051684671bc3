import { describe, expect, it } from 'vitest';
import { Op, Status } from '../../../kernel/io.ts';
import { VerbRefused } from '../../copy-service.ts';
import type { JournalGroup, JournalValues } from './journal-group.ts';
import { Rules } from './rules.ts';
import { Bench } from './testing/bench.ts';
import { watch } from './testing/campaign.ts';

const MS = 1e6;
const S = 1e9;
/** 4,096 bytes. */
const BLOCKS = 8;

/** The events of the pair, with their seconds. */
function history(bench: Bench): (readonly [number, string, string])[] {
  return bench.boxes.lines.filter(([, subject]) => subject === 'remote').map(([at, , event, to]) => [at, event, to] as const);
}

interface Watched {
  readonly bench: Bench;
  /** What the oracle has found. */
  end(): string;
}

/** A pair in PAIR under the eyes of an oracle; the S-VOL takes `store` ns for a write. */
function paired(values: Partial<JournalValues> = {}, store = 0, rules = new Rules(), bandwidth = 100e6): Watched {
  const bench = new Bench({ volumes: [4096], times: { store: 0, end: 0 }, link: { bandwidth } }, rules);
  bench.boxes.volume('s1').times.store = store;
  const { oracle } = watch(bench, 1, { journal_overhead: 0, path_watch_time: 60 * S, ...values });
  const end = (): string => {
    oracle.end();
    return oracle.log.toString();
  };
  return { bench, end };
}

/** A write every 100 ms, from an instant on, while the main box is up. */
function write(bench: Bench, from: number, count: number): void {
  const main = bench.boxes.box('main');
  for (let i = 0; i < count; i++)
    bench.at(from + i * 100 * MS, () => {
      if (main.up) bench.issue('p1', Op.Write, (i % 500) * BLOCKS, BLOCKS);
    });
}

describe('the remote box is down', () => {
  it('for less than the path watch time: the journal grows, and is drained without a resynchronisation', () => {
    const { bench, end } = paired();
    write(bench, 50 * MS, 300);
    bench.at(5 * S, () => bench.lose('far'));
    bench.at(20 * S, () => bench.restore('far'));
    bench.run(19.99 * S);
    // Writes at 5.05 s, 5.15 s ... 19.95 s.
    expect(bench.gauge('remote', 'backlog')).toBe(150 * BLOCKS * 512);
    expect(bench.gauge('remote', 'entries_at_risk')).toBe(150);
    bench.run();
    expect(history(bench)).toEqual([
      [0, 'begins', 'PAIR'],
      [5, 'fallen-behind', 'PAIR'],
      [expect.closeTo(20, 0), 'caught-up', 'PAIR'],
    ]);
    expect(bench.ios.every(({ status }) => status === Status.Good)).toBe(true);
    expect([bench.gauge('remote', 'base_bytes'), bench.gauge('remote', 'loss'), bench.difference(1)]).toEqual([0, 0, -1]);
    expect(end()).toBe('');
  });

  it('for the path watch time: PSUE; with a journal that is full before that: PFUS', () => {
    for (const [values, event] of [
      [{ path_watch_time: 10 * S }, [15, 'path-watch-time', 'PSUE']],
      // Room for 40 writes: the 41st after the failure, at 9.05 s, finds none.
      [{ path_watch_time: 10 * S, journal: (40 * 4096 * 33) / 32, metadata_bytes: 16 }, [9.05, 'journal-full', 'PFUS']],
    ] as const) {
      const { bench, end } = paired(values);
      write(bench, 50 * MS, 300);
      bench.at(5 * S, () => bench.lose('far'));
      bench.run(40 * S);
      expect(history(bench).at(-1)).toEqual(event);
      expect(() => bench.replication.perform('remote', 'pairresync', {})).toThrow(VerbRefused);
      expect(() => bench.replication.perform('remote', 'pairresync', {})).toThrow('the remote box far is down');
      bench.restore('far');
      bench.replication.perform('remote', 'pairresync', {});
      bench.run();
      expect(history(bench).at(-1)![2]).toBe('PAIR');
      expect(bench.difference(1)).toBe(-1);
      expect(end()).toBe('');
    }
  });

  it('restores nothing meanwhile, and keeps what it holds', () => {
    const { bench, end } = paired({}, 10 * MS);
    for (let i = 0; i < 50; i++) bench.at(S, () => bench.issue('p1', Op.Write, i * BLOCKS, BLOCKS));
    bench.at(1.1 * S, () => bench.lose('far'));
    bench.at(3 * S, () => bench.restore('far'));
    bench.run(1.2 * S);
    const restored = bench.gauge('remote', 'restored_bytes');
    expect(restored).toBeGreaterThan(0);
    bench.run(2.9 * S);
    expect([bench.gauge('remote', 'restored_bytes'), bench.gauge('remote', 'entries_at_risk')]).toEqual([restored, 0]);
    bench.run();
    expect(bench.replication.statesOf('remote')).toEqual(['PAIR']);
    expect(bench.difference(1)).toBe(-1);
    expect(end()).toBe('');
  });
});

describe('the main box is lost', () => {
  /** 50 writes at 1 s, of which the link, 409,600 bytes/s, has brought some after half a second; restoring one takes 50 ms. */
  function lost(rules = new Rules()): Watched {
    const watched = paired({ read_journal_size: 65_536, read_journals: 1 }, 50 * MS, rules, 409_600);
    const { bench } = watched;
    for (let i = 0; i < 100; i++) bench.at(S, () => bench.issue('p1', Op.Write, i * BLOCKS, BLOCKS));
    bench.at(1.5 * S, () => bench.lose('main'));
    return watched;
  }

  it('the remote box restores what has arrived without a gap and stays there; the rest is the loss', () => {
    const { bench, end } = lost();
    bench.run(1.5 * S);
    const atRisk = bench.gauge('remote', 'entries_at_risk');
    expect(atRisk).toBeGreaterThan(10);
    expect(atRisk).toBeLessThan(90);
    expect(bench.gauge('remote', 'lost_entries')).toBe(atRisk);
    expect(bench.gauge('remote', 'loss')).toBe(0.5);
    expect(bench.gauge('remote', 'restored_bytes')).toBeLessThan(12 * 4096);
    bench.run(30 * S);
    expect(bench.gauge('remote', 'restored_bytes')).toBe((100 - atRisk) * 4096);
    // The S-VOL is a prefix: it holds all writes before the first that is lost.
    expect(bench.difference(1)).toBe((100 - atRisk) * BLOCKS);
    expect(bench.gauge('remote', 'lost_commands')).toBeGreaterThan(0);
    expect(history(bench).map(([at, event]) => [at, event])).toContainEqual([1.5, 'main-box-lost']);
    expect(end()).toBe('');
  });

  it('and comes back before the path watch time is over: the rest is brought without a resynchronisation', () => {
    const { bench, end } = lost();
    bench.at(40 * S, () => bench.restore('main'));
    bench.run();
    expect(history(bench).map(([, event]) => event)).toEqual(['begins', 'main-box-lost', 'fallen-behind', 'caught-up']);
    expect([bench.gauge('remote', 'base_bytes'), bench.difference(1)]).toEqual([0, -1]);
    expect(end()).toBe('');
  });

  it('suspended after the path watch time, it is copied again when the box is back', () => {
    const { bench, end } = lost();
    bench.run(100 * S);
    expect(history(bench).at(-1)).toEqual([61.5, 'path-watch-time', 'PSUE']);
    expect(() => bench.replication.perform('remote', 'pairresync', {})).toThrow('the main box main is down');
    expect(bench.replication.explain('remote')).toContain('the main box main is down');
    bench.restore('main');
    bench.replication.perform('remote', 'pairresync', {});
    bench.run();
    expect(bench.difference(1)).toBe(-1);
    expect(end()).toBe('');
  });

  it('J7 alone sees a remote box that stops with the main box', () => {
    class StopsWithTheMainBox extends Rules {
      override restores(group: JournalGroup): boolean {
        return group.paths.ends.main.up && super.restores(group);
      }
    }
    const { bench, end } = lost(new StopsWithTheMainBox());
    bench.run(30 * S);
    const rules = [...end().matchAll(/ s: (\w+) /g)].map(([, rule]) => rule);
    expect(rules).toEqual(['J7']);
  });
});
