import { beforeAll, describe, expect, test } from 'vitest';
import { models } from '../copy/models/index.ts';
import { driveNames } from '../devices/disk/catalog.ts';
import { loadCatalogue } from '../devices/load-catalogue.ts';
import { readStudy } from '../scenario/study/read-study.ts';
import type { StudyPoint } from '../scenario/study/study.ts';
import type { ComparedRow } from './differences.ts';
import { runScenario } from './run.ts';
import { Stopped } from './stopped.ts';
import { type PointOutcome, sweep } from './sweep.ts';

const catalogue = loadCatalogue(driveNames());
/** A copy of 4 MiB under a light load. */
const SCENARIO = `scenario: small
run: {to: dsa.done + 5 s, replications: 5}
arrays: {hsj: {preset: hsj50, drive: rz26}}
links: {ci: {preset: ci, between: [vms, hsj]}}
hosts: {vms: {preset: openvms-8.4}}
volumes: {dga1: {size: 4 MiB, pool: hsj}, dga2: {size: 4 MiB, pool: hsj}}
workloads: {users: {volumes: dsa, rate: 20 IOPS, read: 70 %, size: 8 KiB}}
copies: {dsa: {kind: shadow-set, members: [dga1]}}
timeline: {add: {at: start + 5 s, do: mount dsa, member: dga2}}
phases: {copying: {from: add, to: dsa.done}}
`;

function pointsOf(block: string): readonly StudyPoint[] {
  const load = (file: string) => ({ file, text: SCENARIO });
  const read = readStudy(`study: s\nscenario: small.yaml\n${block}`, { file: 's.study.yaml', set: [], models, catalogue, load });
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.study.points;
}

function outcomesOf(points: readonly StudyPoint[]): PointOutcome[] {
  const outcomes: PointOutcome[] = [];
  sweep(points, { audit: false, baseDir: '.', finished: (index, outcome) => (outcomes[index] = outcome) });
  return outcomes;
}

const rowsOf = (outcome: PointOutcome | undefined): readonly ComparedRow[] => (outcome?.is === 'done' ? outcome.rows : []);
const find = (rows: readonly ComparedRow[], metric: string, statistic: string, phase: string): ComparedRow =>
  rows.find((row) => row.metric === metric && row.statistic === statistic && row.phase === phase)!;

/** Without what depends on which point is the first. */
const alone = (outcome: PointOutcome | undefined) =>
  rowsOf(outcome).map(({ subject, metric, phase, statistic, value, ci_low, ci_high, n }) => ({
    subject,
    metric,
    phase,
    statistic,
    value,
    ci_low,
    ci_high,
    n,
  }));

const LOADS = 'vary: {workloads.users.rate: [20 IOPS, 22 IOPS, 40 IOPS]}';
let points: readonly StudyPoint[];
let outcomes: readonly PointOutcome[];
beforeAll(() => {
  points = pointsOf(LOADS);
  outcomes = outcomesOf(points);
});

describe('points', () => {
  test('are told in the order of the file, each when it is finished', () => {
    const told: string[] = [];
    sweep(points.slice(0, 2), {
      audit: false,
      baseDir: '.',
      progress: ({ point, points: of, name, run }) => {
        const text = `${point} of ${of}: ${name}, ${run.replication}${run.twin ? ' twin' : ''}`;
        if (told.at(-1) !== text) told.push(text);
      },
      finished: (index) => told.push(`finished ${index}`),
    });
    const replications = (point: string) => [1, 2, 3, 4, 5].flatMap((number) => [`${point}, ${number}`, `${point}, ${number} twin`]);
    expect(told).toEqual([...replications('1 of 2: 20 IOPS'), 'finished 0', ...replications('2 of 2: 22 IOPS'), 'finished 1']);
  });

  test('have the values that the study sets', () => {
    const throughputs = outcomes.map((outcome) => find(rowsOf(outcome), 'throughput', 'mean', 'all').value);
    // The rate asked for, give or take four standard deviations of a Poisson count over 5 runs of about 20 s.
    for (const [index, rate] of [20, 22, 40].entries())
      expect(Math.abs(throughputs[index]! - rate)).toBeLessThan(4 * Math.sqrt(rate / 100));
  });

  test('are what a run of each alone gives', () => {
    for (const [index, { scenario }] of points.entries()) {
      const { summary, fingerprints } = runScenario(scenario, { audit: false, baseDir: '.' });
      const outcome = outcomes[index]!;
      expect(outcome.is === 'done' && outcome.fingerprints).toEqual(fingerprints);
      expect(alone(outcome)).toEqual(alone({ is: 'done', rows: summary, fingerprints: [], eventCount: 0, violations: [] }));
    }
  });

  test('do not depend on their order', () => {
    const reversed = outcomesOf([...points].reverse()).reverse();
    expect(reversed.map(alone)).toEqual(outcomes.map(alone));
    const forth = find(rowsOf(outcomes[2]), 'response_time', 'mean', 'copying');
    const back = find(rowsOf(reversed[0]), 'response_time', 'mean', 'copying');
    expect(back.difference).toBeCloseTo(-forth.difference!, 9);
  });
});

describe('common random numbers', () => {
  test('the first point has no difference, all others have one wherever both have the number', () => {
    const keyOf = ({ subject, metric, phase, statistic }: ComparedRow) => [subject, metric, phase, statistic].join();
    const known = new Set(rowsOf(outcomes[0]).map(keyOf));
    expect(rowsOf(outcomes[0]).every(({ difference }) => difference === undefined)).toBe(true);
    for (const outcome of outcomes.slice(1)) {
      const rows = rowsOf(outcome).filter((row) => known.has(keyOf(row)) && !row.statistic.startsWith('of_twin_'));
      expect(rows.length).toBeGreaterThan(50);
      expect(rows.filter(({ difference }) => difference === undefined)).toEqual([]);
    }
  });

  test('a point like the first is the same to the last event', () => {
    const [first, same] = outcomesOf(pointsOf('compare: {a: {}, b: {workloads.users.rate: 20 IOPS}}'));
    expect(same).toMatchObject({ is: 'done', fingerprints: first?.is === 'done' ? first.fingerprints : [] });
    expect(rowsOf(same).filter(({ difference }) => difference !== undefined && difference !== 0)).toEqual([]);
  });

  test('the paired interval is narrower than that of two independent sets of runs', () => {
    // The same orders, served with a little more overhead by the controller.
    const [slow, slower] = outcomesOf(pointsOf('compare: {a: {}, b: {arrays.hsj.command_time: 1.2 ms}}')).map(rowsOf);
    const width = ({ ci_low, ci_high }: ComparedRow): number => ci_high! - ci_low!;
    const [a, b] = [slow!, slower!].map((rows) => find(rows, 'response_time', 'mean', 'all')) as [ComparedRow, ComparedRow];
    const paired = b.difference_ci_high! - b.difference_ci_low!;
    const independent = Math.sqrt(width(a) * width(a) + width(b) * width(b));
    expect(b.difference_n).toBe(5);
    expect(paired).toBeLessThan(independent / 2);
    expect(b.gain).toBeCloseTo((independent * independent) / (paired * paired), 6);
    expect(b.difference).toBeCloseTo(b.value - a.value, 9);
    expect(b.difference_ci_low).toBeGreaterThan(0);
  });
});

describe('a point that cannot go on', () => {
  test('is marked with the reason, and the others are run', () => {
    const [first, failed, last] = outcomesOf(pointsOf('compare: {a: {}, b: {run.give_up: 6 s}, c: {workloads.users.rate: 22 IOPS}}'));
    expect(failed).toEqual({
      is: 'failed',
      reason: expect.stringMatching(/^run\.to: at 6\.000000000 s: the mark at which the run ends has not come.*dsa/),
    });
    expect(failed?.is === 'failed' ? failed.reason : '\n').not.toContain('\n');
    expect(first!.is).toBe('done');
    expect(find(rowsOf(last), 'response_time', 'mean', 'copying').difference_n).toBe(5);
  });

  test('leaves the others without a comparison if it is the first', () => {
    const [failed, other] = outcomesOf(pointsOf('compare: {b: {run.give_up: 6 s}, a: {}}'));
    expect(failed!.is).toBe('failed');
    expect(rowsOf(other).length).toBeGreaterThan(50);
    expect(rowsOf(other).every(({ difference }) => difference === undefined)).toBe(true);
  });
});

test('when it is stopped, what was finished has been told, and nothing of the rest', () => {
  const told: number[] = [];
  const run = () =>
    sweep(points, {
      audit: false,
      baseDir: '.',
      progress: ({ point, run: { replication } }) => {
        if (point === 2 && replication === 3) throw new Stopped();
      },
      finished: (index) => told.push(index),
    });
  expect(run).toThrow(Stopped);
  expect(told).toEqual([0]);
});
