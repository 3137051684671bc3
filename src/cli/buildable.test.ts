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

const MESSAGE = 'workloads.load.volumes: h has no way to v: box stands at west, h at east: a link is missing that joins them';

describe('a scenario that reads well and cannot be built', () => {
  it.each(['run', 'check'])('%s: is told with its place, and ends with 2', async (command) => {
    const file = join(root, 'apart.yaml');
    const { code, out, err } = await record(command, file);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${file}:10:19: ${MESSAGE}`);
    expect((await record('check', file, '--set', 'hosts.h.site=west')).code).toBe(0);
  });

  it('in a study: with the names of the points', async () => {
    const { code, err } = await record('study', join(root, 'where.study.yaml'), '--dry-run');
    expect(code).toBe(2);
    expect(err).toContain(`apart.yaml:10:19: in \`here\`: ${MESSAGE}`);
  });
});
