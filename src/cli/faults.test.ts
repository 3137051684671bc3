import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Rules } from '../copy/models/shadow-set/rules.ts';
import { record } from './testing/recorded-terminal.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'copyfence-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(out, { recursive: true });
});

describe('copyfence faults', () => {
  it('says how many scenarios it has run', async () => {
    const done = await record('faults', '--runs', '2', '--kind', 'plain', '--kind', 'naive-mirror', '--quiet', '--out', out);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toMatch(/^2 runs, 0 failed, \d+ events\n$/);
    expect(readdirSync(out)).toEqual([]);
    const json = await record('faults', '--runs', '1', '--kind', 'plain', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ runs: 1, kinds: ['plain'], failures: [] });
  });

  it('ends when its time is over', async () => {
    const { code, out: text } = await record('faults', '--for', '1 ms', '--kind', 'plain', '--quiet');
    expect([code, text.startsWith('1 run, 0 failed')]).toEqual([0, true]);
  });

  it('a seed that fails: one line with the command, and scenarios that fail in the same way', async () => {
    vi.spyOn(Rules.prototype, 'servesReads').mockReturnValue(true);
    const done = await record('faults', '--runs', '1', '--kind', 'shadow-set', '--out', out);
    expect(done.code).toBe(1);
    const [line] = done.out.split('\n');
    expect(line).toMatch(/^seed 1 fails: V4: .*; to see it again: copyfence faults --seed 1 --runs 1 --kind shadow-set$/);
    expect(done.out).toMatch(/\n1 run, 1 failed, \d+ events\n$/);
    expect(readdirSync(out).sort()).toEqual(['1-smallest.yaml', '1.yaml']);
    const [drawn, smallest] = ['1.yaml', '1-smallest.yaml'].map((file) => readFileSync(join(out, file), 'utf8'));
    expect(smallest!.split('\n').length).toBeLessThan(drawn!.split('\n').length);
    const again = await record('run', join(out, '1-smallest.yaml'), '--audit', '--quiet', '--out', join(out, 'run'));
    expect(again.code).toBe(1);
    const json = await record('faults', '--runs', '1', '--kind', 'shadow-set', '--out', out, '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      runs: 1,
      failures: [{ seed: 1, rule: 'V4', smallest: expect.stringContaining('1-smallest.yaml') }],
    });
  });

  it.each<[string[], RegExp]>([
    [['--runs', '0'], /--runs: expected a whole number from 1, found `0`/],
    [['--kind', 'shadow-sett'], /--kind: there is no shadow-sett: did you mean .?shadow-set/],
    [['--for', 'ever'], /--for: expected a duration such as 30 s, found `ever`/],
    [['--set', 'a=b'], /it takes no --set and no --replications/],
    [['--replications', '3'], /it takes no --set and no --replications/],
    [['--run', '3'], /unknown option --run: did you mean --runs\?/],
  ])('%j is refused', async (words, message) => {
    const { code, err } = await record('faults', ...words);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
