import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadDrive } from './catalog.ts';
import { Drive } from './drive.ts';
import { parseMeasuredRequests } from './trace.ts';
import { validateDrive } from './validate.ts';

const DATA = process.env['COPYFENCE_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const TRACES = join(DATA, 'disks/traces');

/** Requests whose "measurement" is what the model says, plus a delay, ns. */
function traceOf(name: string, delay: (i: number) => number): string {
  const drive = new Drive(loadDrive(name));
  let now = 0;
  return Array.from({ length: 50 }, (_, i) => {
    const [op, block] = [i % 3 === 0 ? 1 : 0, (i * 977_351) % (drive.blocks - 8)];
    const service = drive.serve(now, op, block, 8);
    now += service + 5e6;
    return `${op === 1 ? 'W' : 'R'} Hit ${block} 8 ${(service + delay(i)) / 1000} 5000`;
  }).join('\n');
}

describe('validation of a drive', () => {
  it('finds nothing to complain of where the measurement is the model', () => {
    const result = validateDrive(loadDrive('rz26'), parseMeasuredRequests(traceOf('rz26', () => 0)));
    expect(result).toMatchObject({ device: 'rz26', n: 50, demerit_ms: 0, demerit_percent: 0, within_half_ms: 1 });
    expect(result.correlation).toBeCloseTo(1, 12);
    expect(result.simulated_mean_ms).toBe(result.measured_mean_ms);
  });

  // A constant delay moves each rank by itself, and no correlation; one request in two is then beyond 0.5 ms.
  it('measures a shift', () => {
    const spec = loadDrive('rz26');
    const shifted = validateDrive(spec, parseMeasuredRequests(traceOf('rz26', () => 2e6)));
    expect(shifted.demerit_ms).toBeCloseTo(2, 9);
    expect(shifted.demerit_percent).toBeCloseTo(200 / shifted.measured_mean_ms, 9);
    expect(shifted.correlation).toBeCloseTo(1, 9);
    expect(shifted.within_half_ms).toBe(0);
    expect(validateDrive(spec, parseMeasuredRequests(traceOf('rz26', (i) => (i % 2) * 0.6e6))).within_half_ms).toBe(0.5);
  });

  it('refuses requests that the drive cannot serve', () => {
    const spec = loadDrive('rz26');
    expect(() => validateDrive(spec, parseMeasuredRequests(''))).toThrow('no requests');
    expect(() => validateDrive(spec, parseMeasuredRequests('R Hit 2050859 2 1000 1000'))).toThrow('request 1: rz26 ends at block 2050859');
  });

  it.each([
    ['R Hit 5 4 10 10\nX Hit 5 4 10 10', 'line 2: expected R or W'],
    ['R Hit 5 4 10', 'line 1: expected R or W'],
    ['R Hit -5 4 10 10', 'line 1: expected a block'],
    ['R Hit 5 0 10 10', 'line 1: expected a block'],
    ['\n R Hit 5 4 fast 10', 'line 2: expected two times'],
  ])('refuses the trace %j', (text, message) => {
    expect(() => parseMeasuredRequests(text)).toThrow(message);
  });

  // The limits are DiskSim 4.0's own demerits for the same requests, in percent of the mean, rounded up.
  it.skipIf(!existsSync(TRACES)).each([
    ['hp-c2247a', 'hp_c2247a', 0.62, 0.95],
    ['rz26', 'dec_rz26', 2.17, 0.91],
    ['cheetah-9lp', 'cheetah9LP', 2.53, 0.89],
    ['barracuda-st32171w', 'barracuda', 5.26, 0.92],
    ['atlas-10k', 'atlas10k', 6.89, 0.9],
  ])('is as good as DiskSim, or better, on the measured %s', (name, trace, demerit, correlation) => {
    const result = validateDrive(loadDrive(name), parseMeasuredRequests(readFileSync(join(TRACES, `${trace}.trace`), 'utf8')));
    expect(result.demerit_percent).toBeLessThan(demerit);
    expect(result.correlation).toBeGreaterThan(correlation);
    expect(Math.abs(result.simulated_mean_ms / result.measured_mean_ms - 1)).toBeLessThan(0.02);
  });
});
