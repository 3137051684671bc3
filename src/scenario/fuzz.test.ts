import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReadScenario, readScenario } from './read.ts';
import { catalogue } from './testing/catalogue.ts';
import { models } from './testing/models.ts';
import { clusterText, pairText } from './testing/scenarios.ts';

function read(text: string, set: readonly string[] = []): ReadScenario {
  return readScenario(text, { file: 'fuzz.yaml', set, models, catalogue });
}

/** Either a scenario of plain JSON, or problems with places in the text, in order. */
function checkResult(result: ReadScenario, text: string): void {
  if ('scenario' in result) {
    expect(JSON.parse(JSON.stringify(result.scenario))).toEqual(result.scenario);
    return;
  }
  const { problems } = result;
  expect(problems.length).toBeGreaterThan(0);
  const lines = text.split('\n');
  let last = 0;
  for (const { file, line, column, message } of problems) {
    expect(message).not.toMatch(/undefined|\[object|NaN: |TypeError|call stack/);
    if (file === '--set') continue;
    expect(line >= 1 && line <= lines.length && column >= 1 && column <= lines[line - 1]!.length + 1, `${line}:${column} ${message}`).toBe(
      true,
    );
    expect(line * 1e6 + column).toBeGreaterThanOrEqual(last);
    last = line * 1e6 + column;
  }
}

const SEED = { seed: 4_711, numRuns: 100 };
const TEXTS = fc.constantFrom(clusterText, pairText);
const BITS = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  ' ',
  '\n',
  '-',
  '.',
  '"',
  '#',
  '&',
  '*',
  '!',
  '|',
  '>',
  '0',
  '9',
  '-1',
  'yes',
  '\t',
  '\u0000',
  '..',
  '+',
  '%',
  'dsa',
  'end',
  '__proto__',
  ': {}',
  '\ud800',
];

describe('whatever comes', () => {
  test('pieces cut out, put in and exchanged', () => {
    const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(12), put: fc.constantFrom('', ...BITS) });
    fc.assert(
      fc.property(TEXTS, fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        let changed = text;
        for (const { at, cut, put } of edits) {
          const place = Math.floor(at * changed.length);
          changed = changed.slice(0, place) + put + changed.slice(place + cut);
        }
        checkResult(read(changed), changed);
      }),
      SEED,
    );
  });

  test('words exchanged for one another', () => {
    const words = [...new Set(clusterText.match(/[\w.%-]+/g))];
    fc.assert(
      fc.property(TEXTS, fc.constantFrom(...words), fc.constantFrom(...words), (text, from, to) => {
        const changed = text.replaceAll(new RegExp(`(?<![\\w.-])${from.replace(/[.%]/g, '\\$&')}(?![\\w-])`, 'g'), to);
        checkResult(read(changed), changed);
      }),
      SEED,
    );
  });

  test('lines left out and doubled', () => {
    fc.assert(
      fc.property(TEXTS, fc.array(fc.tuple(fc.nat(80), fc.boolean()), { minLength: 1, maxLength: 5 }), (text, changes) => {
        const lines = text.split('\n');
        for (const [at, double] of changes) lines.splice(at % lines.length, double ? 0 : 1, ...(double ? [lines[at % lines.length]!] : []));
        const changed = lines.join('\n');
        checkResult(read(changed), changed);
      }),
      SEED,
    );
  });

  test('values set from outside', () => {
    const path = fc.constantFrom(
      'run.to',
      'run',
      'links.isl.bandwidth',
      'copies.dsa',
      'copies.dsa.kind',
      'hosts.vax.nodes',
      'timeline.add.do',
      'x',
      '',
      'arrays.hsj-b.pools',
      '__proto__.a',
    );
    const value = fc.oneof(fc.string(), fc.constantFrom(...BITS, '{a: b}', '[1, 2]', '3 GB', 'dsa.done', '1e400'));
    fc.assert(
      fc.property(path, value, (target, written) => {
        checkResult(read(clusterText, [`${target}=${written}`]), clusterText);
      }),
      SEED,
    );
  });

  test('any text at all', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string(),
          fc.array(fc.constantFrom(...BITS), { maxLength: 60 }).map((bits) => bits.join('')),
        ),
        (text) => {
          checkResult(read(text), text.replace(/^\ufeff/, ''));
        },
      ),
      SEED,
    );
  });
});
