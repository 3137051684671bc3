import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flowText } from './flow.ts';
import type { Raw } from './raw.ts';
import { readYaml } from './yaml.ts';

const read = (yaml: string): Raw => readYaml(yaml, 0).raw!;

test.each([
  ['daily 00:30', 'daily 00:30'],
  ['"1 Gb/s"   # a comment', '1 Gb/s'],
  ["'off'", '"off"'],
  ['- a\n- daily 00:30\n- "a, b"\n', '[a, daily 00:30, "a, b"]'],
  ['from: start\nto:\n  - a.done\n  - b.done', '{from: start, to: [a.done, b.done]}'],
  ['"two\\nlines"', '"two\\nlines"'],
  ['"# no comment"', '"# no comment"'],
  ["''", '""'],
])('%j is written as %s', (yaml, text) => {
  expect(flowText(read(yaml))).toBe(text);
});

test('what is written reads back alike', () => {
  const place = { text: 0, start: 0, end: 0 };
  const word = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('a: b', '[x', '- y', '*z', '&a', '!t', '<<', 'NO', ' ', '"', '{', '%', '@'),
  );
  const printable = word.filter((text) => !/[^\x20-\x7e]/.test(text));
  const raw = fc.letrec<{ any: Raw }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      printable.map((text): Raw => ({ is: 'scalar', text, place })),
      fc.array(tie('any'), { maxLength: 3 }).map((items): Raw => ({ is: 'list', items, place })),
      fc
        .uniqueArray(
          fc.tuple(
            printable.filter((key) => key !== '<<'),
            tie('any'),
          ),
          { maxLength: 3, selector: ([key]) => key },
        )
        .map((entries): Raw => ({ is: 'map', entries: entries.map(([key, value]) => ({ key, place, value })), place })),
    ),
  })).any;
  const bare = (one: Raw): unknown => {
    if (one.is === 'scalar') return one.text;
    return one.is === 'list' ? one.items.map(bare) : { map: one.entries.map(({ key, value }) => [key, bare(value)]) };
  };
  fc.assert(
    fc.property(raw, (one) => {
      const { raw: again, issues } = readYaml(flowText(one), 0);
      expect(issues).toEqual([]);
      expect(bare(again!)).toEqual(bare(one));
    }),
    { seed: 7, numRuns: 400 },
  );
});
