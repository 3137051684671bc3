import { describe, expect, it } from 'vitest';
import { angleAt, rotationalLatency } from './rotation.ts';
import { sequence } from './testing/plain-drive.ts';

const TURN = 60e9 / 5360;

describe('rotation', () => {
  it('turns once in a revolution', () => {
    expect(angleAt(0, 1e7)).toBe(0);
    expect(angleAt(2.5e6, 1e7)).toBe(0.25);
    expect(angleAt(123e7 + 2.5e6, 1e7)).toBeCloseTo(0.25, 9);
  });

  it('waits for a sector, never for a whole turn', () => {
    expect(rotationalLatency(2.5e6, 0.75, 1e7)).toBeCloseTo(5e6, 3);
    expect(rotationalLatency(2.5e6, 0.125, 1e7)).toBeCloseTo(8.75e6, 3);
    expect(rotationalLatency(2.5e6, 0.25, 1e7)).toBe(0);
    // A rounding error too late is in time.
    expect(rotationalLatency(2_500_000.001, 0.25, 1e7)).toBe(0);
  });

  // Uniform angles: mean half a turn, standard deviation of one wait TURN / sqrt(12).
  it('takes half a turn on average', () => {
    const next = sequence(7);
    const n = 100_000;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += rotationalLatency(next(1e12), next(1e6) / 1e6, TURN);
    const z = (sum / n - TURN / 2) / (TURN / Math.sqrt(12 * n));
    expect(Math.abs(z)).toBeLessThan(4);
  });

  it('still knows the angle after 100 days', () => {
    const now = Math.round(772_000_000 * TURN);
    expect(Math.abs(rotationalLatency(now, 0.5, TURN) - TURN / 2)).toBeLessThan(20);
  });
});
