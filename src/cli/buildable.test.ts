import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from './testing/recorded-terminal.ts';

const TEXT = `scenario: apart
run: {to: start + 1 min, replications: 1}
arrays:
  box: {preset: scsi-jbod, drive: rz26, site: west}
hosts:
  h: {preset: linux, site: east}
volumes:
  v: {pool: box}
workloads:
  load: {host: h, volumes: v, rate: 1 IOPS}
`;
const STUDY = `study: where
scenario: apart.yaml
compare:
  there: {hosts.h.site: west}
  here: {hosts.h.site: east}
`;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'copyfence-'));
  writeFileSync(join(root, 'apart.yaml'), TEXT);
  writeFileSync(join(root, 'where.study.yaml'), STUDY);
});
afterAll(() => rmSync(root, { recursive: true }));

const MEASURES = `${TEXT.replace('site: east', 'site: west')}objectives:
  users: {measure: load.respons_time.p95, at_most: 20 ms}
  peak:  {measure: load.response_time.total, at_most: 20 ms}
  disk:  {measure: box.port-9.utilisation.mean, at_most: 60 %}
  fine:  {measure: v.utilisation_host.mean, at_most: 60 %}
  slow:  {measure: load.residence_seek.mean, at_most: 20 ms}
`;
const LIMITED = 'objectives:\n  users: {measure: load.response_time.p95, at_most: 20 ms}\n';
const CHARTED = `study: charted
scenario: right.yaml
vary: {workloads.load.rate: [1 IOPS, 2 IOPS]}
chart: load.response_tmie.p95
`;

const MESSAGE = 'workloads.load.volumes: h has no way to v: box stands at west, h at east: a link is missing that joins them';

describe('a scenario that reads well and cannot be built', () => {
  it.each(['run', 'check'])('%s: is told with its place, and ends with 2', async (command) => {
    const file = join(root, 'apart.yaml');
    const { code, out, err } = await record(command, file);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${file}:10:28: ${MESSAGE}`);
    expect((await record('check', file, '--set', 'hosts.h.site=west')).code).toBe(0);
  });

  it.each(['run', 'check'])('%s: measures that there will not be are told with the nearest that is right', async (command) => {
    const file = join(root, 'measures.yaml');
    writeFileSync(file, MEASURES);
    const { code, out, err } = await record(command, file);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.split('\n').filter((line) => line.startsWith(file))).toEqual([
      `${file}:12:20: objectives.users.measure: load has no \`respons_time\`: did you mean response_time?`,
      expect.stringContaining(`${file}:13:20: objectives.peak.measure: response_time of load has no \`total\`: known: mean, p5, p10`),
      `${file}:14:20: objectives.disk.measure: nothing is measured of \`box.port-9\`: did you mean box.port?`,
    ]);
  });

  it('limits of another dimension than the measure are told with its unit', async () => {
    const file = join(root, 'limits.yaml');
    const limits = `objectives:
  users: {measure: load.response_time.p95, at_most: 200 IOPS}
  rate:  {measure: load.throughput.mean, at_least: 3}
  disk:  {measure: v.utilisation_host.mean, at_most: 20 ms}
  same:  {measure: load.throughput.mean, at_least: 90 % of twin}
  count: {measure: load.completed.total, at_least: 3}
`;
    writeFileSync(file, `${TEXT.replace('site: east', 'site: west')}${limits}`);
    const { code, err } = await record('check', file);
    expect(code).toBe(2);
    expect(err.split('\n').filter((line) => line.startsWith(file))).toEqual([
      `${file}:12:53: objectives.users.at_most: load.response_time.p95 is measured in ms, and a rate is no limit for it`,
      `${file}:13:52: objectives.rate.at_least: load.throughput.mean is measured in IOPS, and a number is no limit for it`,
      `${file}:14:54: objectives.disk.at_most: v.utilisation_host.mean is measured in %, and a duration is no limit for it`,
    ]);
  });

  it('what was set from outside is told where it was set, and nothing of the file is shown', async () => {
    const file = join(root, 'right.yaml');
    writeFileSync(file, `${TEXT.replace('site: east', 'site: west')}${LIMITED}`);
    expect(await record('check', file, '--set', 'run.seed=2', '--set', 'hosts.h.site=east')).toEqual({
      code: 2,
      out: '',
      err: `--set:1:14: ${MESSAGE}\n> 1 | hosts.h.site=east\n    |              ^^^^\n\n1 problem\n`,
    });
    const limit = await record('check', file, '--set', 'objectives.users.at_most=5 IOPS');
    expect(limit.err).toMatch(
      /^--set:1:26: objectives\.users\.at_most: .* a rate is no limit for it\n> 1 \| objectives.users.at_most=5 IOPS\n/,
    );
  });

  it('of several values set from outside the first is told that makes it so', async () => {
    const file = join(root, 'twice.yaml');
    writeFileSync(file, TEXT.replace('site: east', 'site: west'));
    const { err } = await record('check', file, '--set', 'workloads.load.rate=2 IOPS', '--set', 'hosts.h.site=east', '--set', 'run.seed=2');
    expect(err).toContain(`--set:1:14: ${MESSAGE}`);
    const inFile = await record('check', join(root, 'apart.yaml'), '--set', 'run.seed=2');
    expect(inFile.err).toContain(`apart.yaml:10:28: ${MESSAGE}`);
  });

  it('what a study sets is told at its value in the study', async () => {
    writeFileSync(join(root, 'limited.yaml'), `${TEXT.replace('site: east', 'site: west')}${LIMITED}`);
    const file = join(root, 'limited.study.yaml');
    writeFileSync(
      file,
      '\ufeffstudy: l\nscenario: limited.yaml\ncompare:\n  a: {objectives.users.at_most: 5 IOPS}\n  b: {workloads.load.rate: 2 IOPS, hosts.h.site: east}\n',
    );
    const { code, err } = await record('check', file);
    expect(code).toBe(2);
    expect(err.split('\n').filter((line) => line.startsWith(file))).toEqual([
      `${file}:4:33: in \`a\`: objectives.users.at_most: load.response_time.p95 is measured in ms, and a rate is no limit for it`,
      `${file}:5:50: in \`b\`: ${MESSAGE}`,
    ]);
    expect(err).not.toContain('limited.yaml');
  });

  it('what the chart of a study is to show', async () => {
    writeFileSync(join(root, 'right.yaml'), TEXT.replace('site: east', 'site: west').replace('scenario: apart', 'scenario: right'));
    const file = join(root, 'charted.study.yaml');
    writeFileSync(file, CHARTED);
    const { code, err } = await record('study', file, '--dry-run');
    expect(code).toBe(2);
    expect(err).toContain(`${file}:4:8: chart: load has no \`response_tmie\`: did you mean response_time?`);
    writeFileSync(file, CHARTED.replace('response_tmie.p95', 'response_time.of_twin_p95'));
    expect((await record('study', file, '--dry-run')).err).toBe('');
  });

  it('in a study: with the names of the points', async () => {
    const { code, err } = await record('study', join(root, 'where.study.yaml'), '--dry-run');
    expect(code).toBe(2);
    expect(err).toContain(`apart.yaml:10:28: in \`here\`: ${MESSAGE}`);
  });
});
