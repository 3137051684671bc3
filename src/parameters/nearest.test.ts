import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, meantBy, nearest, suggest } from './nearest.ts';

describe('edit distance', () => {
  test.each([
    ['', '', 0],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
    ['bandwidht', 'bandwidth', 1], // neighbours swapped
    ['ca', 'abc', 3], // optimal string alignment: no edit between the swapped
  ])('%s to %s', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  test('is symmetrical, zero only for equal words, at most the longer length', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(editDistance(b, a)).toBe(distance);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
      { seed: 7 },
    );
  });
});

describe('nearest', () => {
  const words = ['bandwidth', 'between', 'count', 'distance', 'latency', 'message_time', 'sharing'];

  test.each([
    ['bandwith', 'bandwidth'],
    ['BANDWIDTH', 'bandwidth'],
    ['betwen', 'between'],
    ['mesage_time', 'message_time'],
    ['distnace', 'distance'],
  ])('%s', (word, meant) => {
    expect(nearest(word, words)).toBe(meant);
  });

  test.each(['', 'x', 'throughput', 'colour', 'z'.repeat(500)])('nothing is near %s', (word) => {
    expect(nearest(word, words)).toBeUndefined();
  });

  test('of several alike the one that begins alike, in any order of the candidates', () => {
    expect(nearest('openvms-8.3', ['openvms-7.3', 'openvms-8.4'])).toBe('openvms-8.4');
    expect(nearest('openvms-8.3', ['openvms-8.4', 'openvms-7.3'])).toBe('openvms-8.4');
    expect(nearest('Copied', ['SteadyState', 'Copying'])).toBe('Copying');
  });

  test('a single letter is never a guess for another', () => {
    expect(nearest('q', ['p'])).toBeUndefined();
  });
});

test('what is known is listed if nothing is near, up to forty', () => {
  expect(suggest('x', ['alpha', 'beta'])).toBe('known: alpha, beta');
  expect(suggest('x', [])).toBe('there is none');
  const many = Array.from({ length: 50 }, (_, i) => `name${i}`);
  expect(suggest('x', many)).toMatch(/name39 and 10 more$/);
});

test('a word that has swallowed its value', () => {
  expect(meantBy('alpha:x', ['alpha', 'beta'])).toBe('a space is missing after `alpha:`');
  expect(meantBy('alpah', ['alpha', 'beta'])).toBe('did you mean alpha?');
  expect(meantBy('gamma:x', ['alpha', 'beta'])).toBe('known: alpha, beta');
});
