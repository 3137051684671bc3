import { beforeEach, describe, expect, it } from 'vitest';
import { SmallBox } from '../../../devices/box/testing/small-box.ts';
import { Link } from '../../../devices/link/link.ts';
import { throughLink } from '../../../devices/path/hop.ts';
import { RandomStreams } from '../../../kernel/random.ts';
import { NOBODY } from '../../../storage/nobody.ts';
import { JournalReplication } from './journal-replication.ts';
import { journalValues } from './testing/bench.ts';

const MS = 1e6;
const TRACK = 128;
/** What the volumes hold at first. */
const P = -1;
const S = -2;

/** A pair in the twin, with caches: to find out what hosts read, both volumes may lie in one box. */
class TwinBench extends SmallBox {
  readonly replication: JournalReplication;

  constructor(begins: 'SMPL' | 'PAIR') {
    super({ ranks: 2, volumes: { p: 10 * TRACK, s: 10 * TRACK }, destage_age: 50 * MS });
    const spec = { bandwidth: 1e6, count: 1, distance: 0, latency: 0, message_time: 0, sharing: 'duplex' } as const;
    const wan = new Link(this.kernel, 'wan', spec);
    this.replication = new JournalReplication({
      kernel: this.kernel,
      ios: this.ios,
      streams: new RandomStreams('1', 1),
      events: { record: () => {} },
      twin: true,
      volume: (name) => this.volume(name),
      links: () => [throughLink(wan, true)],
      journals: NOBODY,
    });
    this.replication.add('remote', journalValues({ begins: { state: begins }, read_journals: 1 }), [
      { name: 'remote', volumes: ['p', 's'] },
    ]);
  }

  perform(verb: string, options: { readonly [option: string]: unknown } = {}): void {
    this.replication.perform('remote', verb, options);
  }
}

describe('hosts that read the S-VOL of a pair that costs nothing', () => {
  let bench: TwinBench;
  beforeEach(() => {
    bench = new TwinBench('PAIR');
  });

  it('find the last write to the P-VOL, though what the S-VOL held before is in its cache', () => {
    expect(bench.read('s', 0, 16)).toEqual([P, P]);
    bench.write('p', 0, 8);
    expect(bench.read('s', 0, 16)).toEqual([1, P]);
    bench.write('p', 8, 8);
    bench.run();
    expect(bench.read('s', 0, 16)).toEqual([1, 2]);
  });

  it('take as long as they do: a hit is a hit', () => {
    bench.read('s', 0, 8);
    bench.write('p', 0, 8);
    bench.media.length = 0;
    expect(bench.read('s', 0, 8)).toEqual([1]);
    expect(bench.media.filter((line) => line.includes(' s '))).toEqual([]);
  });

  it('find no later writes while it is suspended, all of them after a resynchronisation, and all that it held when it is given up', () => {
    bench.read('s', 0, 8);
    bench.perform('pairsplit');
    bench.write('p', 0, 8);
    expect(bench.read('s', 0, 8)).toEqual([P]);
    bench.perform('pairresync');
    expect(bench.read('s', 0, 8)).toEqual([1]);
    bench.perform('pairsplit', { mode: 'simplex' });
    expect(bench.read('s', 0, 8)).toEqual([1]);
    bench.write('s', 0, 8);
    bench.write('p', 8, 8);
    expect(bench.read('s', 0, 16)).toEqual([2, P]);
  });
});

describe('a pair that is created at no cost', () => {
  it('counts what is in the cache of the P-VOL, and nothing that was written to the S-VOL before and is destaged later', () => {
    const bench = new TwinBench('SMPL');
    bench.write('s', 0, 8);
    bench.write('p', TRACK, 8);
    expect(bench.read('s', 0, 16)).toEqual([1, S]);
    bench.perform('paircreate');
    expect(bench.read('s', 0, 16)).toEqual([P, P]);
    bench.run();
    expect(bench.media).toContain('w s 0+8');
    expect(bench.read('s', 0, 16)).toEqual([P, P]);
    expect(bench.read('s', TRACK, 16)).toEqual([2, P]);
  });

  it('without a copy keeps what the S-VOL held', () => {
    const bench = new TwinBench('SMPL');
    bench.write('s', 0, 8);
    bench.perform('paircreate', { copy_mode: 'none' });
    bench.write('p', 8, 8);
    expect(bench.read('s', 0, 24)).toEqual([1, 2, S]);
  });
});
