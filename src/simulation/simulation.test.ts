import { describe, expect, it } from 'vitest';
import { runScenario } from '../study/run.ts';
import { pairOf, run, scenarioOf } from './testing/scenarios.ts';
import { Unworkable } from './unworkable.ts';

const load = 'workloads: {load: {host: vms, volumes: s, rate: 20 IOPS}}\n';
const set = 'copies: {s: {kind: shadow-set, members: d1}}\n';
const add = 'timeline: {add: {at: 00:01, do: mount s, member: d2}}\n';
const copying = pairOf(`${load}${set}${add}phases: {copy: {from: add, to: s.done}, after: {from: s.done, to: end}}`, 's.done + 1 min');

/** The message with which a run ends. */
function failure(text: string): string {
  try {
    run(scenarioOf(text));
  } catch (error) {
    if (error instanceof Unworkable) return error.message;
    throw error;
  }
  throw new Error('it came to its end');
}

describe('a run', () => {
  it('ends with its mark, and not before', () => {
    const { value, windows } = run(scenarioOf(copying));
    expect(windows.end / 1e9).toBeCloseTo(value('s', 'mark_done', 'time') + 60, 6);
    expect(run(scenarioOf(pairOf('', 'start + 40 d'))).windows.end).toBe(40 * 86_400e9);
    expect(run(scenarioOf(pairOf('', '[00:10, 00:05]'))).windows.end).toBe(600e9);
    expect(run(scenarioOf(pairOf('', 'daily 01:00'))).windows.end).toBe(3600e9);
  });

  it('of a job ends with it, all its work done', () => {
    const { value, windows } = run(
      scenarioOf(
        pairOf(
          'workloads: {dump: {host: vms, volumes: d1, streams: 2, access: sequential, size: 64 KiB, read: 100 %, work: 1 MiB}}',
          'dump.end',
        ),
      ),
    );
    expect(value('dump', 'completed', 'total', 'all')).toBe(16);
    expect(value('dump', 'mark_end', 'time')).toBe(windows.end / 1e9);
    expect(value('dump', 'data_rate', 'mean', 'all')).toBeCloseTo(1.048576 / (windows.end / 1e9), 6);
  });

  it('accounts for all that it measures: parts add up, nothing is busier than it can be', () => {
    const outcome = run(scenarioOf(copying), { audit: true });
    expect(outcome.violations).toEqual([]);
    for (const { value } of outcome.figures) expect(Number.isFinite(value) && value >= 0).toBe(true);
    for (const phase of ['all', 'copy', 'after']) {
      const parts = outcome.figures.filter((one) => one.subject === 'load' && one.phase === phase && one.metric.startsWith('residence_'));
      expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(outcome.value('load', 'response_time', 'mean', phase), 9);
    }
    const busy = outcome.figures.filter(({ metric }) => metric === 'utilisation');
    expect(busy.length).toBeGreaterThan(10);
    for (const { value } of busy) expect(value).toBeLessThanOrEqual(100);
    // What came back to the host has passed a disk.
    const visits = ['d1', 'd2'].reduce((sum, disk) => sum + outcome.value(disk, 'throughput', 'mean', 'all'), 0);
    expect(visits).toBeGreaterThan(outcome.value('load', 'throughput', 'mean', 'all'));
  });

  it('is measured in the same windows as its twin, which issues the same I/Os and does not feel the copy', () => {
    const scenario = scenarioOf(copying);
    const outcome = run(scenario);
    const twin = run(scenario, { twinOf: outcome.windows });
    expect(twin.windows.end).toBe(outcome.windows.end);
    const stretches = ({ phases }: typeof outcome) => [...phases].sort((a, b) => (a.phase < b.phase ? -1 : 1));
    expect(stretches(twin)).toEqual(stretches(outcome));
    const arrived = (one: typeof outcome) => one.value('load', 'completed', 'total', 'copy');
    expect(arrived(twin)).toBe(arrived(outcome));
    expect(twin.value('load', 'response_time', 'mean', 'copy')).toBeLessThan(outcome.value('load', 'response_time', 'mean', 'copy'));
    expect(twin.value('d1', 'utilisation_copy', 'mean', 'copy')).toBe(0);
  });

  it('depends on its seed and its number, and on nothing else', () => {
    const print = (text: string, replication: number, ...changes: string[]): string =>
      run(scenarioOf(text, ...changes), { replication }).fingerprint;
    expect(print(copying, 1)).toBe(print(copying, 1));
    expect(print(copying, 1, 'run.replications=7')).toBe(print(copying, 1));
    expect(print(copying, 2)).not.toBe(print(copying, 1));
    expect(print(copying, 1, 'run.seed=2')).not.toBe(print(copying, 1));
  });

  it('does not change under the eyes of the oracle, nor its numbers with the phases that are looked at', () => {
    const scenario = scenarioOf(copying);
    const [plain, audited, bare] = [run(scenario), run(scenario, { audit: true }), run({ ...scenario, phases: {} })];
    expect(audited.fingerprint).toBe(plain.fingerprint);
    const ofAll = ({ figures }: typeof plain) => figures.filter(({ phase }) => phase === 'all').map(({ value }) => value);
    expect(ofAll(bare)).toEqual(ofAll(plain));
  });
});

describe('replications', () => {
  it('are the same whatever their number', () => {
    const [two, three] = [2, 3].map((n) => runScenario(scenarioOf(copying, `run.replications=${n}`), { audit: false, baseDir: '' }));
    expect(three!.fingerprints.slice(0, 2)).toEqual(two!.fingerprints);
    expect(new Set(three!.fingerprints).size).toBe(3);
    expect(three!.timeline).toEqual(two!.timeline);
    const mean = three!.summary.find(
      ({ metric, statistic, phase }) => metric === 'response_time' && statistic === 'mean' && phase === 'copy',
    )!;
    expect(mean).toMatchObject({ n: 3, confidence: 0.95 });
    expect(mean.ci_low).toBeLessThan(mean.value);
  });

  it('of one there are no intervals', () => {
    const { summary } = runScenario(scenarioOf(copying), { audit: false, baseDir: '' });
    expect(summary.some(({ statistic }) => statistic === 'of_twin_mean')).toBe(true);
    expect(summary.filter((row) => 'ci_low' in row)).toEqual([]);
    expect(summary.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
  });

  it('parts of the mean response time add up over replications, rare ones included', () => {
    const text = pairOf(
      `workloads: {load: {host: vms, volumes: [d1, d2], rate: 2 IOPS}}
timeline: {out: {at: 00:00:10, do: fail d2, for: 500 ms}}`,
      'start + 1 min',
    );
    const { summary } = runScenario(scenarioOf(text, 'run.replications=5'), { audit: false, baseDir: '' });
    const parts = summary.filter(({ subject, metric }) => subject === 'load' && metric.startsWith('residence_'));
    const mean = summary.find(({ metric, statistic }) => metric === 'response_time' && statistic === 'mean')!;
    expect(parts.some(({ metric }) => metric === 'residence_retry')).toBe(true);
    expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(mean.value, 9);
  });
});

describe('a run that cannot end', () => {
  it('says at once that a command was refused, and what the copy waits for', () => {
    const text = pairOf(`${load}${set}timeline: {add: {at: 00:01, do: mount s, member: d1}}`, 's.done');
    const message = failure(text);
    expect(message).toMatch(/^run\.to: at \d{2,3}\.\d+ s: the mark at which the run ends cannot come any more/);
    expect(message).toContain('mount refused: ');
    expect(message).toContain('s: ');
  });

  it('says so when time is up', () => {
    // No node may copy: the set waits for ever.
    const text = pairOf(`${set}${add}`, 's.done')
      .replace('shadow_rec_dly: 1 s', 'shadow_max_copy: 0')
      .replace('replications: 1', 'give_up: 1 h');
    expect(failure(text)).toMatch(/^run\.to: at \d+\.\d+ s: the mark at which the run ends has not come\n {2}s: /);
  });

  it('names the workload that offers too much', () => {
    const text = pairOf(`workloads: {load: {host: vms, volumes: d1, rate: 20000 IOPS, in_flight_limit: 1000}}\n`, 'start + 1 h');
    expect(failure(text)).toMatch(/^workloads\.load: at \d+\.\d+ s: load offers more than the system can carry: 1000 I\/Os are in flight/);
  });

  it('waits for what may still come: a verb later on, or a delay after a mark', () => {
    const end = (timeline: string, to: string): number =>
      run(scenarioOf(pairOf(`copies: {m: {kind: naive-mirror, source: d1, target: d2}}\ntimeline:\n${timeline}`, to))).windows.end / 1e9;
    expect(end('  halt: {at: 00:01, do: stop m}\n  go: {at: halt + 3 h, do: start m}', 'm.done')).toBeGreaterThan(10_860);
    expect(end('  go: {at: 00:01, do: start m}', 'm.Copying + 5 h')).toBe(60 + 5 * 3600);
    expect(end('  go: {at: 00:01, do: start m}\n  out: {at: 00:00:30, do: fail box, for: 2 h}', '[out.over, m.Copying]')).toBe(7230);
  });
});
