import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { driveNames, loadDrive, readDrive } from './catalog.ts';

const RZ26 = readFileSync(new URL('./catalog/rz26.yaml', import.meta.url), 'utf8');

function errorOf(text: string): string {
  try {
    readDrive(text, 'rz26.yaml');
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the drive catalogue', () => {
  it('has the measured drives and those of data sheets', () => {
    expect(driveNames()).toEqual([
      'atlas-10k',
      'atlas-iii',
      'barracuda-st32171w',
      'cheetah-4lp',
      'cheetah-9lp',
      'fc-10k-450gb',
      'fc-15k-146gb',
      'fc-15k-300gb',
      'hp-c2247a',
      'hp-c2490a',
      'hp-c3323a',
      'ibm-18es',
      'nl-7k-2tb',
      'nl-7k-4tb',
      'rz26',
      'rz28b',
      'rz29b',
      'sas-10k-600gb',
      'sas-15k-300gb',
      'st41601n',
    ]);
  });

  it('reads every file; each says what it is and where its figures come from', () => {
    for (const name of driveNames()) {
      const drive = loadDrive(name);
      expect(drive.name).toBe(name);
      expect(drive.means.length * drive.source.length).toBeGreaterThan(0);
      expect(drive).toBe(loadDrive(name));
    }
  });

  it('lets every head switch and one-cylinder seek for a write happen within the skew: else each track of a long write costs a turn', () => {
    for (const name of driveNames()) {
      const { geometry, seek, revolution } = loadDrive(name);
      const oneCylinder = 'points' in seek.write ? 0 : seek.write.single;
      for (const zone of geometry.zones) {
        expect(((zone.trackSkew - 0.01) / zone.sectors) * revolution, name).toBeGreaterThanOrEqual(
          geometry.heads > 1 ? seek.writeHeadSwitch * 0.93 : 0,
        );
        expect((zone.cylinderSkew / zone.sectors) * revolution, name).toBeGreaterThanOrEqual(oneCylinder);
      }
    }
  });

  it('names the nearest drive', () => {
    expect(() => loadDrive('rz62')).toThrow('no drive `rz62` in the catalogue; did you mean rz26?');
  });

  it.each([
    ['rotation_rpm: 5360', 'rotation_rpm: fast', 'drive catalogue, rz26.yaml: rotation_rpm: expected a number, found fast'],
    ['rotation_rpm: 5360', 'rotation_rpm: 0', 'drive catalogue, rz26.yaml: rotation_rpm: expected a number from 1 to'],
    ['blocks: 2050860', '', 'drive catalogue, rz26.yaml: blocks: missing'],
    ['blocks: 2050860', 'blocks: 2050861', 'drive catalogue, rz26.yaml: blocks: expected a whole number from 1 to 2050860, found 2050861'],
    ['blocks: 2050860', 'blocks: 12.5', 'drive catalogue, rz26.yaml: blocks: expected a whole number, found 12.5'],
    ['head_switch_ms: 0.865', 'head_swich_ms: 0.865', 'drive catalogue, rz26.yaml: seek.head_switch_ms: missing'],
    [
      'zero_latency_read: true',
      'zero_latency_reads: true',
      'rz26.yaml: cache.zero_latency_reads: no such field; did you mean zero_latency_read?',
    ],
    ['zero_latency_read: true', 'zero_latency_read: 1', 'rz26.yaml: cache.zero_latency_read: expected true or false, found 1'],
    ['discipline: fcfs', 'discipline: lifo', 'rz26.yaml: discipline: expected fcfs, sstf, look, c-look, found lifo'],
    ['[2, 1.9022]', '[1, 1.9022]', 'rz26.yaml: seek.points_ms[1]: expected more than 1 cylinders'],
    ['[0, 2598]', '[0, -1]', 'rz26.yaml: geometry.zones[0].cylinders[1]: expected a whole number from 0 to'],
    ['[0, 2598]', '[10, 2]', 'rz26.yaml: geometry.zones[0].cylinders: the last is before the first'],
    ['skew: [7, 25]', 'skew: 7', 'rz26.yaml: geometry.zones[0].skew: expected a list, found 7'],
    ['spares: 1', 'spares: 58', 'rz26.yaml: geometry.zones[0]: spares and reserved sectors leave no block'],
    ['cache.read_ahead:', 'cache.prefetch:', 'rz26.yaml: tags.cache.prefetch: the file has no such figure'],
    [
      'write_settle_ms: "C:',
      'write_settle_ms: "X:',
      'rz26.yaml: tags.seek.write_settle_ms: begins with one of S, D, P, C, R, E and a colon',
    ],
    ['geometry:', 'geometry: 12\nlayout:', 'rz26.yaml: geometry: expected fields with values'],
    ['name: rz26', 'name: [', 'rz26.yaml: the file: not YAML'],
  ])('refuses %s written as %s', (right, wrong, message) => {
    expect(RZ26).toContain(right);
    expect(errorOf(RZ26.replace(right, wrong))).toContain(message);
  });

  it('refuses a file that is none', () => {
    expect(errorOf('')).toContain('the file: expected fields with values');
    expect(errorOf('- a\n- b')).toContain('the file: expected fields with values');
  });
});
