import { describe, expect, it, vi } from 'vitest';
import { PointInTime } from '../../copy/models/flashcopy/point-in-time.ts';
import { TargetSide } from '../../copy/models/flashcopy/target-side.ts';
import { FlashBench } from '../../copy/models/flashcopy/testing/bench.ts';
import { Op } from '../../devices/box/testing/small-box.ts';
import type { Io } from '../../kernel/io.ts';
import { Cause } from '../../storage/cause.ts';
import { Oracle } from '../oracle.ts';
import type { Invariant } from '../violation.ts';
import { FlashCopyRules } from './flashcopy-rules.ts';
import { SourceReads } from './source-reads.ts';
import { type CampaignOptions, campaign } from './testing/campaign.ts';

/** All that is violated in the first campaigns. */
function violatedBy(options: CampaignOptions, seeds = 30): Invariant[] {
  const found = new Set<Invariant>();
  for (let seed = 1; seed <= seeds; seed++) for (const one of campaign(seed, options).oracle.log.violated) found.add(one);
  return [...found];
}

/** A pair of two volumes, established and without load, under the eyes of an oracle. */
function watchedPair(): { oracle: Oracle; bench: FlashBench } {
  const oracle: Oracle = new Oracle({
    get now(): number {
      return bench.kernel.now;
    },
  });
  const bench: FlashBench = new FlashBench({ host: oracle, media: oracle, events: oracle, bitmaps: oracle });
  for (const { name, rank } of bench.box.volumes) oracle.addDisk({ name, blocks: rank.contents.blocks, contents: rank.contents });
  bench.pair('prod', 'flash');
  new FlashCopyRules(oracle, new SourceReads(oracle), 'to-flash', 'prod', 'flash', true);
  bench.establish('flash');
  return { oracle, bench };
}

/** Reads the rank of every source once for each target. */
function readsForEachTarget({ box }: FlashBench): void {
  for (const volume of box.volumes.filter(({ name }) => name.startsWith('s'))) {
    const { rank } = volume;
    const again = (io: Io): void => {
      const own = box.ios.take({ name: 'read for another target', advance: (done) => end(done) }, null);
      own.payload = box.payloads.take();
      own.cause = Cause.Copy;
      own.submit(rank, Op.Read, io.block, io.blocks, 0);
    };
    const end = (io: Io): void => {
      box.payloads.give(io.payload!);
      io.done();
    };
    const greedy = Object.create(rank, {
      name: { value: rank.name },
      rank: { value: rank.rank },
      contents: { value: rank.contents },
      submit: {
        value: (io: Io) => {
          if (io.op === Op.Read && io.cause === Cause.Copy && io.priority >= 0) again(io);
          rank.submit(io);
        },
      },
      advance: { value: (io: Io) => rank.advance(io) },
    });
    Object.assign(volume, { rank: greedy });
  }
}

describe('faults planted in the bitmaps and reads of FlashCopy are found, by one rule alone', () => {
  it('FC4: more tracks are reported as to be copied than are', () => {
    vi.spyOn(PointInTime.prototype, 'tracksToCopy', 'get').mockImplementation(function (this: PointInTime) {
      return this.uncopied.count + 1;
    });
    try {
      expect(violatedBy({})).toEqual(['FC4']);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('FC17: reading the target takes tracks out of the bitmap', () => {
    const { stage } = TargetSide.prototype;
    vi.spyOn(TargetSide.prototype, 'stage').mockImplementation(function (this: TargetSide, volume, io, track, next) {
      const staged = stage.call(this, volume, io, track, next);
      this.point?.copied(track, 'target_write');
      return staged;
    });
    try {
      const { oracle, bench } = watchedPair();
      bench.read('flash', 0, 64);
      oracle.end();
      expect(oracle.log.violated).toEqual(['FC17']);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('FC18: the source is read for each target', () => {
    expect(violatedBy({ plant: readsForEachTarget })).toEqual(['FC18']);
  });

  it('without them there is nothing to find', () => {
    const { oracle, bench } = watchedPair();
    bench.read('flash', 0, 64);
    bench.write('flash', 128, 8, oracle.next());
    bench.write('prod', 512, 8, oracle.next());
    bench.run();
    oracle.end();
    expect(oracle.log.toString()).toBe('');
    expect(violatedBy({})).toEqual([]);
  });
});
