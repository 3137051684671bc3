import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AddressSpace } from '../address/address-space.ts';
import { aTrace } from '../testing/traces.ts';
import { fold } from './fold.ts';

const space = (...sizes: number[]) =>
  new AddressSpace(
    sizes.map((blocks, v) => ({ name: `v${v}`, blocks })),
    1,
    1,
  );
const at = (block: number, blocks = 8) => ({ time: 0, block, blocks });

describe('modulo', () => {
  test('leaves what lies within the volume, and wraps the rest around at 64 KiB', () => {
    const places = fold(aTrace([at(0), at(4096), at(9_983 - 8, 8), at(9_984), at(20_000)]), space(10_000), 'modulo');
    // 10,000 blocks hold 78 grains of 128: 9,984 blocks.
    expect([...places.blocks]).toEqual([0, 4096, 9975, 0, 20_000 - 2 * 9984]);
  });

  test('goes on from one volume to the next, never across', () => {
    const places = fold(aTrace([at(1020, 8), at(1016, 8), at(1024, 8), at(1500, 8)]), space(1024, 2048), 'modulo');
    expect([...places.volumes]).toEqual([0, 0, 1, 1]);
    expect([...places.blocks]).toEqual([1016, 1016, 0, 476]);
  });
});

describe('scale', () => {
  test('shrinks all addresses in proportion', () => {
    const places = fold(aTrace([at(0), at(51_200), at(102_392)]), space(10_240), 'scale');
    expect([...places.blocks]).toEqual([0, 5120, 10_232]);
  });

  test('stretches nothing', () => {
    const places = fold(aTrace([at(0), at(512), at(1016)]), space(10_240), 'scale');
    expect([...places.blocks]).toEqual([0, 512, 1016]);
  });
});

test('stays within the volumes and keeps the alignment', () => {
  const request = fc.record({ block: fc.nat(2 ** 31 - 1), blocks: fc.integer({ min: 1, max: 256 }) });
  fc.assert(
    fc.property(
      fc.array(request, { minLength: 1, maxLength: 50 }),
      fc.array(fc.integer({ min: 256, max: 100_000 }), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('modulo' as const, 'scale' as const),
      (requests, sizes, how) => {
        const places = fold(aTrace(requests.map(({ block, blocks }) => at(block, blocks))), space(...sizes), how);
        for (const [i, { block, blocks }] of requests.entries()) {
          const folded = places.blocks[i]!;
          expect(folded).toBeGreaterThanOrEqual(0);
          expect(folded + blocks).toBeLessThanOrEqual(sizes[places.volumes[i]!]!);
          for (let a = 1; a <= 128; a *= 2) if (block % a === 0) expect(folded % a).toBe(0);
        }
      },
    ),
    { seed: 6, numRuns: 200 },
  );
});

test('says what does not fit', () => {
  expect(() => fold(aTrace([at(0), at(8, 300)]), space(256), 'modulo')).toThrow(
    'made.vscsi: record 2 has 300 blocks, more than are used of v0',
  );
  const eight = new AddressSpace([{ name: 'v', blocks: 1000 }], 1, 8);
  expect(() => fold(aTrace([at(4, 8)]), eight, 'modulo')).toThrow(
    'made.vscsi: requests are aligned to 4 blocks, but a unit of contents has 8',
  );
});
