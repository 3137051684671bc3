import { describe, expect, test } from 'vitest';
import { aRecord, aScenario, replicatedResults, someResults } from '../../../test/fixtures/run.ts';
import type { Results } from '../../metrics/results.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { material } from '../material.ts';
import { coloured, type Paint, plain } from '../paint.ts';
import { screen } from './index.ts';

function show(scenario: Scenario = aScenario(), results: Results = someResults(), paint: Paint = plain): string {
  return screen(material(scenario, results, aRecord(scenario, results)), 'results/add-member/report.html', paint);
}

const lineWith = (text: string, word: string | RegExp) => text.split('\n').find((line) => line.search(word) >= 0) ?? '';

describe('the answer screen', () => {
  test('begins with the answer in a sentence', () => {
    expect(show().replace(/\s+/g, ' ')).toContain(
      '✔ Yes, both limits hold: dsa is done at 11:32 (limit 12:00), trading response time p95 (copying) 19.0 ms, 122 % of twin (limit 130 % of twin).',
    );
  });

  test('says which limit fails', () => {
    const objectives = { ...aScenario().objectives };
    const users = objectives['users']!;
    const strict = { ...users, limit: { ofTwin: 1.1 }, text: 'at most 110 % of twin' } as typeof users;
    const text = show(aScenario({ ...objectives, users: strict })).replace(/\s+/g, ' ');
    expect(text).toContain(
      '✘ No: trading response time p95 (copying) 19.0 ms, 122 % of twin (limit 110 % of twin). The other limit holds.',
    );
  });

  test('without objectives tells what became of the copies and of the hosts', () => {
    expect(show(aScenario({})).replace(/\s+/g, ' ')).toContain(
      "dsa is done in 2 h 12 min (300 GB at 37.9 MB/s); reports response time mean 15.4 ms (copying), 140 % of its twin's 11.0 ms.",
    );
  });

  test('shows throughput and response times beside the twin where it differs', () => {
    const text = show();
    expect(lineWith(text, /^workload/).split(/ {2,}/)).toEqual([
      'workload',
      'phase',
      'IOPS',
      'ms: mean',
      'p50',
      'p95',
      'p99',
      'p99.9',
      'of twin',
    ]);
    expect(text).toMatch(/copying +639 +7\.32 +5\.86 +19\.0 +30\.0 +54\.9 +122 %\n +\(twin\) +\(640\) +\(6\.00\) +\(4\.80\)/);
    expect(text).toMatch(/trading +before +639 +6\.00 .*as twin/);
  });

  test('shows utilisation by phase and cause, the busiest first', () => {
    const text = show();
    expect(lineWith(text, /^dga-1/)).toBe('dga-1       41 %     79 %   41 %  ████████████▋     host 41, copy 38');
    expect(text.indexOf('\ndga-1')).toBeLessThan(text.indexOf('\nhsj-east'));
  });

  test('tells the copy: duration, rate, bytes by path', () => {
    const text = show().replace(/\s+/g, ' ');
    expect(text).toContain('dsa (shadow-set): done in 2 h 12 min at 11:32; 300 GB at 37.9 MB/s; 4,613,583 reads');
    expect(text).toContain('621 GB over interconnects, 0 B inside controllers');
  });

  test('the parts of the response time add up to what is printed', () => {
    const lines = show().split('\n');
    const from = lines.findIndex((line) => line.startsWith('an I/O')) + 2;
    const to = lines.findIndex((line) => line.startsWith('response time'));
    const numbers = (line: string) =>
      line
        .slice(15)
        .trim()
        .split(/ +/)
        .map((cell) => (cell === '-' ? 0 : Math.round(Number(cell) * 100)));
    const sums = lines
      .slice(from, to)
      .map(numbers)
      .reduce((sum, row) => sum.map((value, i) => value + row[i]!));
    expect(sums).toEqual(numbers(lines[to]!));
    expect(sums).toHaveLength(6);
  });

  test('lists assumptions, the least certain first, and what one replication means', () => {
    const text = show().replace(/\s+/g, ' ');
    expect(text).toContain(
      '4 values, 2 of them estimates [E]: copies.dsa.similarity 0 % [E], hosts.vms.cpu_per_io 50 us [E], copies.dsa.range 127 blocks [R]',
    );
    expect(text).toContain('one replication: no intervals');
    expect(text).toContain('seed 1 fingerprint 7c1e09ab5521d0f4 48,211,377 events');
  });

  test('with replications shows half-widths and how they were made', () => {
    const text = show(aScenario(), replicatedResults());
    expect(lineWith(text, /^workload/)).toContain('±');
    expect(text).toContain('10 replications; 95 % confidence, student-t over replications');
    expect(text.replace(/\s+/g, ' ')).toContain('dsa is done at 11:32 ± 3 min 2 s');
  });

  test('shouts when the audit found something', () => {
    const text = show(aScenario(), { ...someResults(), violations: ['read of dsa at 12 s returned version 3, acknowledged was 4'] });
    expect(text).toContain('✘ The audit found 1 wrong read: do not trust these results.');
    expect(text).toContain('returned version 3');
  });

  test('holds together without data', () => {
    const empty: Results = { summary: [], timeline: [], events: [], phases: [], fingerprints: ['0'], eventCount: 0, violations: [] };
    expect(show({ ...aScenario({}), assumptions: [] }, empty)).toContain('report      results/add-member/report.html');
  });

  test('has no control characters unless it is coloured, and the same text then', () => {
    const hostile = { ...aScenario(), report: { customer: 'a \u001b[31mbank\u0007', date: '2026' } };
    const text = show(hostile);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    const colours = show(aScenario(), someResults(), coloured);
    expect(colours).toContain('\u001b[32m✔');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour sequences begin with ESC
    expect(colours.replace(/\u001b\[\d+m/g, '')).toBe(show());
  });

  test('fits its columns', () => {
    const long = show()
      .split('\n')
      .filter((line) => [...line].length > 96);
    expect(long).toEqual([]);
  });
});
