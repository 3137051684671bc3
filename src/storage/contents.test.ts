import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Payload } from '../kernel/payload.ts';
import { Contents } from './contents.ts';
import { dissimilarRanges } from './dissimilar-ranges.ts';
import { Uniform } from './initial-contents.ts';

const BLOCKS = 3000;

/** The obviously right version: one stamp per block. */
class Plain {
  readonly stamps = new Int32Array(BLOCKS);

  write(block: number, unit: number, payload: Payload): void {
    for (let run = 0; run < payload.runs; run++) {
      const length = payload.lengthOf(run) * unit;
      this.stamps.fill(payload.stampOf(run), block, block + length);
      block += length;
    }
  }
}

function payloadOf(runs: readonly (readonly [number, number])[]): Payload {
  const payload = new Payload();
  for (const [length, stamp] of runs) payload.add(length, stamp);
  return payload;
}

const write = fc.record({
  at: fc.nat(BLOCKS - 1),
  runs: fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 4 }),
});

describe('Contents', () => {
  for (const unit of [1, 2, 4, 8]) {
    it(`holds what was written last, block by block, in units of ${unit}`, () => {
      fc.assert(
        fc.property(fc.array(write, { maxLength: 60 }), (writes) => {
          const contents = new Contents(BLOCKS, unit, new Uniform(-1));
          const plain = new Plain();
          plain.stamps.fill(-1);
          for (const { at, runs } of writes) {
            const block = at - (at % unit);
            const length = runs.reduce((sum, [units]) => sum + units, 0) * unit;
            if (block + length > BLOCKS) continue;
            const payload = payloadOf(runs);
            contents.write(block, length, payload);
            plain.write(block, unit, payload);
            expect(contents.equals(block, length, payload)).toBe(true);
          }
          expect(Int32Array.from(plain.stamps, (_, block) => contents.stampAt(block))).toEqual(plain.stamps);
          const found = new Payload();
          contents.read(0, BLOCKS, found);
          const again = new Plain();
          again.write(0, unit, found);
          expect(again.stamps).toEqual(plain.stamps);
        }),
        { seed: 7, numRuns: 60 },
      );
    });
  }

  it('finds the first difference where a block-by-block comparison finds it', () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 6 }), fc.array(write, { maxLength: 6 }), fc.nat(BLOCKS), (left, right, from) => {
        const pair = [left, right].map((writes) => {
          const contents = new Contents(BLOCKS, 1, new Uniform(-1));
          for (const { at, runs } of writes) {
            const length = runs.reduce((sum, [units]) => sum + units, 0);
            if (at + length <= BLOCKS) contents.write(at, length, payloadOf(runs));
          }
          return contents;
        });
        let expected = -1;
        for (let block = from; block < BLOCKS && expected < 0; block++)
          if (pair[0]!.stampAt(block) !== pair[1]!.stampAt(block)) expected = block;
        expect(pair[0]!.firstDifference(pair[1]!, from, BLOCKS)).toBe(expected);
      }),
      { seed: 8, numRuns: 100 },
    );
  });

  it('tells a payload that is longer, shorter or different from what it holds', () => {
    const contents = new Contents(BLOCKS, 1, new Uniform(-1));
    contents.write(
      10,
      3,
      payloadOf([
        [2, 4],
        [1, 5],
      ]),
    );
    expect(
      contents.equals(
        10,
        3,
        payloadOf([
          [2, 4],
          [1, 5],
        ]),
      ),
    ).toBe(true);
    expect(contents.equals(10, 3, payloadOf([[2, 4]]))).toBe(false);
    expect(contents.equals(10, 2, payloadOf([[3, 4]]))).toBe(false);
    expect(
      contents.equals(
        10,
        3,
        payloadOf([
          [2, 4],
          [1, 6],
        ]),
      ),
    ).toBe(false);
  });

  it('resembles another disk as it is now, save for the dissimilar ranges', () => {
    const source = new Contents(BLOCKS, 1, new Uniform(-1));
    source.write(
      100,
      500,
      payloadOf([
        [250, 1],
        [250, 2],
      ]),
    );
    const target = new Contents(BLOCKS, 1, new Uniform(0));
    const dissimilar = dissimilarRanges(Math.ceil(BLOCKS / 127), 9, 127, 'uniform', 3);
    target.resemble(source, dissimilar, -7);
    source.write(0, 50, payloadOf([[50, 9]]));
    for (let block = 0; block < BLOCKS; block++) {
      const before = block < 50 ? -1 : source.stampAt(block);
      expect(target.stampAt(block)).toBe(dissimilar.has(Math.floor(block / 127)) ? -7 : before);
    }
  });

  it('copies another disk and then goes its own way', () => {
    const source = new Contents(BLOCKS, 1, new Uniform(-1));
    source.write(3, 5, payloadOf([[5, 1]]));
    const copy = new Contents(BLOCKS, 1, new Uniform(0));
    copy.copyFrom(source);
    source.write(4, 1, payloadOf([[1, 2]]));
    expect(copy.stampAt(4)).toBe(1);
    expect(copy.firstDifference(source, 0, BLOCKS)).toBe(4);
  });

  it('takes memory for what is written where, not for how often', () => {
    const blocks = 23 * 128;
    const contents = new Contents(blocks, 1, new Uniform(-1));
    const round = (first: number): number => {
      for (let i = 0; i < 500; i++) {
        const block = (i * 37) % (blocks - 100);
        contents.write(block, 1 + (i % 100), payloadOf([[1 + (i % 100), first + i]]));
      }
      return contents.memory;
    };
    // The first round begins with other contents than the next, which find what the one before has left.
    round(1);
    const once = round(501);
    for (let repetition = 2; repetition < 6; repetition++) expect(round(1 + 500 * repetition)).toBe(once);
    // Written by whole tracks it needs one stamp each: the rest is spare, and taken before more memory is.
    contents.write(0, blocks, payloadOf([[blocks, 7]]));
    for (let repetition = 6; repetition < 10; repetition++) expect(round(1 + 500 * repetition)).toBe(once);
  });

  it.each([1, 8])('holds blocks beyond 32 bits, in units of %i', (unit) => {
    const blocks = 2 ** 34 + 48;
    const [contents, other] = [new Contents(blocks, unit, new Uniform(-1)), new Contents(blocks, unit, new Uniform(-1))];
    const places = [0, 2 ** 31 - 256, 2 ** 32 - 64, 2 ** 32 + 2 ** 31 - 64, 2 ** 34 - 80];
    for (const [i, at] of places.entries()) {
      const payload = payloadOf([
        [40 / unit, 10 * i + 1],
        [88 / unit, 10 * i + 2],
      ]);
      contents.write(at, 128, payload);
      expect(contents.equals(at, 128, payload)).toBe(true);
    }
    const found = new Payload();
    for (const [i, at] of places.entries()) {
      contents.read(Math.max(0, at - 8), 136, found);
      expect(found.all.filter(([, stamp]) => stamp > 0).map(([, stamp]) => stamp)).toEqual([10 * i + 1, 10 * i + 2]);
      expect([at + 39, at + 40, at + 127].map((block) => contents.stampAt(block))).toEqual([10 * i + 1, 10 * i + 2, 10 * i + 2]);
      expect(other.firstDifference(contents, at === 0 ? 0 : at - 1000, blocks)).toBe(at);
      other.write(at, 128, payloadOf([[128 / unit, 5]]));
    }
    other.copyFrom(contents);
    expect(other.firstDifference(contents, 0, blocks)).toBe(-1);
    other.resemble(contents, dissimilarRanges(Math.ceil(blocks / 2 ** 30), 0, 2 ** 30, 'uniform', 1), 3);
    expect(other.firstDifference(contents, 0, blocks)).toBe(-1);
    expect(() => contents.write(blocks - 40, 48, payloadOf([[48 / unit, 1]]))).toThrow('not on a disk');
  });

  it('refuses what is not on the disk, not in whole units, or not a unit', () => {
    const contents = new Contents(BLOCKS, 4, new Uniform(-1));
    const payload = payloadOf([[1, 1]]);
    expect(() => contents.write(BLOCKS - 4, 8, payload)).toThrow('not on a disk');
    expect(() => contents.read(2, 4, payload)).toThrow('whole units');
    expect(() => contents.resemble(contents, dissimilarRanges(3, 1, 127, 'uniform', 1), 0)).toThrow('whole units');
    expect(() => new Contents(BLOCKS, 3, new Uniform(0))).toThrow('1, 2, 4 or 8');
  });
});

describe('dissimilarRanges', () => {
  for (const placement of ['uniform', 'clustered'] as const) {
    it(`chooses exactly as many as asked for (${placement})`, () => {
      for (const [ranges, count] of [
        [1, 1],
        [1, 0],
        [7, 3],
        [1000, 70],
        [4097, 4096],
        [5, 5],
      ] as const) {
        const chosen = dissimilarRanges(ranges, count, 127, placement, 11);
        let found = 0;
        for (let range = 0; range < ranges; range++) if (chosen.has(range)) found++;
        expect(found).toBe(count);
        for (let range = ranges; range < 2 * ranges + 9; range++) expect(chosen.has(range)).toBe(true);
      }
    });
  }

  // With 100 of 10,000 ranges in each of 100 equal stretches of a fair choice of 3,000, the count in a stretch is
  // hypergeometric: mean 30, variance 30 * 0.7 * (9900/9999) = 20.8; chi-square over 100 stretches has about 99
  // degrees of freedom: 99.9 % lie below 149.
  it('spreads uniform choices over the disk', () => {
    const chosen = dissimilarRanges(10_000, 3_000, 127, 'uniform', 5);
    const counts = new Array<number>(100).fill(0);
    for (let range = 0; range < 10_000; range++) if (chosen.has(range)) counts[Math.floor(range / 100)]!++;
    const chi = counts.reduce((sum, count) => sum + (count - 30) ** 2 / 20.8, 0);
    expect(chi).toBeLessThan(149);
    expect(chi).toBeGreaterThan(55);
  });

  it('chooses otherwise with another seed', () => {
    const one = dissimilarRanges(1000, 500, 127, 'uniform', 1);
    const two = dissimilarRanges(1000, 500, 127, 'uniform', 2);
    let same = 0;
    for (let range = 0; range < 1000; range++) if (one.has(range) === two.has(range)) same++;
    expect(same).toBeGreaterThan(400);
    expect(same).toBeLessThan(600);
  });

  it('clusters in one stretch, around the end if need be', () => {
    const chosen = dissimilarRanges(100, 40, 127, 'clustered', 9);
    let edges = 0;
    for (let range = 0; range < 100; range++) if (chosen.has(range) !== chosen.has((range + 1) % 100)) edges++;
    expect(edges).toBe(2);
  });
});
