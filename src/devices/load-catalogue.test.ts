import { describe, expect, test } from 'vitest';
import { findPreset } from './catalogue.ts';
import { driveNames } from './disk/catalog.ts';
import { CatalogueError, loadCatalogue, readPreset } from './load-catalogue.ts';

const catalogue = loadCatalogue(driveNames());

describe('shipped presets', () => {
  test.each(['array', 'link', 'host', 'workload'] as const)('there are some of type %s, with sources', (type) => {
    const presets = catalogue.presets.filter((preset) => preset.type === type);
    expect(presets.length).toBeGreaterThan(3);
    for (const { name, means, source, values } of presets) {
      expect(means, name).toMatch(/\.$/);
      expect(source.length, name).toBeGreaterThan(3);
      expect(Object.keys(values).length, name).toBeGreaterThan(1);
    }
  });

  test('figures that documents give', () => {
    // OpenVMS Cluster Guidelines, table 4-2: CI 70 Mb/s on each of two paths; DSSI 4 MB/s; FDDI 100 Mb/s.
    expect(findPreset(catalogue, 'link', 'ci')!.values).toMatchObject({ bandwidth: { value: 8_750_000, tag: 'D' }, count: { value: 2 } });
    expect(findPreset(catalogue, 'link', 'dssi')!.values).toMatchObject({ bandwidth: { value: 4_000_000 } });
    expect(findPreset(catalogue, 'link', 'fddi')!.values).toMatchObject({ bandwidth: { value: 12_500_000 } });
    // HSC Software 6.5: 800 requests per second.
    expect(findPreset(catalogue, 'array', 'hsc70')!.values).toMatchObject({ command_time: { value: 1e9 / 800, tag: 'C' } });
    expect(findPreset(catalogue, 'array', 'hsj40')!.values).toMatchObject({ ports: { value: 6 }, copy_assist: { value: 'dcd', tag: 'S' } });
  });

  test('only what a document or a practitioner says is called so: the rest is an estimate or recalled', () => {
    for (const { name, values } of catalogue.presets) {
      for (const [parameter, { tag, source }] of Object.entries(values))
        expect(source.length, `${name}.${parameter} [${tag}]`).toBeGreaterThan(3);
    }
  });
});

describe('a preset that is wrong', () => {
  const good = `name: a
type: host
source: here
means: A test.
values:
  cpu_per_io: {is: 5 us, tag: E, source: a test}
`;
  const wrong = (from: string, to: string, type: 'host' | 'array' = 'host'): string => {
    try {
      readPreset(good.replace(from, to), type, 'a', ['rz26']);
    } catch (error) {
      if (error instanceof CatalogueError) return error.message;
      throw error;
    }
    return '';
  };

  test('the right one is read', () => {
    expect(readPreset(good, 'host', 'a', [])).toEqual({
      name: 'a',
      type: 'host',
      source: 'here',
      means: 'A test.',
      values: { cpu_per_io: { value: 5000, tag: 'E', source: 'a test' } },
    });
  });

  test.each([
    ['name: a', 'name: b', 'preset host/a: name is b: it must be that of the file'],
    ['type: host', 'type: hots', 'preset host/a: type is hots: it must be that of the folder'],
    ['means: A test.\n', '', 'preset host/a: means is missing'],
    ['tag: E', 'tag: X', 'preset host/a: cpu_per_io: X is no evidence tag'],
    [', source: a test', '', 'preset host/a: source is missing'],
    ['is: 5 us, ', '', 'preset host/a: cpu_per_io: is is missing'],
    [
      '5 us',
      '5',
      'preset host/a: cpu_per_io: expected a duration such as 8 ms or 8 us, found `5`: a bare number: say which unit, e.g. 5 ms or 5 us',
    ],
    ['cpu_per_io', 'cpu_per_oi', 'preset host/a: unknown parameter cpu_per_oi: did you mean cpu_per_io?'],
    ['source: here', 'surce: here\nsource: here', 'preset host/a: unknown word surce: did you mean source?'],
    [
      'cpu_per_io: {is: 5 us, tag: E, source: a test}',
      'site: {is: east, tag: E, source: a test}',
      'preset host/a: site: east is not in the catalogue of drives',
    ],
  ])('%s becomes %s', (from, to, message) => {
    expect(wrong(from, to)).toBe(message);
  });

  test('a drive that does not exist', () => {
    const drive = good.replace('type: host', 'type: array').replace('cpu_per_io: {is: 5 us', 'drive: {is: rz62');
    expect(() => readPreset(drive, 'array', 'a', ['rz26'])).toThrow('drive: rz62 is not in the catalogue of drives');
  });

  test('no YAML', () => {
    expect(() => readPreset('a: [', 'host', 'a', [])).toThrow(CatalogueError);
  });
});
