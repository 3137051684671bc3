import { describe, expect, it } from 'vitest';
import { Op, Status } from '../../../devices/box/testing/small-box.ts';
import { Residence } from '../../../storage/residence.ts';
import { VerbRefused } from '../../copy-service.ts';
import { FlashBench, pairValues } from './testing/bench.ts';

const MS = 1e6;
const TRACK = 128;
const SOURCE = -1;

describe('establish', () => {
  it('takes a point in time without a destage or any other I/O; writes to the source and all I/Os to the target are held', () => {
    const bench = new FlashBench({ destage_age: 3600e9 });
    bench.pair('prod', 'flash', { establish_time: 10 * MS, bitmap_time: 0 });
    bench.write('prod', 0, 8);
    bench.flashcopy.perform('to-flash', 'establish');
    bench.run(bench.kernel.now + MS);
    const held = [bench.issue('prod', Op.Write, 8, 8), bench.issue('flash', Op.Read, 0, 16), bench.issue('flash', Op.Write, TRACK, TRACK)];
    const passed = bench.issue('prod', Op.Read, 0, 8);
    bench.run(bench.kernel.now + 5 * MS);
    expect(bench.media).toEqual([]);
    expect(passed.status).toBe(Status.Good);
    expect(held.map(({ status }) => status)).toEqual([-1, -1, -1]);
    bench.run(60 * MS);
    expect(held.map(({ status, residence }) => [status, residence[Residence['volume stalled']]])).toEqual(
      Array(3).fill([Status.Good, 9 * MS]),
    );
    expect(bench.lines).toEqual([
      'to-flash establish NONE>ESTABLISHING: the bitmap is being made',
      'to-flash established ESTABLISHING>ACTIVE_NOCOPY: nocopy',
    ]);
    expect(bench.gauge('flash', 'held_ios')).toBe(3);
    bench.run();
    bench.expectIdle();
  });

  it('is refused for a target that has a source, for a cascade, and for the thirteenth target', () => {
    const names = Array.from({ length: 13 }, (_, i) => `f${i}`);
    const bench = new FlashBench({ volumes: Object.fromEntries(['prod', 'other', ...names].map((name) => [name, 256])) });
    for (const name of names) bench.pair('prod', name);
    bench.flashcopy.add('again', pairValues({}), [{ name: 'again', volumes: ['other', 'f0'] }]);
    bench.flashcopy.add('cascade', pairValues({}), [{ name: 'cascade', volumes: ['f0', 'other'] }]);
    for (const name of names.slice(0, 12)) bench.establish(name);
    for (const [name, why] of [
      ['again', 'a target has one source'],
      ['cascade', 'cascade'],
      ['to-f12', '12 targets already'],
    ] as const)
      expect(() => bench.flashcopy.perform(name, 'establish')).toThrow(why);
    expect(() => bench.establish('f0')).toThrow(VerbRefused);
    expect(bench.flashcopy.statesOf('to-f11')).toEqual(['ACTIVE_NOCOPY']);
  });
});

describe('copy on write', () => {
  it('happens before the destage of a track that was written after the point in time, once', () => {
    const bench = new FlashBench({ destage_age: 100 * MS });
    bench.pair('prod', 'flash');
    bench.establish('flash');
    const write = bench.write('prod', 8, 8);
    expect(write.ended - write.began).toBe(0.2 * MS);
    expect(bench.media).toEqual([]);
    bench.run();
    expect(bench.media).toEqual(['r prod 0+128', 'w flash 0+128', 'w prod 8+8']);
    expect(bench.gauge('flash', 'tracks_to_copy')).toBe(19);
    bench.write('prod', 16, 8);
    bench.run();
    expect(bench.media.slice(3)).toEqual(['w prod 16+8']);
    expect(bench.read('flash', 0, 24)).toEqual([SOURCE, SOURCE, SOURCE]);
    expect(bench.media.slice(4)).toEqual(['r flash 0+128']);
    expect(bench.gauge('flash', 'copied_cst')).toBe(1);
    bench.expectIdle();
  });

  it('does not happen for what was modified before: that belongs to the point in time', () => {
    const bench = new FlashBench({ destage_age: 100 * MS });
    bench.pair('prod', 'flash');
    bench.write('prod', 8, 8);
    bench.establish('flash');
    bench.run();
    expect(bench.media).toEqual(['w prod 8+8']);
    expect(bench.read('flash', 0, 24)).toEqual([SOURCE, 1, SOURCE]);
    bench.expectIdle();
  });

  it('of a track modified before and written again: the old data are destaged, then copied, then the new ones destaged', () => {
    const bench = new FlashBench({ destage_age: 100 * MS });
    bench.pair('prod', 'flash');
    bench.write('prod', 8, 8);
    bench.establish('flash');
    const again = bench.issue('prod', Op.Write, 8, 8);
    bench.run(bench.kernel.now + 6 * MS);
    expect(again.ended - again.began).toBe(5.2 * MS);
    bench.run();
    expect(bench.media).toEqual(['w prod 8+8', 'r prod 0+128', 'w flash 0+128', 'w prod 8+8']);
    expect(bench.read('flash', 8, 8)).toEqual([1]);
    expect(bench.read('prod', 8, 8)).toEqual([2]);
  });

  it('reads the source once for several targets, and copies only to those whose point in time was before the write', () => {
    const bench = new FlashBench({ destage_age: 100 * MS, ranks: 4, volumes: { prod: 1280, f1: 1280, f2: 1280, f3: 1280 } });
    for (const name of ['f1', 'f2', 'f3']) bench.pair('prod', name);
    bench.establish('f1');
    bench.establish('f2');
    bench.write('prod', 0, 8);
    bench.establish('f3');
    bench.run();
    expect(bench.media).toEqual(['r prod 0+128', 'w f1 0+128', 'w f2 0+128', 'w prod 0+8']);
    bench.write('prod', 8, 8);
    bench.run();
    expect(bench.media.slice(4)).toEqual(['r prod 0+128', 'w f3 0+128', 'w prod 8+8']);
    expect(['f1', 'f2', 'f3'].map((name) => bench.read(name, 0, 16))).toEqual([
      [SOURCE, SOURCE],
      [SOURCE, SOURCE],
      [1, SOURCE],
    ]);
    bench.expectIdle();
  });

  it('is not needed without writes: NOCOPY moves nothing, however much is read', () => {
    const bench = new FlashBench();
    bench.pair('prod', 'flash');
    bench.establish('flash');
    for (const volume of ['prod', 'flash']) for (let track = 0; track < 20; track++) bench.read(volume, track * TRACK, TRACK);
    expect(bench.media.filter((line) => !line.startsWith('r prod'))).toEqual([]);
    expect(bench.gauge('flash', 'copied_bytes')).toBe(0);
    expect(bench.gauge('flash', 'tracks_to_copy')).toBe(20);
  });
});

describe('a target', () => {
  it('is read from the rank of the source where it is not copied, as it was, even while newer data are in the cache', () => {
    const bench = new FlashBench({ destage_age: 3600e9 });
    bench.pair('prod', 'flash');
    bench.establish('flash');
    bench.write('prod', 0, 16);
    const read = bench.issue('flash', Op.Read, 0, 16);
    bench.run(bench.kernel.now + 6 * MS);
    expect(read.payload.stampOf(0)).toBe(SOURCE);
    expect(bench.media).toEqual(['r prod 0+128']);
    expect(bench.gauge('flash', 'redirected_tracks')).toBe(1);
  });

  it('is read from the cache of the source without any I/O if the source was not written since', () => {
    const bench = new FlashBench({ destage_age: 3600e9 });
    bench.pair('prod', 'flash');
    bench.write('prod', 0, TRACK);
    bench.establish('flash');
    const read = bench.issue('flash', Op.Read, 0, TRACK);
    bench.run(bench.kernel.now + 6 * MS);
    expect([read.status, read.payload.runs, read.payload.stampOf(0)]).toEqual([Status.Good, 1, 1]);
    expect(bench.media).toEqual([]);
  });

  it('keeps what hosts write to it: a part of a track is completed from the source', () => {
    const bench = new FlashBench({ destage_age: 50 * MS });
    bench.pair('prod', 'flash');
    bench.establish('flash');
    bench.issue('flash', Op.Write, 8, 8);
    bench.issue('flash', Op.Write, 2 * TRACK, TRACK);
    bench.run(bench.kernel.now + 40 * MS);
    expect(bench.media).toEqual(['r prod 0+128']);
    expect(bench.gauge('flash', 'copied_target_write')).toBe(2);
    bench.write('prod', 0, 3 * TRACK);
    bench.run();
    // The whole track goes to the target's rank; of the source's three tracks only the second has to be copied.
    expect(bench.media.slice(1).sort()).toEqual([
      'r prod 128+128',
      'w flash 0+128',
      'w flash 128+128',
      'w flash 256+128',
      'w prod 0+128',
      'w prod 128+128',
      'w prod 256+128',
    ]);
    expect(bench.read('flash', 0, 24)).toEqual([SOURCE, 1, SOURCE]);
    expect(bench.read('flash', 128, 8)).toEqual([SOURCE]);
    expect(bench.read('flash', 256, 8)).toEqual([2]);
    bench.expectIdle();
  });

  it('forgets at a new point in time what it held: its cache, what was being destaged, what hosts had written', () => {
    const bench = new FlashBench({ destage_high: 0.1, destage_low: 0.05, nvs: 20 });
    bench.pair('prod', 'flash');
    for (const track of [0, 1, 2, 3]) bench.write('flash', track * TRACK, 8);
    bench.read('flash', 5 * TRACK, 8);
    bench.write('flash', 6 * TRACK, 8);
    bench.flashcopy.perform('to-flash', 'establish');
    bench.run(bench.kernel.now + 2.1 * MS);
    expect(bench.state('flash')).toBe('ACTIVE_NOCOPY');
    for (const track of [0, 1, 2, 3, 5, 6]) expect(bench.read('flash', track * TRACK, 8)).toEqual([SOURCE]);
    bench.run();
    bench.expectIdle();
  });
});

describe('the background copy', () => {
  // 20 tracks in chunks of 8: 3 chunks, each a read and a write of 5 ms a strip of 4 tracks (one drive: two commands after each other).
  it('copies all tracks in ascending order, and the relationship ends by itself', () => {
    const bench = new FlashBench();
    bench.pair('prod', 'flash', { mode: 'copy', background_chunk: 8 });
    bench.establish('flash');
    bench.run();
    expect(bench.media).toEqual([
      'r prod 0+1024',
      'w flash 0+1024',
      'r prod 1024+1024',
      'w flash 1024+1024',
      'r prod 2048+512',
      'w flash 2048+512',
    ]);
    expect(bench.state('flash')).toBe('NONE');
    expect(bench.kernel.now).toBe((2.0 + 2 * 20 + 10) * MS + Math.round((20_000 * 20 * 65536) / 1073741824));
    expect([bench.gauge('flash', 'copied_background'), bench.gauge('flash', 'tracks_to_copy')]).toEqual([20, 0]);
    expect(bench.lines.at(-1)).toBe('to-flash copied ACTIVE_COPY>NONE: no track is left');
    bench.expectIdle();
    // Source and target are independent now.
    for (const drive of bench.volume('prod').rank.rank.drives) drive.fail();
    expect(bench.read('flash', 0, 2560)).toEqual(Array(320).fill(SOURCE));
  });

  it('runs when nothing else happens, waits for a task of the array, and keeps a rate', () => {
    const bench = new FlashBench({ ranks: 4, volumes: { a: 512, b: 512, fa: 512, fb: 512 } });
    const words = {
      mode: 'copy',
      background_chunk: 1,
      background_tasks: 1,
      background_rate: 65536 * 20,
      relationship: 'persistent',
    } as const;
    bench.pair('a', 'fa', words);
    bench.pair('b', 'fb', words);
    bench.establish('fa');
    bench.establish('fb');
    // 20 tracks a second: 4 tracks take 200 ms, the second pair after the first.
    bench.run(2.1 * MS + 150 * MS);
    expect([bench.gauge('fa', 'copied_background'), bench.gauge('fb', 'background_copies')]).toEqual([4 - 1, 0]);
    bench.run();
    expect(bench.kernel.now / MS).toBeCloseTo(402, -0.5);
    expect([bench.state('fa'), bench.state('fb')]).toEqual(['COMPLETE_PERSISTENT', 'COMPLETE_PERSISTENT']);
    bench.expectIdle();
  });

  it('gives way to hosts, but not for ever', () => {
    const bench = new FlashBench({ destage_age: 3600e9 });
    bench.pair('prod', 'flash', { mode: 'copy', background_chunk: 20, background_threshold: 0, background_patience: 60 * MS });
    bench.volume('prod').rank.rank.foreground++;
    bench.establish('flash');
    bench.run(60 * MS);
    expect(bench.media).toEqual([]);
    bench.run(80 * MS);
    expect(bench.gauge('flash', 'tracks_to_copy')).toBe(20);
    bench.run(130 * MS);
    expect(bench.gauge('flash', 'tracks_to_copy')).toBe(0);
  });

  it('takes over when a NOCOPY relationship is told to', () => {
    const bench = new FlashBench();
    bench.pair('prod', 'flash');
    bench.establish('flash');
    bench.run();
    bench.flashcopy.perform('to-flash', 'nocopy_to_copy');
    bench.run();
    expect(bench.state('flash')).toBe('NONE');
    expect(bench.read('flash', 0, 8)).toEqual([SOURCE]);
  });
});

describe('withdraw', () => {
  it('leaves on the target what was copied, and else what was there before', () => {
    const bench = new FlashBench({ destage_age: 50 * MS });
    bench.pair('prod', 'flash');
    bench.establish('flash');
    bench.write('prod', 0, 8);
    bench.run();
    expect(bench.read('flash', 128, 8)).toEqual([SOURCE]);
    bench.withdraw('flash');
    expect(bench.state('flash')).toBe('NONE');
    expect(bench.lines.at(-1)).toBe('to-flash withdraw ACTIVE_NOCOPY>NONE: 19 of 20 tracks are undefined on the target');
    expect([bench.read('flash', 0, 8), bench.read('flash', 128, 8)]).toEqual([[SOURCE], [-2]]);
    bench.expectIdle();
  });

  it('during a background copy ends it after the chunk that is under way, which does not overwrite what hosts write then', () => {
    const bench = new FlashBench({ destage_high: 0.01, destage_low: 0 });
    bench.pair('prod', 'flash', { mode: 'copy', background_chunk: 4 });
    bench.establish('flash');
    bench.run(bench.kernel.now + 6 * MS);
    bench.withdraw('flash');
    bench.issue('flash', Op.Write, 0, 8);
    bench.run();
    expect(bench.media).toEqual(['r prod 0+512', 'w flash 0+512', 'w flash 0+8']);
    expect(bench.read('flash', 0, 8)).toEqual([1]);
    bench.expectIdle();
  });
});

describe('failures', () => {
  it('of the target rank fail the relationship, and the source goes on', () => {
    const bench = new FlashBench({ destage_age: 50 * MS });
    bench.pair('prod', 'flash');
    bench.establish('flash');
    for (const drive of bench.volume('flash').rank.rank.drives) drive.fail();
    const write = bench.write('prod', 0, 8);
    bench.run();
    expect([write.status, bench.state('flash')]).toEqual([Status.Good, 'FAILED']);
    expect(bench.volume('prod').rank.contents.stampAt(0)).toBe(1);
    const read = bench.issue('flash', Op.Read, 0, 8);
    bench.run();
    expect(read.status).toBe(Status.Failed);
    bench.withdraw('flash');
    expect(bench.state('flash')).toBe('NONE');
    bench.expectIdle();
  });

  it('of the source rank fail reads of what is not copied, and no others', () => {
    const bench = new FlashBench({ destage_age: 50 * MS, destage_tasks: 4 });
    bench.pair('prod', 'flash');
    bench.establish('flash');
    bench.write('prod', 0, 8);
    bench.run();
    for (const drive of bench.volume('prod').rank.rank.drives) drive.fail();
    const reads = [bench.issue('flash', Op.Read, 0, 8), bench.issue('flash', Op.Read, 128, 8)];
    bench.run();
    expect(reads.map(({ status }) => status)).toEqual([Status.Good, Status.Failed]);
    bench.expectIdle();
  });
});

describe('the twin', () => {
  it('gives the target the point in time at once: no I/O moves, waits or is copied', () => {
    const bench = new FlashBench({ twin: true, destage_age: 50 * MS });
    bench.pair('prod', 'flash', { mode: 'copy' });
    bench.write('prod', 8, 8);
    bench.flashcopy.perform('to-flash', 'establish');
    expect(bench.state('flash')).toBe('NONE');
    const later = bench.issue('prod', Op.Write, 8, 8);
    bench.run();
    expect(later.ended - later.began).toBe(0.2 * MS);
    expect(bench.media).toEqual(['w prod 8+8']);
    expect(bench.read('flash', 0, 24)).toEqual([SOURCE, 1, SOURCE]);
  });
});
