import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { studySchema } from './schema.ts';
import { readAStudy } from './testing/studies.ts';

const valid = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, allErrors: true }).compile(studySchema());
const HEAD = 'study: s\nscenario: base.yaml\n';

describe('what the check accepts, the schema accepts', () => {
  test.each([
    `${HEAD}compare: {a: {}, b: {copies.dsa.similar: 20 %, timeline.add.at: [10:05, 10:10]}}`,
    `${HEAD}compare:\n  a:\n  b: {hosts.db.nodes: 2}\nquestion: Which?\nreplications: 3`,
    `${HEAD}vary: {hosts.db.nodes: [1, "2"], phases.copying.to: [end, 12:00]}`,
    `${HEAD}vary: {copies.dsa.similar: [0 %]}\nchart: load.response_time.p95 in copying\nreport: {date: 2026-02-02}`,
    `${HEAD}replications: "3"\ncompare: {a: {workloads.load.size: {4 KiB: 70 %, 64 KiB: 30 %}}}`,
  ])('%s', (text) => {
    const read = readAStudy(text);
    expect('problems' in read ? read.problems : []).toEqual([]);
    valid(parse(text));
    expect(valid.errors).toBeNull();
  });
});

test.each([
  'study: s\ncompare: {a: {}}',
  `${HEAD}`,
  `${HEAD}compare: {a: {}}\nvary: {hosts.db.nodes: [1]}`,
  `${HEAD}compare: {}`,
  `${HEAD}compare: {a: 7}`,
  `${HEAD}vary: {hosts.db.nodes: 1}`,
  `${HEAD}vary: {hosts.db.nodes: []}`,
  `${HEAD}vary: {nodes: [1]}`,
  `${HEAD}compare: {a: {}}\nseek: []`,
  `${HEAD}compare: {a: {}}\nreplications: 0`,
])('the schema refuses %j', (text) => {
  expect(valid(parse(text))).toBe(false);
});
