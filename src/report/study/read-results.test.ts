import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DirectoryError } from '../directory.ts';
import { readStudyRecord } from './read-results.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'copyfence-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const POINT = { point: 'a', status: 'done', reason: '', scenario_sha256: '0', fingerprints: ['1'], violations: [], event_count: 7 };
const RECORD = { program: 'copyfence', version: '0.1.0', study_file: 's', command: 'c', fingerprint: '1', set: [], points: [POINT] };

const read = (record: unknown) => {
  writeFileSync(join(root, 'study.json'), JSON.stringify(record));
  return readStudyRecord(root);
};

test('a whole study.json is read', () => {
  expect(read(RECORD)).toEqual(RECORD);
});

test.each([
  ['null', null],
  ['no file of the study', { ...RECORD, study_file: undefined }],
  ['a point that is a number', { ...RECORD, points: [1] }],
  ['no fingerprints', { ...RECORD, points: [{ ...POINT, fingerprints: undefined }] }],
  ['violations that are a number', { ...RECORD, points: [{ ...POINT, violations: 3 }] }],
])('a damaged one is refused: %s', (_what, record) => {
  expect(() => read(record)).toThrow(DirectoryError);
});
