import { describe, expect, test } from 'vitest';
import type { ParameterTable } from './parameter.ts';
import type { RawMap } from './raw.ts';
import { type ReadTable, type ReadValues, readTable } from './table.ts';
import { readYaml } from './yaml.ts';

const about = { means: 'A test.', tag: 'E', source: 'a test' } as const;
const table = {
  must: { type: 'duration', ...about },
  may: { type: 'size', optional: true, ...about },
  has: { type: 'count', default: 3, range: [1, 10], ...about },
  shape: { type: 'word', words: ['round', 'square'], default: 'round', later: '^oval$', ...about },
  side: { type: 'distance', default: 5, needs: { shape: ['square'] }, ...about },
  lone: { type: 'number', default: 1, without: ['may'], ...about },
  whole: { type: 'size', optional: true, multiple: 512, ...about },
  low: { type: 'size', optional: true, floorTo: 512, ...about },
  inner: { type: 'map', table: { a: { type: 'count', default: 1, ...about } }, optional: true, ...about },
  named: { type: 'entries', table: { b: { type: 'count', ...about } }, optional: true, ...about },
} as const satisfies ParameterTable;

function read(text: string, options: Partial<ReadTable> = {}): { values: ReadValues; messages: string[]; filled: string[] } {
  const { raw, issues } = readYaml(text, 0);
  expect(issues).toEqual([]);
  const messages: string[] = [];
  const filled: string[] = [];
  const place = { text: 0, start: 0, end: 1 };
  const context = {
    report: (_: unknown, message: string) => messages.push(message),
    assume: (path: string, value: string) => filled.push(`${path} ${value}`),
    name: () => true,
    mark: () => undefined,
  };
  return { values: readTable(raw as RawMap, table, { path: 'x', place, ...options }, context), messages, filled };
}

describe('reading a map against a table', () => {
  test('written values, defaults, and what was filled in', () => {
    const { values, messages, filled } = read('{must: 5 ms, has: 7}');
    expect(messages).toEqual([]);
    expect(values).toEqual({ must: 5e6, has: 7, shape: 'round', lone: 1 });
    expect(filled).toEqual(['x.shape round', 'x.lone 1']);
  });

  test('values come in the order of the table, whatever the order of the words', () => {
    expect(Object.keys(read('{lone: 2, shape: square, must: 5 ms}').values)).toEqual(['must', 'has', 'shape', 'side', 'lone']);
  });

  test('a preset goes before the default and after what is written, and fills what must be given', () => {
    const preset = { must: { value: 9, tag: 'D', source: 's' }, has: { value: 5, tag: 'D', source: 's' } } as const;
    expect(read('{has: 7}', { preset })).toMatchObject({ values: { must: 9, has: 7 }, messages: [] });
    expect(read('{must: 5 ms}', { preset }).filled).toContain('x.has 5');
  });

  test('what does not apply has no default, is left out of a preset, and is refused if written', () => {
    const preset = { side: { value: 8, tag: 'D', source: 's' } } as const;
    expect(read('{must: 5 ms}', { preset }).values).not.toHaveProperty('side');
    expect(read('{must: 5 ms, shape: square}', { preset }).values).toMatchObject({ side: 8 });
    expect(read('{must: 5 ms, side: 3 m}').messages).toEqual(['x.side: it applies only with shape: square']);
    expect(read('{must: 5 ms, may: 1 kB, lone: 2}').messages).toEqual(['x.lone: it applies only without may']);
  });

  test('what depends on a wrong value is not judged', () => {
    expect(read('{must: 5 ms, shape: squar, side: 3 m}').messages).toEqual([
      'x.shape: expected one of: round, square, found `squar`: did you mean square?',
    ]);
    expect(read('{must: 5 ms, may: 1, lone: 2}').messages).toHaveLength(1);
  });

  test('what is missing; a misspelt word is not missing as well', () => {
    expect(read('{has: 1}').messages).toEqual(['x: `must` is missing: a duration such as 8 ms or 8 us']);
    expect(read('{mst: 5 ms}').messages).toEqual(['x: unknown word `mst`: did you mean must?']);
  });

  test('without the preset that was named, nothing is missing and nothing is filled', () => {
    expect(read('{side: 3 m}', { incomplete: true })).toEqual({ values: { side: 3 }, messages: [], filled: [] });
  });

  test('words of the caller, and of later versions', () => {
    expect(read('{must: 5 ms, mine: 1, future: 2}', { apart: ['mine'], later: ['future'] }).messages).toEqual([
      'x: `future` is not supported yet in this version',
    ]);
    expect(read('{must: 5 ms, shape: oval}').messages).toEqual(['x.shape: `oval` is not supported yet in this version']);
  });

  test('ranges, multiples, rounding down', () => {
    expect(read('{must: 5 ms, has: 0}').messages).toEqual(['x.has: `0` is below 1, the least allowed']);
    expect(read('{must: 5 ms, has: 11}').messages).toEqual(['x.has: `11` is above 10, the most allowed']);
    expect(read('{must: 5 ms, whole: 1000 B}').messages).toEqual(['x.whole: `1000 B` is not a multiple of 512 B']);
    expect(read('{must: 5 ms, low: 1000 B}').values).toMatchObject({ low: 512 });
  });

  test('maps inside, with their paths', () => {
    const { values, filled } = read('{must: 5 ms, inner: {}, named: {p: {b: 2}}}');
    expect(values).toMatchObject({ inner: { a: 1 }, named: { p: { b: 2 } } });
    expect(filled).toContain('x.inner.a 1');
    expect(read('{must: 5 ms, inner: 3, named: {"1": {}, q: {}, r: 5}}').messages).toEqual([
      'x.inner: expected a map, found `3`',
      'x.named: `1` cannot be a name: a name begins with a letter and has letters, digits, - and _ only, 64 at most',
      'x.named.q: `b` is missing: a whole number such as 12',
      'x.named.r: expected a map, found `5`',
    ]);
  });
});
