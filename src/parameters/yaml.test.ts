import { describe, expect, test } from 'vitest';
import type { Raw } from './raw.ts';
import { readYaml } from './yaml.ts';

function plain(raw: Raw | null): unknown {
  if (raw === null) return null;
  if (raw.is === 'scalar') return raw.text;
  return raw.is === 'list' ? raw.items.map(plain) : Object.fromEntries(raw.entries.map(({ key, value }) => [key, plain(value)]));
}

describe('YAML', () => {
  test.each<[string, unknown]>([
    ['', null],
    ['# comment', null],
    ['a: 010', { a: '010' }],
    ['a: 1_000\nb: 1e3\nc: 0o17\nd: 12:30\ne: 2026-01-14', { a: '1_000', b: '1e3', c: '0o17', d: '12:30', e: '2026-01-14' }],
    ['a: null\nb: ~\nc:', { a: 'null', b: '~', c: '' }],
    ['a: "yes"\nb: \'no\'', { a: 'yes', b: 'no' }],
    ['a: [x, [z]]\nb: {c: d}', { a: ['x', ['z']], b: { c: 'd' } }],
    ['a: >-\n  one\n  two\n', { a: 'one two' }],
    ['a: {b}', { a: { b: '' } }],
    ['a: x # comment\nb: x#y', { a: 'x', b: 'x#y' }],
  ])('%j', (text, value) => {
    const { raw, issues } = readYaml(text, 0);
    expect(issues).toEqual([]);
    expect(plain(raw)).toEqual(value);
  });

  test('places are those of the text', () => {
    const text = 'links:\n  isl: {bandwidth: 70 Mb/s}\n';
    const { raw } = readYaml(text, 3);
    const texts: string[] = [];
    const visit = (node: Raw): void => {
      expect(node.place.text).toBe(3);
      if (node.is === 'scalar') texts.push(text.slice(node.place.start, node.place.end));
      if (node.is === 'map') for (const { value, place } of node.entries) texts.push(text.slice(place.start, place.end)) && visit(value);
    };
    visit(raw!);
    expect(texts).toEqual(['links', 'isl', 'bandwidth', '70 Mb/s']);
  });

  test('keys that every object has are keys like others', () => {
    const { raw } = readYaml('{__proto__: 1, constructor: 2}', 0);
    expect(raw?.is === 'map' && raw.entries.map(({ key }) => key)).toEqual(['__proto__', 'constructor']);
  });

  test.each([
    ['[', 10_000],
    ['{a: ', 10_000],
    ['- ', 10_000],
    ['? ', 10_000],
    ['a: ', 10_000],
    ['[{', 10_000],
    ['!x ', 10_000],
    ['&x ', 10_000],
    ['*x ', 1000],
    ['"', 9999],
    ['\t', 10_000],
    ['%', 10_000],
    ['a: |\n', 1000],
    ['---\n', 1000],
  ])('%j, many times, is only wrong', (text, times) => {
    const { issues } = readYaml(text.repeat(times), 0);
    expect(issues.length).toBeGreaterThan(0);
    for (const { message } of issues) expect(message).not.toContain('call stack');
  });

  test('a wide but flat file is read in linear time', () => {
    const { raw, issues } = readYaml(`a:\n${Array.from({ length: 20_000 }, (_, i) => `  k${i}: 1\n`).join('')}`, 0);
    expect(issues).toEqual([]);
    expect(raw?.is === 'map' && raw.entries[0]?.value.is === 'map' && raw.entries[0].value.entries.length).toBe(20_000);
  });
});
