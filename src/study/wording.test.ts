import { describe, expect, test } from 'vitest';
import { bytes, date, digits, duration, instant, quantity } from './wording.ts';

describe('numbers for people', () => {
  test.each([
    [0, '0'],
    [1_234_567, '1,234,567'],
    [99.96, '100'],
    [12.34, '12.3'],
    [9.999, '10.0'],
    [1.234, '1.23'],
    [0.0521, '0.052'],
    [0.99996, '1.00'],
    [-1234.5, '-1,235'],
    [0.0000001, '1e-7'],
  ])('%s reads %s', (value, text) => expect(digits(value)).toBe(text));

  test.each([
    [0, '0 s'],
    [0.000_02, '20 us'],
    [0.0041, '4.1 ms'],
    [12.34, '12.3 s'],
    [20, '20 s'],
    [250, '4 min 10 s'],
    [240, '4 min'],
    [6720, '1 h 52 min'],
    [3599.9, '1 h'],
    [7199, '2 h'],
    [100 * 3600, '4 d 4 h'],
    [-5, '-5 s'],
  ])('%s s lasts %s', (seconds, text) => expect(duration(seconds)).toBe(text));

  test.each([
    [999, '999 B'],
    [300e9, '300 GB'],
    [999_600, '1 MB'],
    [1.5e18, '1,500 PB'],
  ])('%s bytes are %s', (count, text) => expect(bytes(count)).toBe(text));

  test('a unit follows its number', () => {
    expect(quantity(12.345, 'ms')).toBe('12.3 ms');
    expect(quantity(3, '')).toBe('3');
    expect(quantity(1e9, 'B')).toBe('1 GB');
    expect(quantity(60, 's')).toBe('60 s');
  });
});

describe('instants', () => {
  const nine = { day: 20_467, clock: 9 * 3600e9 };

  test('are told by the clock if the scenario has one', () => {
    expect(instant(nine, 2 * 3600 + 32 * 60)).toBe('11:32');
    expect(instant(nine, 61)).toBe('09:01:01');
    expect(instant({ day: null, clock: 0 }, 61)).toBe('61 s');
  });

  test('on a later day say which', () => {
    expect(instant(nine, 16 * 3600)).toBe('2026-01-15 01:00');
    expect(instant({ day: null, clock: 9 * 3600e9 }, 16 * 3600)).toBe('01:00 (day 2)');
  });

  // Known days: the epoch, a leap day, the day before and after a century that is no leap year.
  test.each([
    [0, '1970-01-01'],
    [11_016, '2000-02-29'],
    [47_540, '2100-02-28'],
    [47_541, '2100-03-01'],
    [20_467, '2026-01-14'],
  ])('day %s is %s', (day, text) => expect(date(day)).toBe(text));
});
