import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DirectoryError, prepareDirectory, readResultFile, removeOthers, writeFiles } from './directory.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'copyfence-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('files appear whole, in folders that are made for them', () => {
  const results = join(root, 'results', 'night');
  prepareDirectory(results);
  writeFiles(
    results,
    new Map([
      ['summary.csv', 'a\n'],
      ['charts/latency.svg', '<svg/>'],
    ]),
  );
  writeFiles(results, new Map([['summary.csv', 'b\n']]));
  expect(readFileSync(join(results, 'summary.csv'), 'utf8')).toBe('b\n');
  expect(readdirSync(results).sort()).toEqual(['charts', 'summary.csv']);
  expect(readdirSync(join(results, 'charts'))).toEqual(['latency.svg']);
});

test('a file that cannot be written leaves nothing behind and spoils nothing', () => {
  mkdirSync(join(root, 'report.html'));
  expect(() =>
    writeFiles(
      root,
      new Map([
        ['summary.csv', 'kept'],
        ['report.html', 'lost'],
      ]),
    ),
  ).toThrow(DirectoryError);
  expect(readdirSync(root).sort()).toEqual(['report.html', 'summary.csv']);
});

test('a file in the place of the directory is told before the run', () => {
  writeFileSync(join(root, 'results'), '');
  expect(() => prepareDirectory(join(root, 'results'))).toThrow('there is a file of that name');
  expect(() => prepareDirectory(join(root, 'results', 'night'))).toThrow(/a part of the path is a file/);
});

test.runIf(existsSync('/proc/self'))('a file system that takes no new names is told, and is no endless search', () => {
  expect(() => prepareDirectory('/proc/results/night')).toThrow(/^cannot write results to \/proc\/results\/night: /);
});

test('what an earlier run drew is removed, what is not ours stays', () => {
  writeFiles(
    root,
    new Map([
      ['charts/old.svg', ''],
      ['charts/new.svg', ''],
      ['charts/notes.txt', ''],
    ]),
  );
  removeOthers(root, 'charts', ['.svg'], new Set(['charts/new.svg']));
  expect(readdirSync(join(root, 'charts')).sort()).toEqual(['new.svg', 'notes.txt']);
});

test('a missing file is told by name', () => {
  expect(() => readResultFile(root, 'run.json')).toThrow(/run\.json: it does not exist/);
});
