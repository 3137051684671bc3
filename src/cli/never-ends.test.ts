import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from './testing/recorded-terminal.ts';

/** No node may copy: the set waits for ever. */
const TEXT = `scenario: waiting
run: {to: s.done, give_up: 1 min, replications: 1}
arrays: {box: {preset: scsi-jbod, drive: rz26}}
hosts: {vms: {preset: openvms-6.2, shadow_max_copy: 0}}
volumes: {d1: {pool: box}, d2: {pool: box}}
copies: {s: {kind: shadow-set, members: d1}}
timeline: {add: {at: 00:00:01, do: mount s, member: d2}}
`;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'copyfence-'));
});
afterAll(() => rmSync(root, { recursive: true }));

test('a run whose end does not come is the fault of the scenario: the place of its end, and what the copy waits for', async () => {
  const file = join(root, 'waiting.yaml');
  writeFileSync(file, TEXT);
  const { code, out, err } = await record('run', file, '--quiet', '--out', join(root, 'out'));
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(`${file}:2:11: run.to: at 21.000000000 s: the mark at which the run ends has not come\n  s: `);
  expect(err).not.toContain('fault of the program');
});

test('the line that says how to see it again has the trace', async () => {
  const [file, trace] = [join(root, 'traced.yaml'), join(root, "the run's trace.csv")];
  writeFileSync(file, TEXT);
  const { err } = await record('run', file, '--quiet', '--out', join(root, 'out'), '--trace', trace);
  expect(err).toContain(`to see it again: copyfence run ${file} --trace '${root}/the run'\\''s trace.csv'\n`);
});

test('so is one that takes more samples than are kept: the place of its interval, and which it is', async () => {
  const file = join(root, 'sampled.yaml');
  writeFileSync(file, TEXT.replace('shadow_max_copy: 0', 'nodes: 1').replace('1 min', '1 h'));
  const { code, err } = await record('run', file, '--quiet', '--out', join(root, 'out'), '--set', 'run.interval=1 ms');
  expect(code).toBe(2);
  expect(err).toContain(
    '--set:1:14: run.interval: at 100.001000000 s: at most 100000 samples are kept, and the run goes on\n> 1 | run.interval=1 ms\n',
  );
});

test('a trace that cannot be written is told in a line', async () => {
  const [file, trace] = [join(root, 'untraced.yaml'), join(root, 'nowhere', 'trace.csv')];
  writeFileSync(file, TEXT);
  const { code, err } = await record('run', file, '--quiet', '--out', join(root, 'out'), '--trace', trace);
  expect({ code, err }).toEqual({ code: 2, err: `cannot write ${trace}: it does not exist\n` });
});
