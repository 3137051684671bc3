import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { starter } from './starter.ts';
import { record } from './testing/recorded-terminal.ts';

let root: string;
const STUDIES = {
  ways: 'compare:\n  as-it-is: {}\n  idle: {workloads.users.rate: 5 IOPS}\nreplications: 3',
  grid: 'vary: {workloads.users.rate: [5 IOPS, 20 IOPS], copies.dsa.similar: [0 %]}',
  strict: 'compare: {a: {objectives.redundant.by: start}, b: {objectives.redundant.by: start + 1 s}}',
  failing: 'compare: {a: {}, b: {run.give_up: 21 s}, c: {}}',
  aimless: 'compare: {a: {}, b: {workloads.users.rate: 5 IOPS}}',
} as const;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'copyfence-'));
  const base = starter('base')
    .replaceAll('64 MiB', '2 MiB')
    .replace('250 % of twin', '900 % of twin')
    .replace('replications: 3', 'replications: 2');
  mkdirSync(join(root, 'scenarios'));
  writeFileSync(join(root, 'scenarios', 'base.yaml'), base);
  writeFileSync(
    join(root, 'scenarios', 'aimless.yaml'),
    base.replace('scenario: base', 'scenario: other').replace(/# What must hold[\s\S]*(?=report:)/, ''),
  );
  for (const [name, block] of Object.entries(STUDIES)) {
    const scenario = name === 'aimless' ? 'aimless' : 'base';
    writeFileSync(join(root, `${name}.study.yaml`), `study: ${name}\nscenario: scenarios/${scenario}.yaml\n${block}\n`);
  }
  writeFileSync(join(root, 'endless.yaml'), 'scenario: endless\nhosts: {}\n');
  writeFileSync(join(root, 'quoted.yaml'), '\ufeff"study": s\nscenario: scenarios/base.yaml\n');
  writeFileSync(join(root, 'nameless.yaml'), 'scenario: scenarios/base.yaml\nvary: {hosts.db.nodes: [1]}\n');
  writeFileSync(join(root, 'encoded.yaml'), Buffer.from(`\ufeff${base}`, 'utf16le'));
  writeFileSync(join(root, 'encoded.study.yaml'), 'study: s\nscenario: encoded.yaml\ncompare: {a: {}}\n');
  writeFileSync(join(root, 'wordless.yaml'), 'scenario: scenarios/base.yaml\nreplications: 3\n');
  writeFileSync(join(root, 'neither.yaml'), 'question: why?\n');
  writeFileSync(join(root, 'nested.yaml'), 'study: s\nscenario: ways.study.yaml\ncompare: {a: {}}\n');
});
afterAll(() => rmSync(root, { recursive: true }));

const study = (name: keyof typeof STUDIES, ...options: string[]) =>
  record('study', join(root, `${name}.study.yaml`), '--quiet', '--out', join(root, 'results', name), ...options);
const read = (...path: string[]) => readFileSync(join(root, 'results', ...path), 'utf8');
const lines = (text: string) => text.trimEnd().split('\n');

describe('copyfence study', () => {
  test('answers and writes its files', async () => {
    const { code, out, err } = await study('ways');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^ways\n\n✔ All 2 points meet both limits\./);
    expect(out).toMatch(/\nas-it-is .*✔ .*✔\nidle .*✔ .*✔\n/);
    expect(out).toMatch(/\nagainst as-it-is +redundant +users-content\nidle +\(?[+−] /);
    expect(out.replace(/\s+/g, ' ')).toContain('2 points x 3 runs + twins, 95 % confidence, common random numbers (gain ');
    expect(readdirSync(join(root, 'results', 'ways'), { recursive: true }).sort()).toEqual([
      'charts',
      'charts/study.svg',
      'charts/study.vl.json',
      'points.csv',
      'report.html',
      'study.csv',
      'study.json',
    ]);
  });

  test('writes the same bytes again, times in study.json alone', async () => {
    await study('grid');
    const names = ['study.csv', 'points.csv', 'charts/study.svg', 'charts/study.vl.json', 'report.html'];
    const before = names.map((name) => read('grid', name));
    const { timing, ...facts } = JSON.parse(read('grid', 'study.json'));
    await study('grid');
    expect(names.map((name) => read('grid', name))).toEqual(before);
    expect({ ...JSON.parse(read('grid', 'study.json')), timing }).toEqual({ ...facts, timing });
  });

  test('is verified: the same numbers when it is run again, or the first line that differs', async () => {
    const directory = join(root, 'results', 'grid');
    const same = await record('verify', directory, '--quiet');
    expect(same).toMatchObject({ code: 0, err: '' });
    expect(same.out).toMatch(/^the same: study\.csv, points\.csv, fingerprint [0-9a-f]{16}\n$/);
    const before = read('grid', 'study.csv');
    writeFileSync(join(directory, 'study.csv'), before.replace('users,completed,all,total,', 'users,completed,all,total,1'));
    const { code, out } = await record('verify', directory, '--quiet');
    expect(code).toBe(1);
    expect(out).toMatch(/^not the same\nstudy\.csv:2: was `.*`, is `.*`\n$/);
    writeFileSync(join(directory, 'study.csv'), before);
  });

  test('gives the same report again from its files', async () => {
    const names = ['charts/study.svg', 'charts/study.vl.json', 'report.html'];
    const before = names.map((name) => read('grid', name));
    const again = await record('report', join(root, 'results', 'grid'), '--out', join(root, 'results', 'again'));
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(names.map((name) => read('again', name))).toEqual(before);
  });

  test('is not mistaken for another when its files have changed, or for a run', async () => {
    const file = join(root, 'scenarios', 'base.yaml');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('rate: 20 IOPS', 'rate: 21 IOPS'));
    for (const command of ['verify', 'report']) {
      const { code, err } = await record(command, join(root, 'results', 'ways'));
      expect(code).toBe(2);
      expect(err).toContain('ways.study.yaml or its scenario is not what was run: point as-it-is is another now');
    }
    writeFileSync(file, before);
    mkdirSync(join(root, 'results', 'mixed'));
    for (const name of ['run.json', 'study.json']) writeFileSync(join(root, 'results', 'mixed', name), '{}');
    expect((await record('verify', join(root, 'results', 'mixed'))).err).toContain('holds the results of a run and of a study');
    rmSync(join(root, 'results', 'mixed', 'run.json'));
    expect(await record('report', join(root, 'results', 'mixed'))).toMatchObject({ code: 2, out: '' });
  });

  test('gives each row its point and parameters', () => {
    const [header, ...rows] = lines(read('grid', 'study.csv'));
    expect(header).toBe(
      'point,workloads.users.rate,copies.dsa.similar,subject,metric,phase,statistic,value,unit,ci_low,ci_high,confidence,method,n,difference,difference_ci_low,difference_ci_high,difference_n,gain',
    );
    const starts = [...new Set(rows.map((row) => row.split(',').slice(0, 3).join()))];
    expect(starts).toEqual(['5 IOPS,5 IOPS,0 %', '20 IOPS,20 IOPS,0 %']);
    expect(lines(read('ways', 'study.csv'))[1]).toMatch(/^as-it-is,,users,/);
  });

  test('gives each point the hash and fingerprint of a run of it alone, by the command in study.json', async () => {
    const { points } = JSON.parse(read('grid', 'study.json'));
    const words = (points[1].command as string).match(/'[^']*'|\S+/g)!.map((word) => word.replaceAll("'", ''));
    expect(words.slice(0, 2)).toEqual(['copyfence', 'run']);
    await record(...words.slice(1), '--out', join(root, 'results', 'alone'));
    const alone = JSON.parse(read('alone', 'run.json'));
    expect([alone.scenario_sha256, alone.fingerprints]).toEqual([points[1].scenario_sha256, points[1].fingerprints]);
    const summary = lines(read('alone', 'summary.csv')).slice(1);
    const ofPoint = lines(read('grid', 'study.csv')).filter((line) => line.startsWith('20 IOPS,'));
    expect(ofPoint.length).toBe(summary.length);
    for (const [index, line] of summary.entries()) expect(ofPoint[index]).toContain(line);
  });

  test('ends with 99 if no point meets all objectives', async () => {
    const { code, out } = await study('strict');
    expect(code).toBe(99);
    expect(out.replace(/\s+/g, ' ')).toContain('✘ No: none of 2 points meets both limits (redundant: none; users-content: all).');
  });

  test('ends with 0 if there are no objectives', async () => {
    const { code, out } = await study('aimless');
    expect(code).toBe(0);
    expect(out).toMatch(/\n\ndsa\.duration\.total goes from \S+ .* \(b\) to .* \(a\)\.\n/);
  });

  test('ends with 1 if a point fails, after the others', async () => {
    const { code, out, err } = await study('failing');
    expect(code).toBe(1);
    expect(err).toMatch(
      /^b has failed: run\.to: at 21\.0+ s: the mark at which the run ends has not come.*\nto see it again: copyfence run .*base\.yaml --set 'run\.give_up=21 s'\n$/,
    );
    expect(out.replace(/\s+/g, ' ')).toContain('✔ All 2 points meet both limits. Failed: b.');
    const rows = lines(read('failing', 'points.csv'));
    expect(rows.map((row) => row.split(',').slice(0, 3).join())).toEqual([
      'point,run.give_up,status',
      'a,,done',
      'b,21 s,failed',
      'c,,done',
    ]);
    expect(rows[2]).toContain('the mark at which the run ends has not come');
    expect(new Set(lines(read('failing', 'study.csv')).map((row) => row.split(',')[0]))).toEqual(new Set(['point', 'a', 'c']));
  });

  test('--dry-run lists the points and does nothing', async () => {
    const { code, out } = await record('study', join(root, 'ways.study.yaml'), '--dry-run', '--out', join(root, 'dry'));
    expect({ code, out }).toEqual({
      code: 0,
      out: 'ways: 2 points x 3 replications, each with its twin: 12 runs\n1  as-it-is\n2  idle      workloads.users.rate=5 IOPS\n',
    });
    expect(readdirSync(root)).not.toContain('dry');
    const json = await record('study', join(root, 'grid.study.yaml'), '--dry-run', '--json', '--seed', '7');
    expect(JSON.parse(json.out)).toMatchObject({ study: 'grid', seed: 7, runs: 8, points: [{ point: '5 IOPS' }, { point: '20 IOPS' }] });
  });

  test('--json, --seed, --replications and --set are for all points', async () => {
    const { code, out } = await study('ways', '--json', '--seed', '9', '--replications', '1', '--set', 'copies.dsa.similar=90 %');
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ program: 'copyfence', study: 'ways', seed: 9, replications: 1 });
    expect(
      answer.points.map((one: { point: string; verdict: string; replications: number }) => [one.point, one.verdict, one.replications]),
    ).toEqual([
      ['as-it-is', 'met', 1],
      ['idle', 'met', 1],
    ]);
    for (const { command } of answer.points)
      expect(command).toContain("--set 'copies.dsa.similar=90 %' --set run.seed=9 --set run.replications=1");
  });

  test('--audit reads back what was written', async () => {
    expect((await study('ways', '--audit', '--replications', '1')).code).toBe(0);
    expect(JSON.parse(read('ways', 'study.json'))).toMatchObject({ audit: true, points: [{ violations: [] }, { violations: [] }] });
  });
});

describe('what is wrong ends with 2 and leaves nothing behind', () => {
  test.each([
    [['study'], 'something is missing: copyfence study <study>'],
    [['study', '@/nowhere.study.yaml'], '@/nowhere.study.yaml: cannot be read: it does not exist'],
    [['study', '@/scenarios/base.yaml'], '@/scenarios/base.yaml is a scenario: copyfence run @/scenarios/base.yaml'],
    [['study', '@/endless.yaml'], '@/endless.yaml is a scenario: copyfence run @/endless.yaml'],
    [['run', '@/quoted.yaml'], '@/quoted.yaml is a study: copyfence study @/quoted.yaml'],
    [['run', '@/nameless.yaml'], '@/nameless.yaml is a study: copyfence study @/nameless.yaml'],
    [['run', '@/wordless.yaml'], '@/wordless.yaml is a study: copyfence study @/wordless.yaml'],
    [
      ['check', '@/wordless.yaml'],
      '@/wordless.yaml:1:1: `compare` or `vary` is missing: what the study tries, compare: {way: {path: value}}',
    ],
    [
      ['run', '@/neither.yaml'],
      '@/neither.yaml:1:1: neither a scenario nor a study: a scenario has `scenario: name` and `run: {to: mark}`',
    ],
    [['study', '@/neither.yaml'], '@/neither.yaml:1:1: neither a scenario nor a study'],
    [['check', '@/nameless.yaml'], '@/nameless.yaml:1:1: `study` is missing: a study begins with `study: name`'],
    [['study', '@/nested.yaml'], '@/nested.yaml:2:11: scenario: @/ways.study.yaml is a study: a study tries a scenario'],
    [['run', '@/ways.study.yaml'], '@/ways.study.yaml is a study: copyfence study @/ways.study.yaml'],
    [['study', '@/ways.study.yaml', '--dry-rnu'], 'unknown option --dry-rnu: did you mean --dry-run?'],
    [
      ['study', '@/ways.study.yaml', '--set', 'workloads.user.rate=1 IOPS'],
      '--set:1:1: workloads.user.rate: no such path: did you mean workloads.users.rate?',
    ],
    [
      ['study', '@/ways.study.yaml', '--set', 'workloads.users.rate=1 IOPS'],
      '@/ways.study.yaml:5:10: workloads.users.rate: the study sets it for each point',
    ],
    [['study', '@/bad.study.yaml'], '@/bad.study.yaml:2:11: scenario: @/nowhere.yaml: cannot be read: it does not exist'],
    [
      ['study', '@/encoded.study.yaml'],
      '@/encoded.study.yaml:2:11: scenario: @/encoded.yaml:1:1: expected a text file in UTF-8, found UTF-16: save it as UTF-8',
    ],
    [['check', '@/bad.study.yaml'], '@/bad.study.yaml:3:15: a: a path is the names down to a value'],
    [
      ['study', '@/ways.study.yaml', '--out', '@/ways.study.yaml'],
      'cannot write results to @/ways.study.yaml: there is a file of that name',
    ],
  ])('%j', async (words, message) => {
    const here = (text: string) => text.replaceAll('@', root);
    writeFileSync(join(root, 'bad.study.yaml'), 'study: bad\nscenario: nowhere.yaml\ncompare: {x: {a: 1}}\n');
    const { code, out, err } = await record(...words.map(here));
    expect(err).toContain(here(message));
    expect(err).not.toMatch(/\n\s+at |Error:|undefined|\[object/);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('check tells how many points a study has', async () => {
    const [grid, spans] = [join(root, 'grid.study.yaml'), join(root, 'spans.study.yaml')];
    const span = 'simulates from start to dsa.done + 30 s, 30 d at most';
    expect(await record('check', grid)).toEqual({ code: 0, out: `${grid}: right (2 points), ${span}\n`, err: '' });
    writeFileSync(spans, 'study: s\nscenario: scenarios/base.yaml\ncompare: {a: {}, b: {run.give_up: 1 d}, c: {}}\n');
    expect((await record('check', spans)).out).toBe(`${spans}: right (3 points), ${span}; and another span in other points\n`);
  });
});

test('copyfence schema knows study files', async () => {
  expect(JSON.parse((await record('schema', 'study')).out).title).toBe('Copyfence study');
  expect((await record('schema', '--out', join(root, 'schema'))).code).toBe(0);
  expect(readdirSync(join(root, 'schema')).sort()).toEqual(['scenario.schema.json', 'study.schema.json']);
});
