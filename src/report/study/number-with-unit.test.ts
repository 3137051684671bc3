import { expect, test } from 'vitest';
import { parseNumberWithUnit } from './number-with-unit.ts';

test.each([
  ['4', 4, ''],
  ['500 Mb/s', 500, 'Mb/s'],
  ['0.5ms', 0.5, 'ms'],
  ['1e3 IOPS', 1000, 'IOPS'],
  ['80 %', 80, '%'],
])('%s is a number', (text, number, unit) => {
  expect(parseNumberWithUnit(text)).toEqual({ number, unit });
});

test.each(['', 'low', '10:30', 'daily 10:30', '1 h 30 min', '2026-02-03', '80 % on 10 %', '[1, 2]', '-3', '1.2.3', 'raid5 7+1'])(
  '%j is none',
  (text) => {
    expect(parseNumberWithUnit(text)).toBeNull();
  },
);
