import { stringify } from 'csv-stringify/sync';
import type { EventRow, SummaryRow, TimelineRow } from '../metrics/results.ts';
import { parseCsv } from './csv-read.ts';
import { csvNumber, csvSeconds } from './numbers.ts';

/** The columns are a contract: other tools read them. */
const SUMMARY = ['subject', 'metric', 'phase', 'statistic', 'value', 'unit', 'ci_low', 'ci_high', 'confidence', 'method', 'n'] as const;
const TIMELINE = ['time_s', 'subject', 'metric', 'value', 'unit'] as const;
const EVENTS = ['time_s', 'subject', 'event', 'from', 'to', 'cause'] as const;

/** summary.csv: one row for each number. */
export function summaryCsv(rows: readonly SummaryRow[]): string {
  return csv(SUMMARY, rows, (row) => [
    row.subject,
    row.metric,
    row.phase,
    row.statistic,
    numberOf(row.value, row),
    row.unit,
    optional(row.ci_low, row),
    optional(row.ci_high, row),
    optional(row.confidence, row),
    row.method ?? '',
    optional(row.n, row),
  ]);
}

/** timeline.csv: what was sampled over time. */
export function timelineCsv(rows: readonly TimelineRow[]): string {
  return csv(TIMELINE, rows, (row) => [csvSeconds(row.time_s), row.subject, row.metric, numberOf(row.value, row), row.unit]);
}

/** events.csv: states, verbs, faults. */
export function eventsCsv(rows: readonly EventRow[]): string {
  return csv(EVENTS, rows, (row) => [csvSeconds(row.time_s), row.subject, row.event, row.from, row.to, row.cause]);
}

/** The inverse of `summaryCsv`. @throws CsvError */
export function readSummary(text: string): SummaryRow[] {
  return parseCsv(text, SUMMARY).map((row) => ({
    subject: row.text('subject'),
    metric: row.text('metric'),
    phase: row.text('phase'),
    statistic: row.text('statistic'),
    value: row.number('value'),
    unit: row.text('unit'),
    ...(row.text('ci_low') === '' ? {} : { ci_low: row.number('ci_low') }),
    ...(row.text('ci_high') === '' ? {} : { ci_high: row.number('ci_high') }),
    ...(row.text('confidence') === '' ? {} : { confidence: row.number('confidence') }),
    ...(row.text('method') === '' ? {} : { method: row.text('method') }),
    ...(row.text('n') === '' ? {} : { n: row.number('n') }),
  }));
}

/** The inverse of `timelineCsv`. @throws CsvError */
export function readTimeline(text: string): TimelineRow[] {
  return parseCsv(text, TIMELINE).map((row) => ({
    time_s: row.number('time_s'),
    subject: row.text('subject'),
    metric: row.text('metric'),
    value: row.number('value'),
    unit: row.text('unit'),
  }));
}

/** The inverse of `eventsCsv`. @throws CsvError */
export function readEvents(text: string): EventRow[] {
  return parseCsv(text, EVENTS).map((row) => ({
    time_s: row.number('time_s'),
    subject: row.text('subject'),
    event: row.text('event'),
    from: row.text('from'),
    to: row.text('to'),
    cause: row.text('cause'),
  }));
}

function csv<Row>(header: readonly string[], rows: readonly Row[], cells: (row: Row) => string[]): string {
  return stringify([header as string[], ...rows.map(cells)]);
}

function optional(value: number | undefined, row: SummaryRow): string {
  return value === undefined ? '' : numberOf(value, row);
}

function numberOf(value: number, row: { readonly subject: string; readonly metric: string }): string {
  if (!Number.isFinite(value)) throw new RangeError(`${row.subject}.${row.metric} is ${value}: a run may only report numbers`);
  return csvNumber(value);
}
