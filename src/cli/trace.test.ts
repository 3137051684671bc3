import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSummary } from '../report/csv.ts';
import { record } from './testing/recorded-terminal.ts';

const SCENARIO = 'scenarios/naive-mirror.yaml';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'copyfence-trace-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const runInto = (directory: string, ...more: string[]) => record('run', SCENARIO, '--quiet', '--out', join(root, directory), ...more);

/** The rows of a trace, each by the names of its columns. */
function rowsOf(text: string): { readonly [column: string]: string }[] {
  const [head, ...rows] = text.trimEnd().split('\n');
  const columns = head!.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, i) => [columns[i]!, cell])));
}

describe('copyfence run --trace', () => {
  test('changes no other file, and its parts add up to the response times', async () => {
    const trace = join(root, 'trace.csv');
    const plain = await runInto('plain', '--replications', '2');
    const traced = await runInto('traced', '--replications', '2', '--trace', trace);
    expect(traced.code).toBe(plain.code);
    expect(traced.out.replaceAll('traced', 'plain')).toBe(plain.out);
    const file = (directory: string, name: string) => readFileSync(join(root, directory, name), 'utf8');
    for (const name of ['summary.csv', 'timeline.csv', 'events.csv']) expect(file('traced', name)).toBe(file('plain', name));
    const print = (directory: string) => JSON.parse(file(directory, 'run.json')).fingerprints;
    expect(print('traced')).toEqual(print('plain'));

    const rows = rowsOf(readFileSync(trace, 'utf8'));
    let last = 0;
    for (const row of rows) {
      const parts = Object.entries(row).filter(([column]) => column.startsWith('residence_'));
      const sum = parts.reduce((total, [, part]) => total + Number(part), 0);
      expect(Math.abs(sum - Number(row['response_time_ms']))).toBeLessThan(1e-5);
      expect(Number(row['time_s'])).toBeGreaterThanOrEqual(last);
      last = Number(row['time_s']);
    }
    // What hosts saw is what the summary of the first replication alone says, to its nine digits.
    await runInto('first', '--replications', '1');
    const summary = readSummary(file('first', 'summary.csv'));
    for (const subject of new Set(rows.filter(({ kind }) => kind === 'host').map((row) => row['subject']!))) {
      const own = rows.filter((row) => row['kind'] === 'host' && row['subject'] === subject && row['status'] === 'good');
      const figure = (metric: string, statistic: string) =>
        summary.find((row) => row.subject === subject && row.metric === metric && row.phase === 'all' && row.statistic === statistic)
          ?.value;
      const mean = (column: string) => own.reduce((total, row) => total + Number(row[column]), 0) / own.length;
      expect(figure('completed', 'total')).toBe(own.length);
      expect(mean('response_time_ms')).toBeCloseTo(figure('response_time', 'mean')!, 5);
      for (const part of ['residence_seek', 'residence_rotation', 'residence_disk_queue'])
        expect(mean(`${part}_ms`)).toBeCloseTo(figure(part, 'mean') ?? 0, 5);
    }
    // The copy's own I/Os are there, too.
    expect(rows.some(({ kind, subject }) => kind === 'medium' && subject === 'copy')).toBe(true);
  });

  test('says before the run that the file cannot be written', async () => {
    const { code, err } = await runInto('nowhere', '--trace', join(root, 'no', 'such', 'folder'));
    expect(code).toBe(2);
    expect(err).toContain(`cannot write ${join(root, 'no', 'such', 'folder')}: it does not exist`);
  });
});
