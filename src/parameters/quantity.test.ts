import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatQuantity } from './format.ts';
import type { QuantityType } from './parameter.ts';
import { parseQuantity } from './quantity.ts';
import { UNITS } from './units.ts';

const SEED = { seed: 20_260_114, numRuns: 500 };
const TYPES = Object.keys(UNITS) as QuantityType[];

function read(text: string, type: QuantityType): number {
  const parsed = parseQuantity(text, type);
  if ('error' in parsed) throw new Error(`${text}: ${parsed.error}`);
  return parsed.value;
}

function errorOf(text: string, type: QuantityType): string {
  const parsed = parseQuantity(text, type);
  return 'error' in parsed ? parsed.error : `no error but ${parsed.value}`;
}

describe('reading', () => {
  test.each<[string, QuantityType, number]>([
    ['20 s', 'duration', 20e9],
    ['3 h 10 min', 'duration', 11_400e9],
    ['1 d 2 h 3 min 4 s 5 ms 6 us 7 ns', 'duration', 93_784_005_006_007],
    ['8 us', 'duration', 8000],
    ['8 \u00b5s', 'duration', 8000],
    ['8 \u03bcs', 'duration', 8000],
    ['0.1 ms', 'duration', 100_000],
    ['1.0005 us', 'duration', 1001], // 1000.5 ns, halves up
    ['0.0000000005 s', 'duration', 1],
    ['104 d', 'duration', 8_985_600e9],
    ['512 B', 'size', 512],
    ['1.5 GiB', 'size', 1_610_612_736],
    ['300 GB', 'size', 300e9],
    ['127 blocks', 'size', 65_024],
    ['1 block', 'size', 512],
    // 15 tracks of 56,664 bytes
    ['32760 cyl', 'size', 27_844_689_600],
    ['64KiB', 'size', 65_536],
    ['70 Mb/s', 'bandwidth', 8_750_000],
    ['1 b/s', 'bandwidth', 0.125],
    ['16 MB/s', 'bandwidth', 16e6],
    ['16 MiB/s', 'bandwidth', 16_777_216],
    ['4 Gb/s', 'bandwidth', 5e8],
    ['350 IOPS', 'rate', 350],
    ['40 /s', 'rate', 40],
    ['30 /min', 'rate', 0.5],
    ['70 %', 'fraction', 0.7],
    ['0.01 %', 'fraction', 0.0001],
    ['130 %', 'fraction', 1.3],
    ['62 km', 'distance', 62_000],
    ['45 m', 'distance', 45],
    ['5400 rpm', 'speed', 5400],
    ['12', 'count', 12],
    ['1e3', 'count', 1000],
    ['010', 'count', 10],
    ['0.5', 'number', 0.5],
    ['2.5e-3', 'number', 0.0025],
    ['9007199254740991 ns', 'duration', Number.MAX_SAFE_INTEGER],
  ])('%s', (text, type, value) => {
    expect(read(text, type)).toBe(value);
  });

  test('every unit of every type, by its factor', () => {
    for (const type of TYPES) {
      for (const [unit, { times, exponent = 0, over = 1 }] of Object.entries(UNITS[type])) {
        expect(read(`3 ${unit}`, type), unit).toBe(Number(`${3 * times}e${exponent}`) / over);
      }
    }
  });
});

describe('refusing', () => {
  test.each<[string, QuantityType, string]>([
    ['', 'duration', 'nothing is written'],
    ['8', 'duration', 'a bare number: say which unit, e.g. 8 ms or 8 us'],
    ['16', 'bandwidth', 'a bare number: say which unit, e.g. 16 MB/s or 16 Mb/s'],
    ['64', 'size', 'a bare number: say which unit, e.g. 64 KiB or 64 GB'],
    ['0.7', 'fraction', 'a bare number: say which unit, e.g. 70 %'],
    ['350', 'rate', 'a bare number: say which unit, e.g. 350 IOPS or 350 /s'],
    ['-5 s', 'duration', 'it cannot be negative'],
    ['\u22125 s', 'duration', 'it cannot be negative'],
    ['NaN', 'count', 'it does not begin with a number'],
    ['Infinity', 'number', 'it does not begin with a number'],
    ['.5', 'number', 'it does not begin with a number'],
    ['1,000 B', 'size', 'numbers are written without separators, the decimal sign is a point'],
    ['0x10', 'count', 'it takes no unit (found x10)'],
    ['1_000', 'count', 'numbers are written without separators, the decimal sign is a point'],
    ['64 KB', 'size', 'KB may be 1000 or 1024 bytes: write kB or KiB'],
    ['64 K', 'size', 'K may be 1000 or 1024: write kB or KiB'],
    ['5 m', 'duration', 'm may be minutes, milliseconds or metres: write min or ms'],
    ['5 mins', 'duration', 'unknown unit mins: did you mean min?'],
    ['5 Mbps', 'bandwidth', 'unknown unit Mbps: did you mean Mb/s?'],
    ['5 MBps', 'bandwidth', 'unknown unit MBps: did you mean MB/s?'],
    ['5 Mbit/s', 'bandwidth', 'unknown unit Mbit/s: did you mean Mb/s?'],
    ['5 mb/s', 'bandwidth', 'unknown unit mb/s: did you mean MB/s or Mb/s?'],
    ['5 gb', 'size', 'unknown unit gb: did you mean GB?'],
    ['5 GB/s', 'size', 'GB/s is the unit of a bandwidth'],
    ['5 GB', 'bandwidth', 'GB is the unit of a size'],
    ['12 x', 'count', 'it takes no unit (found x)'],
    ['1.5', 'count', 'it must be whole'],
    ['24 % .. 38 %', 'fraction', 'a range of values is not supported yet in this version'],
    ['10 min 3 h', 'duration', 'in a sum the larger unit comes first, each once'],
    ['3 h 4 h', 'duration', 'in a sum the larger unit comes first, each once'],
    ['3 h 10', 'duration', 'a bare number: say which unit, e.g. 10 ms or 10 us'],
    ['1 GB 5 MB', 'size', 'only durations may be sums'],
    ['0.1 ns', 'duration', 'it is smaller than the smallest that can be told from 0'],
    ['105 d', 'duration', 'it is longer than 104 days, the exact range of the clock'],
    ['104 d 24 h', 'duration', 'it is longer than 104 days, the exact range of the clock'],
    ['10000 TB', 'size', 'it is too large'],
    ['1e99', 'count', 'it is too large'],
    ['9007199254740992', 'count', 'it is too large'],
    [`${'9'.repeat(50)} s`, 'duration', 'it is not a number and a unit'],
  ])('%s as %s', (text, type, error) => {
    expect(errorOf(text, type)).toBe(error);
  });

  test('names that every object has are no units', () => {
    for (const word of ['constructor', '__proto__', 'toString']) expect(errorOf(`5 ${word}`, 'size')).toContain('unknown unit');
  });
});

describe('laws', () => {
  test('decimals are exact: digits and unit scaled in whole numbers, rounded once', () => {
    const decimal = fc.record({ whole: fc.nat(99_999), digits: fc.stringMatching(/^\d{1,12}$/), unit: fc.constantFrom('us', 'ms', 's') });
    fc.assert(
      fc.property(decimal, ({ whole, digits, unit }) => {
        const factor = { us: 1000n, ms: 1_000_000n, s: 1_000_000_000n }[unit]!;
        const scale = 10n ** BigInt(digits.length);
        const exact = BigInt(`${whole}${digits}`) * factor;
        const rounded = (2n * exact + scale) / (2n * scale);
        fc.pre(rounded > 0n || exact === 0n);
        expect(BigInt(read(`${whole}.${digits} ${unit}`, 'duration'))).toBe(rounded);
      }),
      SEED,
    );
  });

  test('what is formatted can be read, within the rounding to four digits; shorter texts exactly', () => {
    const value = fc.oneof(fc.nat(10_000_000), fc.integer({ min: 1, max: 9e15 }), fc.double({ min: 1e-6, max: 1e12, noNaN: true }));
    fc.assert(
      fc.property(value, fc.constantFrom(...TYPES), (any, type) => {
        const given = ['duration', 'size', 'count'].includes(type) ? Math.floor(any) : any;
        const text = formatQuantity(given, type);
        const back = read(text, type);
        expect(Math.abs(back - given)).toBeLessThanOrEqual(Math.max(given * 6e-4, type === 'duration' && given >= 60e9 ? 0.5e9 : 1e-9));
        // From then on nothing is lost.
        const again = read(formatQuantity(back, type), type);
        expect(Math.abs(again - back)).toBeLessThanOrEqual(back * 1e-12);
      }),
      SEED,
    );
  });

  test('a value written in any unit with up to three digits comes back exactly', () => {
    const written = fc
      .constantFrom(...TYPES)
      .chain((type) => fc.tuple(fc.constant(type), fc.constantFrom(...Object.keys(UNITS[type]), ''), fc.nat(999)));
    fc.assert(
      fc.property(written, ([type, unit, number]) => {
        fc.pre(
          (unit === '') === (Object.keys(UNITS[type]).length === 0) && unit !== '/min' && unit !== '/h' && unit !== 'PB' && unit !== 'd',
        );
        const value = read(`${number} ${unit}`, type);
        expect(read(formatQuantity(value, type), type)).toBe(value);
      }),
      SEED,
    );
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('1', '.', 'e', '-', ' ', 'k', 'B', '/', 's', '%', 'min') })),
        fc.constantFrom(...TYPES),
        (text, type) => {
          const parsed = parseQuantity(text, type);
          expect('error' in parsed ? parsed.error.length > 0 : parsed.value >= 0 && Number.isFinite(parsed.value)).toBe(true);
        },
      ),
      { ...SEED, numRuns: 5000 },
    );
  });
});

describe('formatting', () => {
  test.each<[number, QuantityType, string]>([
    [0, 'duration', '0 s'],
    [20e9, 'duration', '20 s'],
    [90.5e9, 'duration', '90.5 s'],
    [11_400e9, 'duration', '3 h 10 min'],
    [1_250_000, 'duration', '1.25 ms'],
    [12_345.6789e9, 'duration', '3 h 25 min 46 s'],
    [123_456_789, 'duration', '123.5 ms'],
    [512, 'size', '512 B'],
    [65_024, 'size', '127 blocks'],
    [65_536, 'size', '64 KiB'],
    [1_610_612_736, 'size', '1.5 GiB'],
    [300e9, 'size', '300 GB'],
    [27_844_689_600, 'size', '32760 cyl'],
    [1_234_567_891, 'size', '1.235 GB'],
    [0, 'bandwidth', '0 B/s'],
    [8_750_000, 'bandwidth', '70 Mb/s'],
    [16e6, 'bandwidth', '16 MB/s'],
    [123_456_789, 'bandwidth', '123.5 MB/s'],
    [0.07, 'fraction', '7 %'],
    [1 / 3, 'fraction', '33.33 %'],
    [62_000, 'distance', '62 km'],
    [5400, 'speed', '5400 rpm'],
    [1 / 3, 'rate', '0.3333 IOPS'],
    [12_345_678, 'count', '12345678'],
    [0.0001, 'number', '0.0001'],
    [1e-7, 'number', '0.0000001'],
  ])('%d as %s', (value, type, text) => {
    expect(formatQuantity(value, type)).toBe(text);
  });
});
