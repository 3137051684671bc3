import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aRecord, aScenario, replicatedResults, someResults } from '../../test/fixtures/run.ts';
import { readResults, writeNumbers, writeReport } from './results-directory.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'copyfence-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const scenario = aScenario();
const NUMBERS = ['events.csv', 'run.json', 'summary.csv', 'timeline.csv'];

async function write(directory: string, results = someResults()): Promise<void> {
  const record = aRecord(scenario, results);
  writeNumbers(directory, results, record);
  await writeReport(directory, readResults(directory));
}

function filesOf(directory: string): Map<string, string> {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(directory.length + 1), readFileSync(path, 'utf8')]),
  );
}

test('all files are written, and the same bytes again', async () => {
  await write(join(root, 'a'));
  await write(join(root, 'b'));
  const files = filesOf(join(root, 'a'));
  const charts = ['distribution', 'latency', 'progress', 'residence', 'throughput', 'utilisation'];
  expect([...files.keys()]).toEqual([
    ...charts.flatMap((name) => [`charts/${name}.svg`, `charts/${name}.vl.json`]),
    'events.csv',
    'report.html',
    ...NUMBERS.slice(1),
  ]);
  expect(filesOf(join(root, 'b'))).toEqual(files);
});

test('a report made from the files is the report of the run', async () => {
  await write(join(root, 'a'), replicatedResults());
  const original = filesOf(join(root, 'a'));
  await writeReport(join(root, 'a'), readResults(join(root, 'a')));
  expect(filesOf(join(root, 'a'))).toEqual(original);
});

test('run.json says what was run and keeps the clock apart', () => {
  const results = someResults();
  const record = aRecord(scenario, results);
  writeNumbers(root, results, record);
  const read = JSON.parse(readFileSync(join(root, 'run.json'), 'utf8'));
  expect(read).toMatchObject({
    program: 'copyfence',
    version: '0.1.0',
    seed: 1,
    replications: 1,
    fingerprint: '7c1e09ab5521d0f4',
    event_count: 48_211_377,
  });
  expect(read.timing).toEqual({ wall_s: 12.5, cpu_s: 13.1 });
  expect(read.scenario).toEqual(JSON.parse(JSON.stringify(scenario)));
  expect(createHash('sha256').update(JSON.stringify(read.scenario)).digest('hex')).toBe(read.scenario_sha256);
});

test.each([
  ['', /run\.json is not whole/],
  ['{"program":"other"}', /run\.json was not written by copyfence run/],
  ['null', /run\.json was not written by copyfence run/],
])('a run.json like %j is refused', (text, message) => {
  writeFileSync(join(root, 'run.json'), text);
  expect(() => readResults(root)).toThrow(message);
});

test.each([
  ['a part of the scenario', { scenario: { ...scenario, run: undefined } }, /the scenario in it is not the one that was run/],
  ['the scenario', { scenario: undefined }, /was not written by copyfence run, or is damaged/],
  ['phases', { phases: [1] }, /or is damaged/],
  ['violations', { violations: 3 }, /or is damaged/],
  ['the seed', { seed: undefined }, /or is damaged/],
])('a run.json that has lost %s is refused', (_what, lost, message) => {
  const results = someResults();
  writeNumbers(root, results, aRecord(scenario, results));
  writeFileSync(join(root, 'run.json'), JSON.stringify({ ...aRecord(scenario, results), ...lost }));
  expect(() => readResults(root)).toThrow(message);
});

test('a summary that was cut off is refused with its line', () => {
  const results = someResults();
  writeNumbers(root, results, aRecord(scenario, results));
  writeFileSync(join(root, 'summary.csv'), readFileSync(join(root, 'summary.csv'), 'utf8').slice(0, 200));
  expect(() => readResults(root)).toThrow(/summary\.csv: line \d+: expected 11 columns/);
});
