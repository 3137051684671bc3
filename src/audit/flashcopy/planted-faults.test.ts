import { describe, expect, it } from 'vitest';
import { CopySourceToTarget } from '../../copy/models/flashcopy/copy-source-to-target.ts';
import type { PointInTime } from '../../copy/models/flashcopy/point-in-time.ts';
import { Rules } from '../../copy/models/flashcopy/rules.ts';
import { SourceSide } from '../../copy/models/flashcopy/source-side.ts';
import type { FlashBench } from '../../copy/models/flashcopy/testing/bench.ts';
import type { BoxVolume } from '../../devices/box/box-volume.ts';
import { PageUnits } from '../../devices/box/page-units.ts';
import { type Io, Op, Status } from '../../kernel/io.ts';
import type { Payload } from '../../kernel/payload.ts';
import { Cause } from '../../storage/cause.ts';
import type { Invariant } from '../violation.ts';
import { type CampaignOptions, campaign } from './testing/campaign.ts';

const SEEDS = 60;
const TRACK = 128;

/** The first seed with which the oracle finds a violation of the invariant, or of any; 0 if there is none. */
function firstSeed(options: CampaignOptions, invariant?: Invariant): number {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { violated } = campaign(seed, options).oracle.log;
    if (invariant === undefined ? violated.length > 0 : violated.includes(invariant)) return seed;
  }
  return 0;
}

function rules(changes: Partial<Rules>): Rules {
  return Object.assign(new Rules(), changes);
}

/** Copies when a host writes to the source, as the host waits. */
class CopiesAtHostWrite {
  readonly name = 'copies at host write';
  readonly #copy: CopySourceToTarget;

  constructor(side: SourceSide) {
    this.#copy = new CopySourceToTarget(side, new Rules());
  }

  submitted(volume: BoxVolume, io: Io, next: number): boolean {
    if (io.op !== Op.Write || io.blocks > TRACK) return false;
    this.#copy.copy(io, Math.floor(io.block / TRACK), volume.generation + 1, next);
    return true;
  }
}

/** Says that data are on the rank before they are: a member that answers within the call. */
function answersAtOnce({ box }: FlashBench): void {
  for (const volume of box.volumes.filter(({ name }) => name.startsWith('t'))) {
    const { rank } = volume;
    const eager = Object.create(rank, {
      name: { value: rank.name },
      rank: { value: rank.rank },
      contents: { value: rank.contents },
      submit: { value: (io: Io) => (io.op === Op.Write && io.cause === Cause.Copy ? acknowledge(io) : rank.submit(io)) },
      advance: { value: (io: Io) => rank.advance(io) },
    });
    const acknowledge = (io: Io): void => {
      const payload = box.payloads.take();
      payload.copyFrom(io.payload!);
      const own = box.ios.take({ name: 'late write', advance: (late) => end(late, payload) }, null);
      own.payload = payload;
      own.cause = Cause.Copy;
      own.submit(rank, Op.Write, io.block, io.blocks, 0);
      io.done(Status.Good);
    };
    const end = (io: Io, payload: Payload): void => {
      box.payloads.give(payload);
      io.done();
    };
    Object.assign(volume, { rank: eager });
  }
}

describe('faults planted in FlashCopy are found', () => {
  it.each<[string, CampaignOptions, Invariant]>([
    ['it copies at the host write instead of at the destage', { plant: atHostWrite }, 'FC8'],
    ['the background copy overwrites an acknowledged target write', { rules: rules({ stillToCopy: () => true }) }, 'FC6'],
    ['a redirected read returns what the source holds now', { rules: rules({ generationRead: () => 1e9 }) }, 'V3'],
    ['a target answers before it has the data', { plant: answersAtOnce }, 'FC3'],
    ['nothing is copied before a destage', { rules: rules({ mustCopy: () => false }) }, 'FC3'],
    ['one target of several is forgotten', { rules: rules({ mustCopy: forgetsOne }) }, 'FC3'],
    ['what was modified before is taken for new', { rules: rules({ mustCopy: copiesOld }) }, 'FC2'],
    ['the point in time ends no generation', { rules: rules({ nextGeneration: (generation) => generation }) }, 'FC3'],
    ['a target write does not take its track out of the bitmap', { rules: rules({ inherits: () => false }) }, 'FC6'],
    ['the target keeps what was cached before', { rules: rules({ discardsTarget: () => false }) }, 'V3'],
  ])('%s', (_fault, options, invariant) => {
    expect(firstSeed(options, invariant)).toBeGreaterThan(0);
  });

  it('the oracle is content without them', () => {
    expect(firstSeed({})).toBe(0);
  });
});

describe('faults planted in the cache are found', () => {
  const original = { fill: PageUnits.prototype.fill, setDirty: PageUnits.prototype.setDirty, dirtyAll: PageUnits.prototype.dirtyAll };

  it.each<[string, Partial<PageUnits>]>([
    [
      'a stage overwrites what a host has written meanwhile',
      {
        fill(this: PageUnits, page: number, payload: Payload) {
          this.write(
            page,
            0,
            payload.all.reduce((sum, [length]) => sum + length, 0),
            payload,
            0,
          );
        },
      },
    ],
    ['a target write makes only its own part of the track the target’s', { dirtyAll: () => {} }],
  ])('%s', (_fault, changes) => {
    Object.assign(PageUnits.prototype, changes);
    try {
      expect(firstSeed({})).toBeGreaterThan(0);
    } finally {
      Object.assign(PageUnits.prototype, original);
    }
  });
});

function atHostWrite(bench: FlashBench): void {
  for (const { attachments } of bench.box.volumes) {
    const side = attachments.find((one) => one instanceof SourceSide);
    if (side !== undefined) attachments.push(new CopiesAtHostWrite(side));
  }
}

function forgetsOne(point: PointInTime, track: number, generation: number): boolean {
  return new Rules().mustCopy(point, track, generation) && point.pair !== point.pair.sourceSide.pairs[1];
}

function copiesOld(point: PointInTime, track: number, generation: number): boolean {
  return generation >= point.generation && point.uncopied.has(track);
}
