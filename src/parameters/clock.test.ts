import { describe, expect, test } from 'vitest';
import { clockAfter, DAY, formatClock, parseClock } from './clock.ts';

describe('clock times', () => {
  test('every day of eight centuries has the number that the calendar of the language gives it', () => {
    for (let day = Date.UTC(1800, 0, 1) / 86_400_000; day < Date.UTC(2600, 0, 1) / 86_400_000; day++) {
      const text = `${new Date(day * 86_400_000).toISOString().slice(0, 10)} 00:00`;
      const parsed = parseClock(text);
      if (!('value' in parsed) || parsed.value.day !== day || formatClock(parsed.value) !== text) throw new Error(text);
    }
  });

  test.each([
    ['22:00', { day: null, clock: 22 * 3600e9 }],
    ['9:05', { day: null, clock: (9 * 60 + 5) * 60e9 }],
    ['00:00:30', { day: null, clock: 30e9 }],
    ['2026-02-12 21:15', { day: 20_496, clock: (21 * 60 + 15) * 60e9 }],
    ['2026-02-12T21:15', { day: 20_496, clock: (21 * 60 + 15) * 60e9 }],
  ])('%s', (text, value) => {
    expect(parseClock(text)).toEqual({ value });
  });

  test.each([
    '24:00',
    '12:60',
    '12:00:60',
    '2026-02-29 00:00',
    '2100-02-29 00:00',
    '2026-13-01 00:00',
    '2026-00-10 00:00',
    '2026-04-31 00:00',
    '12',
    '12.30',
    '',
    '2026-02-12',
  ])('%s is none', (text) => {
    expect(parseClock(text)).toHaveProperty('error');
  });

  test('a leap day of a fourth century', () => {
    expect(parseClock('2000-02-29 00:00')).toHaveProperty('value');
  });

  test('time goes on over midnight', () => {
    const from = { day: 20_467, clock: 23 * 3600e9 };
    expect(formatClock(clockAfter(from, 2 * 3600e9))).toBe('2026-01-15 01:00');
    expect(formatClock(clockAfter({ day: null, clock: from.clock }, DAY))).toBe('23:00');
    expect(formatClock(clockAfter(from, 45e9))).toBe('2026-01-14 23:00:45');
  });
});
