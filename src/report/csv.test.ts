import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventRow, SummaryRow } from '../metrics/results.ts';
import { eventsCsv, readEvents, readSummary, readTimeline, summaryCsv, timelineCsv } from './csv.ts';
import { CsvError } from './csv-read.ts';
import { csvNumber, csvSeconds } from './numbers.ts';

describe('numbers in CSV files', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [322_122_547_200, '322122547200'],
    [12.3456789012, '12.3456789'],
    [0.1 + 0.2, '0.3'],
    [1 / 3, '0.333333333'],
    [99.9999999999, '100'],
    [1e-7 / 3, '3.33333333e-8'],
    [2 ** 60, '1152921500000000000'],
  ])('%s is written %s', (value, text) => expect(csvNumber(value)).toBe(text));

  test.each([
    [0, '0'],
    [86_400, '86400'],
    [86_400.000_000_001, '86400.000000001'],
    [0.1, '0.1'],
    [1e-9, '0.000000001'],
  ])('%s seconds are written %s', (value, text) => expect(csvSeconds(value)).toBe(text));

  test('instants keep every nanosecond up to a month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * 86_400e9 }), (ns) => {
        const [whole = '', part = ''] = csvSeconds(ns / 1e9).split('.');
        expect(BigInt(whole) * 1_000_000_000n + BigInt(part.padEnd(9, '0'))).toBe(BigInt(ns));
      }),
      { seed: 1 },
    );
  });

  test('what is no number is refused', () => {
    expect(() => csvNumber(Number.NaN)).toThrow(RangeError);
    expect(() => csvSeconds(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});

const ROW: SummaryRow = { subject: 'trading', metric: 'response_time', phase: 'copying', statistic: 'p99.9', value: 54.9, unit: 'ms' };

describe('CSV files', () => {
  test('have the columns that other tools rely on', () => {
    expect(summaryCsv([])).toBe('subject,metric,phase,statistic,value,unit,ci_low,ci_high,confidence,method,n\n');
    expect(timelineCsv([])).toBe('time_s,subject,metric,value,unit\n');
    expect(eventsCsv([])).toBe('time_s,subject,event,from,to,cause\n');
  });

  test('leave the interval empty where there is none', () => {
    expect(summaryCsv([ROW]).split('\n')[1]).toBe('trading,response_time,copying,p99.9,54.9,ms,,,,,');
    const estimated = { ...ROW, ci_low: 50, ci_high: 60.5, confidence: 0.95, method: 'student-t over replications', n: 10 };
    expect(summaryCsv([estimated]).split('\n')[1]).toBe(
      'trading,response_time,copying,p99.9,54.9,ms,50,60.5,0.95,student-t over replications,10',
    );
  });

  test('quote what would break them', () => {
    const row: EventRow = { time_s: 1.5, subject: 'dsa', event: 'mount', from: '', to: 'COPYING', cause: 'said "now", then\nleft' };
    expect(eventsCsv([row])).toBe('time_s,subject,event,from,to,cause\n1.5,dsa,mount,,COPYING,"said ""now"", then\nleft"\n');
  });

  test('name the number that is none', () => {
    expect(() => summaryCsv([{ ...ROW, value: Number.NaN }])).toThrow('trading.response_time is NaN');
  });

  test('read back as they were written', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'ü', '') });
    const event = fc.record({ time_s: fc.integer({ min: 0, max: 1e9 }), subject: text, event: text, from: text, to: text, cause: text });
    fc.assert(
      fc.property(fc.array(event), (rows) => {
        expect(readEvents(eventsCsv(rows))).toEqual(rows);
      }),
      { seed: 1 },
    );
    const estimated = { ...ROW, ci_low: -1, ci_high: 2.5, confidence: 0.9, method: 'm', n: 3 };
    expect(readSummary(summaryCsv([ROW, estimated]))).toEqual([ROW, estimated]);
    const sample = { time_s: 0.25, subject: 'isl', metric: 'utilisation', value: 33.5, unit: '%' };
    expect(readTimeline(timelineCsv([sample]))).toEqual([sample]);
  });

  test.each([
    ['', 'line 1: expected the columns time_s'],
    ['time,subject\n', 'line 1'],
    ['time_s,subject,metric,value,unit\n1,a,b\n', 'line 2: expected 5 columns, found 3'],
    ['time_s,subject,metric,value,unit\n1,"a\nb",c,2,ms\n1,a,c,x,ms\n', 'line 4: expected a number in value, found "x"'],
    ['time_s,subject,metric,value,unit\n1,a"b,c,2,ms\n', 'line 2: a quote is out of place'],
    ['time_s,subject,metric,value,unit\n1,"a,c,2,ms\n', 'line 2: a quote is out of place'],
  ])('that were changed are refused: %j', (text, message) => {
    expect(() => readTimeline(text)).toThrow(CsvError);
    expect(() => readTimeline(text)).toThrow(message);
  });
});
