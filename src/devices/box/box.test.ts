import { describe, expect, it } from 'vitest';
import { Residence } from '../../storage/residence.ts';
import { Op, SmallBox, Status } from './testing/small-box.ts';

const MS = 1e6;
const TRACK = 128;

describe('a read', () => {
  it('is staged, a whole track, then found in the cache', () => {
    const small = new SmallBox();
    expect(small.read('prod', 8, 16)).toEqual([-1, -1]);
    expect(small.read('prod', 120, 16)).toEqual([-1, -1]);
    expect(small.read('prod', 0, 8)).toEqual([-1]);
    expect(small.media).toEqual(['r prod 0+128', 'r prod 128+128']);
    // One command of the drive and the cache; then the cache alone.
    expect(small.issued.map(({ began, ended }) => ended - began)).toEqual([5.2 * MS, 5.2 * MS, 0.2 * MS]);
    expect([small.volume('prod').reads.lookups, small.volume('prod').reads.hits]).toEqual([4, 2]);
    small.expectIdle();
  });

  it('waits for a stage of its track that is under way, and stages the end of a volume that is no whole track', () => {
    const small = new SmallBox({ volumes: { prod: 5 * TRACK + 24 } });
    const [one, two] = [small.issue('prod', Op.Read, 640, 8), small.issue('prod', Op.Read, 648, 16)];
    small.run();
    expect([one.status, two.status]).toEqual([Status.Good, Status.Good]);
    expect(two.residence[Residence['track lock']]).toBe(5 * MS);
    expect(two.ended).toBe(5.2 * MS);
    expect(small.media).toEqual(['r prod 640+24']);
    small.expectIdle();
  });

  it('that was used least recently leaves the cache first', () => {
    const small = new SmallBox({ cache: 3, nvs: 1 });
    for (const track of [0, 1, 2, 0, 3, 0, 1]) small.read('prod', track * TRACK, 8);
    expect(small.media).toEqual([0, 1, 2, 3, 1].map((track) => `r prod ${track * TRACK}+128`));
  });
});

describe('a write', () => {
  it('is acknowledged from NVS, read from the cache, and destaged when it has not been written for long', () => {
    const small = new SmallBox();
    const written = small.write('prod', 136, 16);
    expect(written.ended - written.began).toBe(0.2 * MS);
    expect(small.media).toEqual([]);
    small.run(500 * MS);
    small.write('prod', 144, 16);
    small.run(1400 * MS);
    expect(small.media).toEqual([]);
    small.run();
    // One destage of the run of units that were written: the age counts from the last write.
    expect(small.media).toEqual(['w prod 136+24']);
    expect(small.kernel.now).toBe(1505 * MS);
    expect(small.volume('prod').rank.contents.stampAt(136)).toBe(1);
    expect(small.volume('prod').rank.contents.stampAt(144)).toBe(2);
    small.expectIdle();
  });

  it('in two places of a track is destaged in one I/O if what lies between is in the cache, else in two', () => {
    const small = new SmallBox();
    small.read('prod', 0, 8);
    for (const block of [0, 64, 256, 320]) small.write('prod', block, 8);
    small.run();
    expect(small.media.slice(1)).toEqual(['w prod 0+72', 'w prod 256+8', 'w prod 320+8']);
    small.expectIdle();
  });

  it('during a destage of its track is kept for the next destage', () => {
    const small = new SmallBox({ destage_high: 0.05, destage_low: 0 });
    small.write('prod', 0, 8);
    small.run(2 * MS);
    const late = small.write('prod', 0, 8);
    expect(late.ended - late.began).toBe(0.2 * MS);
    small.run(5 * MS);
    expect(small.volume('prod').rank.contents.stampAt(0)).toBe(1);
    expect(small.box.nvs.used).toBe(1);
    small.run();
    expect(small.volume('prod').rank.contents.stampAt(0)).toBe(2);
    expect(small.media).toEqual(['w prod 0+8', 'w prod 0+8']);
    small.expectIdle();
  });

  it('waits for a page of NVS when there is none; destage runs from the high to the low mark', () => {
    const small = new SmallBox({ nvs: 10, destage_tasks: 1, destage_age: 3600e9 });
    for (let track = 0; track < 6; track++) small.write('prod', track * TRACK, 8);
    small.run(1e9);
    expect(small.media).toEqual([]);
    small.write('prod', 6 * TRACK, 8);
    small.run(2e9);
    // 7 of 10 is the high mark, 6 of 10 the low mark: one page, the one written least recently.
    expect(small.media).toEqual(['w prod 0+8']);
    const more = [7, 8, 9, 10, 11, 12].map((track) => small.issue('prod', Op.Write, track * TRACK, 8));
    small.run(3e9);
    // 6 are in use: four more fit; the fifth waits for one destage, the sixth for two, one after the other.
    const waits = more.map(({ residence }) => residence[Residence['nvs wait']]! / MS);
    expect(waits).toEqual([0, 0, 0, 0, 5, 10]);
    expect(small.box.nvs.used).toBe(6);
    expect(small.box.nvs.level.max).toBe(10);
    small.run();
    small.expectIdle();
  });

  it('that rewrites a modified page needs no other page of NVS', () => {
    const small = new SmallBox({ nvs: 1, destage_high: 1, destage_low: 1 });
    const waits = [0, 8, 0].map((block) => small.write('prod', block, 8).residence[Residence['nvs wait']]);
    expect(waits).toEqual([0, 0, 0]);
  });

  it('over several tracks takes a page for each', () => {
    const small = new SmallBox();
    small.write('prod', 64, 3 * TRACK);
    expect(small.box.nvs.used).toBe(4);
    expect(small.read('prod', 56, 3 * TRACK + 16)).toEqual([-1, ...new Array<number>(48).fill(1), -1]);
    small.expectIdle();
  });
});

describe('generations', () => {
  it('let a page that was modified before a point in time be destaged before it is written again', () => {
    const small = new SmallBox();
    small.write('prod', 0, 8);
    small.volume('prod').generation++;
    const late = small.issue('prod', Op.Write, 0, 8);
    small.run(1e9);
    expect(late.ended - late.began).toBe(5.2 * MS);
    expect(small.volume('prod').rank.contents.stampAt(0)).toBe(1);
    small.run();
    expect(small.volume('prod').rank.contents.stampAt(0)).toBe(2);
    small.expectIdle();
  });

  it('show the volume as it was: the rank, and what is in the cache since before', () => {
    const small = new SmallBox();
    small.write('prod', 0, 8);
    small.write('prod', 256, 8);
    const volume = small.volume('prod');
    const before = volume.generation++;
    small.issue('prod', Op.Write, 8, 8);
    small.run(900 * MS);
    small.issue('prod', Op.Write, 264, 8);
    small.run(901 * MS);
    const io = small.ios.take({ name: 'service', advance: (own) => own.done() }, null);
    io.payload = small.box.payloads.take();
    volume.images.read(io, before, 0, 384, 0);
    const { payload } = io;
    small.run(930 * MS);
    const stamps = [0, 1, 2, 32, 33].map((unit) => {
      let at = 0;
      for (let run = 0; ; run++) if ((at += payload!.lengthOf(run)) > unit) return payload!.stampOf(run);
    });
    expect(stamps).toEqual([1, -1, -1, 2, -1]);
    small.box.payloads.give(payload!);
    small.run();
    small.expectIdle();
  });
});

describe('a rank that fails', () => {
  it('keeps its pages in NVS, and destages them when it is back', () => {
    const small = new SmallBox({ destage_age: 10 * MS });
    const drive = small.box.ranks[0]!.drives[0]!;
    small.write('prod', 0, 8);
    drive.fail();
    const read = small.issue('prod', Op.Read, 512, 8);
    small.run(5e9);
    expect(read.status).toBe(Status.Failed);
    expect(small.box.nvs.used).toBe(1);
    drive.repair();
    small.run();
    expect(small.volume('prod').rank.contents.stampAt(0)).toBe(1);
    small.expectIdle();
  });
});
