import { describe, expect, it } from 'vitest';
import { loadDrive } from './catalog.ts';
import { SeekCurve, threePointLaw, twoPiecePoints } from './seek.ts';

describe('seek time', () => {
  it('hits the measured points and runs straight between them and beyond', () => {
    const curve = new SeekCurve({
      points: [
        [1, 1000],
        [5, 3000],
        [9, 4000],
      ],
    });
    expect([0, 1, 5, 9].map((d) => curve.time(d))).toEqual([0, 1000, 3000, 4000]);
    expect([2, 3, 7, 13].map((d) => curve.time(d))).toEqual([1500, 2000, 3500, 5000]);
  });

  it('is the table of the RZ26: 1.0144 ms for one cylinder, 5.49 ms for 100', () => {
    const curve = new SeekCurve(loadDrive('rz26').seek.read);
    expect(curve.time(1)).toBeCloseTo(1.0144e6, 3);
    expect(curve.time(100)).toBeCloseTo(5.49e6, 3);
  });

  // The mean over all pairs of cylinders: a distance d occurs 2 (N - d) times among N^2 pairs.
  it('goes through the three figures of a data sheet', () => {
    const cylinders = 20_000;
    const curve = new SeekCurve(threePointLaw(0.3e6, 3.1e6, 5e6, cylinders));
    expect(curve.time(1)).toBe(0.3e6);
    expect(curve.time(cylinders - 1)).toBeCloseTo(5e6, 3);
    let sum = 0;
    for (let d = 1; d < cylinders; d++) sum += 2 * (cylinders - d) * curve.time(d);
    expect(sum / cylinders / cylinders / 3.1e6).toBeCloseTo(1, 3);
  });

  it.each(['fc-15k-146gb', 'fc-15k-300gb', 'sas-10k-600gb', 'nl-7k-4tb', 'rz28b'])('rises with the distance (%s)', (name) => {
    const { seek, geometry } = loadDrive(name);
    const cylinders = geometry.zones[geometry.zones.length - 1]!.lastCylinder + 1;
    for (const law of [seek.read, seek.write]) {
      const curve = new SeekCurve(law);
      const times = Array.from({ length: 200 }, (_, i) => curve.time(1 + Math.floor(((cylinders - 2) * i) / 199)));
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  it('refuses figures that no rising curve fits', () => {
    expect(() => threePointLaw(1, 9, 10, 1000)).toThrow(RangeError);
    expect(() => threePointLaw(1, 2, 10, 1000)).toThrow(RangeError);
  });

  // HP C2247A: first ten distances listed; 3.81 + 0.33 sqrt(100) = 7.11; from 300 on 7.75 + 0.0059 d.
  it('follows the law of Ruemmler and Wilkes', () => {
    const law = { shortest: [2.89, 3.68], boundary: 300, root: [3.81, 0.33], line: [7.75, 0.0059] } as const;
    const curve = new SeekCurve({ points: twoPiecePoints(law, 2051) });
    expect([1, 2, 100, 300, 1000, 2050].map((d) => Number(curve.time(d).toFixed(6)))).toEqual([2.89, 3.68, 7.11, 9.52, 13.65, 19.845]);
  });
});
