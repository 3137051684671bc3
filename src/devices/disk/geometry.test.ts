import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driveNames, loadDrive } from './catalog.ts';
import { Geometry, Position } from './geometry.ts';
import type { GeometrySpec, Sparing } from './spec.ts';
import { ZONE } from './testing/plain-drive.ts';

const SPARINGS: readonly Sparing[] = [
  'none',
  'tracks',
  'sectors-per-track',
  'sectors-per-cylinder',
  'sectors-per-range',
  'sectors-per-zone',
  'sectors-at-end',
];

function place(geometry: Geometry, block: number): Position {
  const at = new Position();
  geometry.locate(block, at);
  return at;
}

/** Two zones of 6 and 4 cylinders, with slips where the scheme has spares. */
function small(sparing: Sparing, heads: number, serpentine: boolean, slips: readonly number[]): GeometrySpec {
  const spares = sparing === 'none' || sparing === 'sectors-at-end' ? 0 : 2;
  const zone = { ...ZONE, sectors: 12, trackSkew: 3, cylinderSkew: 5, spares };
  const own = sparing === 'none' ? [] : slips;
  return {
    heads,
    serpentine,
    sparing,
    rangeCylinders: 2,
    zones: [
      { ...zone, firstCylinder: 0, lastCylinder: 5, reserved: 7, slips: own },
      { ...zone, firstCylinder: 7, lastCylinder: 10, sectors: 9, offset: 4 },
    ],
  };
}

/** At most two slips in each unit of sparing: what the spares above are enough for. */
function slipsFor(sparing: Sparing, heads: number): readonly number[] {
  return sparing === 'tracks' ? [1, 2 * heads] : [0, 5, 12 * heads * 2 + 3, 12 * heads * 4];
}

describe('geometry', () => {
  it.each(SPARINGS)('gives each block a sector of its own, in ascending order (%s)', (sparing) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.boolean(), (heads, serpentine) => {
        const geometry = new Geometry(small(sparing, heads, serpentine, slipsFor(sparing, heads)));
        const seen = new Set<string>();
        let before = place(geometry, 0);
        for (let block = 0; block < geometry.blocks; block++) {
          const at = place(geometry, block);
          seen.add(`${at.cylinder}/${at.head}/${Math.round(at.angle * at.sectors * 1000)}`);
          expect(at.cylinder).toBeGreaterThanOrEqual(before.cylinder);
          expect(at.head).toBeLessThan(heads);
          expect(at.angle).toBeGreaterThanOrEqual(0);
          expect(at.angle).toBeLessThan(1);
          before = at;
        }
        expect(seen.size).toBe(geometry.blocks);
      }),
      { seed: 1, numRuns: 10 },
    );
  });

  it.each(SPARINGS)('knows what is before and behind a block on its track (%s)', (sparing) => {
    const geometry = new Geometry(small(sparing, 3, false, slipsFor(sparing, 3)));
    for (let block = 0; block < geometry.blocks; block++) {
      const { cylinder, head, left, before } = place(geometry, block);
      const track = (other: number): boolean => place(geometry, other).cylinder === cylinder && place(geometry, other).head === head;
      expect(track(block + left - 1) && track(block - before)).toBe(true);
      if (block + left < geometry.blocks) expect(track(block + left)).toBe(false);
      if (block - before > 0) expect(track(block - before - 1)).toBe(false);
    }
  });

  // 12 sectors, 3 heads, 6 and 4 cylinders: 216 + 108 sectors, of which 7 are reserved and the spares (2 per unit, of either zone) are lost.
  it.each([
    ['none', 317],
    ['tracks', 317 - 2 * 12 - 2 * 9],
    ['sectors-per-track', 317 - 2 * 18 - 2 * 12],
    ['sectors-per-cylinder', 317 - 2 * 6 - 2 * 4],
    ['sectors-per-range', 317 - 2 * 3 - 2 * 2],
    ['sectors-per-zone', 317 - 4],
    ['sectors-at-end', 317 - 4],
  ] as const)('counts its blocks (%s)', (sparing, blocks) => {
    expect(new Geometry(small(sparing, 3, false, slipsFor(sparing, 3))).blocks).toBe(blocks);
  });

  it('leaves out a slipped sector', () => {
    const geometry = new Geometry({ ...small('sectors-per-zone', 1, false, []), zones: [{ ...ZONE, spares: 3, slips: [5, 7] }] });
    const sectors = [4, 5, 6, 7].map((block) => Math.round(place(geometry, block).angle * 100));
    expect(sectors).toEqual([4, 6, 8, 9]);
    expect(place(geometry, 4).left).toBe(94);
  });

  // The RZ26 reserves 23,142 sectors of 57 usable ones on each of its tracks: 406 tracks, 29 cylinders of 14 heads. There, and on each
  // cylinder behind, the lag of the first sector is (13 * 7 + 25) = 116 = 2 * 58 sectors more: it lies at the index. A head on: 7 sectors.
  it('places the blocks of the RZ26', () => {
    const geometry = new Geometry(loadDrive('rz26').geometry);
    expect(geometry.blocks).toBe(2_050_860);
    expect(place(geometry, 0)).toMatchObject({ cylinder: 29, head: 0, angle: 0, left: 57, before: 0 });
    expect(place(geometry, 58)).toMatchObject({ cylinder: 29, head: 1, angle: expect.closeTo(8 / 58, 9), left: 56, before: 1 });
    expect(place(geometry, 57 * 14)).toMatchObject({ cylinder: 30, head: 0, angle: 0 });
    expect(place(geometry, 2_050_859)).toMatchObject({ cylinder: 2598, head: 13, left: 1 });
  });

  it('has a place for every block of every drive, cylinders ascending', () => {
    for (const name of driveNames()) {
      const drive = loadDrive(name);
      const geometry = new Geometry(drive.geometry);
      expect(geometry.blocks).toBeGreaterThanOrEqual(drive.blocks);
      let cylinder = 0;
      for (let i = 0; i <= 5000; i++) {
        const at = place(geometry, Math.floor(((drive.blocks - 1) * i) / 5000));
        expect(at.cylinder).toBeGreaterThanOrEqual(cylinder);
        cylinder = at.cylinder;
      }
    }
  });
});
