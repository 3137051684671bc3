import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RandomStreams } from '../../../kernel/random.ts';
import { type AccessOptions, addressPattern } from './address-pattern.ts';
import { AddressSpace, type Place } from './address-space.ts';

const streams = () => new RandomStreams('addresses', 0);
const place = (): Place => ({ volume: 0, block: 0, blocks: 0 });

const patterns: AccessOptions[] = [
  { kind: 'uniform', alignment: 0 },
  { kind: 'uniform', alignment: 8 },
  { kind: 'hot-spot', share: 0.8, part: 0.1, chunks: undefined, alignment: 0 },
  { kind: 'hot-spot', share: 0.8, part: 0.1, chunks: 100, alignment: 0 },
  { kind: 'zipf', exponent: 1, chunks: 500, scattered: false, alignment: 0 },
  { kind: 'zipf', exponent: 0.8, chunks: 5000, scattered: true, alignment: 0 },
  { kind: 'sequential', alignment: 0 },
  { kind: 'strided', stride: 1024, alignment: 0 },
];

describe('every pattern', () => {
  const volumes = fc.array(fc.integer({ min: 300, max: 5000 }), { minLength: 1, maxLength: 4 });

  test.each(patterns)('stays within the volumes: $kind', (access) => {
    fc.assert(
      fc.property(volumes, fc.integer({ min: 1, max: 3 }), (sizes, clients) => {
        const space = new AddressSpace(
          sizes.map((blocks, v) => ({ name: `v${v}`, blocks })),
          1,
          1,
        );
        const lengths = Int32Array.of(8, 31);
        const pattern = addressPattern(access, space, lengths, clients);
        const random = streams().stream('a');
        const at = place();
        for (let i = 0; i < 300; i++) {
          pattern.place(at, i % clients, i % 2, random);
          const inside = at.block >= 0 && at.blocks > 0 && at.block + at.blocks <= sizes[at.volume]! && Number.isInteger(at.block);
          if (!inside) expect.fail(JSON.stringify(at));
        }
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test.each(patterns)('takes just two draws: $kind', (access) => {
    const space = new AddressSpace([{ name: 'v', blocks: 100_000 }], 1, 1);
    const pattern = addressPattern(access, space, Int32Array.of(16), 1);
    const one = streams().stream('a');
    const other = streams().stream('a');
    for (let i = 0; i < 1000; i++) {
      pattern.place(place(), 0, 0, one);
      other.double();
      other.double();
    }
    expect(one.double()).toBe(other.double());
  });

  test('is aligned to the size of the I/O, or as told', () => {
    const space = new AddressSpace([{ name: 'v', blocks: 99_999 }], 1, 1);
    const random = streams().stream('a');
    for (const [alignment, expected] of [
      [0, 31],
      [8, 8],
    ] as const) {
      const pattern = addressPattern({ kind: 'uniform', alignment }, space, Int32Array.of(31), 1);
      const at = place();
      for (let i = 0; i < 200; i++) {
        pattern.place(at, 0, 0, random);
        expect(at.block % expected).toBe(0);
      }
    }
  });

  test('says what does not fit', () => {
    const space = new AddressSpace([{ name: 'v', blocks: 100 }], 1, 1);
    expect(() => addressPattern({ kind: 'uniform', alignment: 0 }, space, Int32Array.of(101), 1)).toThrow(
      'an I/O of 101 blocks does not fit into the 100 blocks used of v',
    );
    expect(() => addressPattern({ kind: 'sequential', alignment: 0 }, space, Int32Array.of(16), 20)).toThrow(
      'too few for 20 sequential streams',
    );
    expect(() => new AddressSpace([{ name: 'v', blocks: 100 }], 0.001, 1)).toThrow('nothing of v is used');
  });
});

/** Counts how often each of n equal cells of the space is hit by I/Os of one block. */
function histogram(access: AccessOptions, cells: number, n: number): number[] {
  const space = new AddressSpace(
    [
      { name: 'a', blocks: 30_000 },
      { name: 'b', blocks: 70_000 },
    ],
    1,
    1,
  );
  const pattern = addressPattern(access, space, Int32Array.of(1), 1);
  const random = streams().stream('counts');
  const counts = new Array<number>(cells).fill(0);
  const at = place();
  for (let i = 0; i < n; i++) {
    pattern.place(at, 0, 0, random);
    counts[Math.floor(((space.starts[at.volume]! + at.block) * cells) / space.blocks)]!++;
  }
  return counts;
}

/** |z| of a count against a binomial probability. */
function z(count: number, n: number, p: number): number {
  return Math.abs(count - n * p) / Math.sqrt(n * p * (1 - p));
}

describe('random addresses', () => {
  const n = 100_000;

  test('are even over volumes of different size', () => {
    for (const count of histogram({ kind: 'uniform', alignment: 0 }, 20, n)) expect(z(count, n, 1 / 20)).toBeLessThan(4);
  });

  test('80 % on 10 %: the first tenth gets 80 %, each other 20 % / 9', () => {
    const [hot, ...cold] = histogram({ kind: 'hot-spot', share: 0.8, part: 0.1, chunks: undefined, alignment: 0 }, 10, n);
    expect(z(hot!, n, 0.8)).toBeLessThan(4);
    for (const count of cold) expect(z(count, n, 0.2 / 9)).toBeLessThan(4);
  });

  test('100 % on 10 %: nothing goes elsewhere', () => {
    const [hot] = histogram({ kind: 'hot-spot', share: 1, part: 0.1, chunks: undefined, alignment: 0 }, 10, n);
    expect(hot).toBe(n);
  });

  test('scattered: a tenth of the chunks gets 80 %, and no two neighbours are hot', () => {
    const counts = histogram({ kind: 'hot-spot', share: 0.8, part: 0.1, chunks: 100, alignment: 0 }, 100, n);
    const hot = counts.flatMap((count, chunk) => (count > n / 100 ? [chunk] : []));
    expect(hot).toHaveLength(10);
    expect(
      z(
        hot.reduce((sum, chunk) => sum + counts[chunk]!, 0),
        n,
        0.8,
      ),
    ).toBeLessThan(4);
    for (let i = 1; i < hot.length; i++) expect(hot[i]! - hot[i - 1]!).toBeGreaterThan(1);
  });

  test('Zipf: chunk k gets 1/k of what the first gets', () => {
    const counts = histogram({ kind: 'zipf', exponent: 1, chunks: 10, scattered: false, alignment: 0 }, 10, n);
    const harmonic = 7381 / 2520; // 1 + 1/2 + ... + 1/10
    for (const [k, count] of counts.entries()) expect(z(count, n, 1 / (k + 1) / harmonic)).toBeLessThan(4);
  });

  test('scattering is a permutation of the chunks', () => {
    const straight = histogram({ kind: 'zipf', exponent: 1, chunks: 50, scattered: false, alignment: 0 }, 50, n);
    const scattered = histogram({ kind: 'zipf', exponent: 1, chunks: 50, scattered: true, alignment: 0 }, 50, n);
    expect([...scattered].sort((a, b) => a - b)).toEqual([...straight].sort((a, b) => a - b));
    expect(scattered).not.toEqual(straight);
  });
});

describe('sequential addresses', () => {
  test('a pass of all clients touches each block once, then the same again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 200, max: 2000 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 33 }),
        (sizes, clients, length) => {
          const space = new AddressSpace(
            sizes.map((blocks, v) => ({ name: `v${v}`, blocks })),
            1,
            1,
          );
          const pattern = addressPattern({ kind: 'sequential', alignment: 0 }, space, Int32Array.of(length), clients);
          const touched = new Uint8Array(space.blocks);
          const random = streams().stream('a');
          const at = place();
          for (let round = 1; round <= 2; round++) {
            for (let client = 0; client < clients; client++) {
              for (let left = pattern.passOf(client); left > 0; left -= at.blocks) {
                pattern.place(at, client, 0, random);
                for (let b = 0; b < at.blocks; b++) touched[space.starts[at.volume]! + at.block + b]!++;
              }
            }
            expect(touched.every((times) => times === round)).toBe(true);
          }
        },
      ),
      { seed: 2, numRuns: 50 },
    );
  });
});

describe('strided addresses', () => {
  test('steps of the stride, and the laps fill the gaps', () => {
    const space = new AddressSpace([{ name: 'v', blocks: 1000 }], 1, 1);
    const pattern = addressPattern({ kind: 'strided', stride: 100, alignment: 0 }, space, Int32Array.of(25), 1);
    const at = place();
    const blocks: number[] = [];
    for (let i = 0; i < 41; i++) {
      pattern.place(at, 0, 0, streams().stream('a'));
      blocks.push(at.block);
    }
    expect(blocks.slice(0, 12)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 25, 125]);
    expect([...blocks.slice(0, 40)].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => 25 * i));
    expect(blocks[40]).toBe(0);
  });
});
