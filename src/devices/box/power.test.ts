import { describe, expect, it } from 'vitest';
import { Op, SmallBox, Status } from './testing/small-box.ts';

const MS = 1e6;
const TRACK = 128;

/** @param tracks are written, each by one write */
function filled(tracks: number, options = {}): SmallBox {
  const small = new SmallBox({ nvs: 4, destage_high: 1, destage_low: 0, ...options });
  for (let track = 0; track < tracks; track++) small.write('prod', track * TRACK, 8);
  return small;
}

describe('a box without power', () => {
  it('keeps what was acknowledged, and destages it when power is back', () => {
    const small = filled(3);
    small.box.fail();
    small.run(small.kernel.now + 10_000 * MS);
    expect([small.media, small.box.nvs.used]).toEqual([[], 3]);
    small.box.repair();
    small.run();
    expect(small.media).toEqual([0, 1, 2].map((track) => `w prod ${track * TRACK}+8`));
    expect([0, 1, 2].map((track) => small.volume('prod').rank.contents.stampAt(track * TRACK))).toEqual([1, 2, 3]);
    small.expectIdle();
  });

  it('loses the rest of the cache: what was a hit is staged again, what is in NVS is not', () => {
    const small = new SmallBox();
    small.read('prod', 0, 8);
    small.write('prod', TRACK, TRACK);
    small.media.length = 0;
    small.box.fail();
    small.box.repair();
    small.issue('prod', Op.Read, 0, 8);
    const modified = small.issue('prod', Op.Read, TRACK, 8);
    small.run(small.kernel.now + 100 * MS);
    expect(small.media).toEqual(['r prod 0+128']);
    expect(modified.ended - modified.began).toBe(0.2 * MS);
  });

  it('takes no I/Os, and those under way fail: a stage, a wait for NVS, a wait for a track', () => {
    const small = filled(4, { destage_tasks: 1 });
    // NVS is full: the first track is on its way to the rank, two writes wait for a page.
    const waiting = [4, 5].map((track) => small.issue('prod', Op.Write, track * TRACK, 8));
    const staging = [small.issue('prod', Op.Read, 9 * TRACK, 8), small.issue('prod', Op.Read, 9 * TRACK + 8, 8)];
    const began = small.kernel.now;
    small.run(began + 1 * MS);
    small.box.fail();
    const late = small.issue('prod', Op.Read, 0, 8);
    small.run(began + 100 * MS);
    expect([...waiting, ...staging, late].map(({ status }) => status)).toEqual(new Array(5).fill(Status.Failed));
    // Who waits learns it at once; the stage when the command of the drive is over: 5 ms each, the destage before it.
    expect(waiting.map(({ ended }) => ended)).toEqual([began + MS, began + MS]);
    expect(small.box.nvs.used).toBe(4);
    small.box.repair();
    small.run();
    expect(new Set(small.media)).toEqual(new Set([0, 1, 2, 3].map((track) => `w prod ${track * TRACK}+8`)));
    small.expectIdle();
  });

  it('a destage that was under way is done again', () => {
    const small = filled(1);
    small.run(1003 * MS);
    small.box.fail();
    small.run(2000 * MS);
    expect([small.media, small.box.nvs.used]).toEqual([[], 1]);
    small.box.repair();
    small.run();
    expect(small.media).toEqual(['w prod 0+8']);
    expect(small.volume('prod').rank.contents.stampAt(0)).toBe(1);
    small.expectIdle();
  });

  it('power that is back before the drive has ended its command: the I/O is done again', () => {
    const small = new SmallBox();
    const read = small.issue('prod', Op.Read, 0, 8);
    small.run(1 * MS);
    small.box.fail();
    small.run(2 * MS);
    small.box.repair();
    small.run();
    // The command in service ends with an error at 5 ms, the next one at 10 ms.
    expect([read.status, read.ended]).toEqual([Status.Good, 10.2 * MS]);
    small.expectIdle();
  });

  it('drives that failed meanwhile stay so when power is back', () => {
    const small = new SmallBox({ raid: 'raid5 3+1' });
    small.box.fail();
    small.box.ranks[0]!.drives[1]!.fail();
    small.box.repair();
    expect(small.box.ranks[0]!.state).toBe('degraded');
    small.box.ranks[0]!.drives[0]!.fail();
    const read = small.issue('prod', Op.Read, 0, 8);
    small.run();
    expect(read.status).toBe(Status.Failed);
  });

  it('degraded, hits take as much longer', () => {
    const small = new SmallBox();
    small.box.degrade(0.25);
    const write = small.write('prod', 0, 8);
    expect(write.ended - write.began).toBe(0.8 * MS);
  });
});
