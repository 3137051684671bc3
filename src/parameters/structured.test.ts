import { describe, expect, test } from 'vitest';
import { formatValue } from './describe.ts';
import { parseLimit, parseMix, parseProfile, parseSkew } from './structured.ts';

describe('structured values', () => {
  test('skew', () => {
    expect(parseSkew('80 % on 10 %')).toEqual({ value: { share: 0.8, space: 0.1 } });
    expect(parseSkew('100 % on 4 %')).toHaveProperty('value');
    for (const wrong of ['80 on 10', '80 %', '0 % on 10 %', '80 % on 100 %', '101 % on 10 %', '80 % on 10 % on 5 %'])
      expect(parseSkew(wrong)).toHaveProperty('error');
  });

  test('mix: shares add up, zero shares drop out', () => {
    const mix = parseMix([
      ['4 KiB', '70 %'],
      ['64 KiB', '30 %'],
      ['1 MiB', '0 %'],
    ]);
    expect(mix).toEqual({
      value: [
        { value: 4096, weight: 0.7 },
        { value: 65_536, weight: 0.3 },
      ],
    });
    expect(parseMix([['4 KiB', '99.9 %']])).toEqual({ error: 'the shares add up to 99.9 %, not to 100 %' });
    expect(parseMix([])).toHaveProperty('error');
    expect(
      parseMix([
        ['4 KiB', '50 %'],
        ['8 blocks', '50 %'],
      ]),
    ).toEqual({ error: '`8 blocks` is there twice' });
  });

  test('ten shares of a tenth are a whole', () => {
    expect(parseMix(Array.from({ length: 10 }, (_, i) => [`${i + 1} KiB`, '10 %'] as const))).toHaveProperty('value');
  });

  test('profile: sorted by time', () => {
    expect(
      parseProfile([
        ['18:00', '20 %'],
        ['08:00', '100 %'],
      ]),
    ).toEqual({
      value: [
        { clock: 8 * 3600e9, fraction: 1 },
        { clock: 18 * 3600e9, fraction: 0.2 },
      ],
    });
    for (const wrong of [
      [['8', '10 %']],
      [['08:00', '0 %']],
      [['08:00', '1']],
      [
        ['8:00', '1 %'],
        ['08:00', '1 %'],
      ],
      [['2026-01-01 08:00', '1 %']],
    ] as const) {
      expect(parseProfile(wrong)).toHaveProperty('error');
    }
  });

  test.each([
    ['12 ms', { value: 12e6, type: 'duration' }],
    ['3 h 10 min', { value: 11_400e9, type: 'duration' }],
    ['80 %', { value: 0.8, type: 'fraction' }],
    ['188 MB/s', { value: 188e6, type: 'bandwidth' }],
    ['350 IOPS', { value: 350, type: 'rate' }],
    ['30 /min', { value: 0.5, type: 'rate' }],
    ['273 GB', { value: 273e9, type: 'size' }],
    ['3', { value: 3, type: 'number' }],
    ['0 s', { value: 0, type: 'duration' }],
    ['130 % of twin', { ofTwin: 1.3 }],
  ])('limit %s', (text, value) => {
    expect(parseLimit(text)).toEqual({ value });
    expect(parseLimit(formatValue(value, 'limit'))).toEqual({ value });
  });

  test.each(['', '12 ms of twin', '130 of twin', 'of twin', '5 parsec', '-3 ms'])('no limit: %s', (text) => {
    expect(parseLimit(text)).toHaveProperty('error');
  });
});
