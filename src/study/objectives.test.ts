import { describe, expect, test } from 'vitest';
import { aScenario, done, replicatedResults, someResults, users } from '../../test/fixtures/run.ts';
import type { SummaryRow } from '../metrics/results.ts';
import type { Objective } from '../scenario/scenario.ts';
import { evaluate, type Verdict } from './objectives.ts';

type Measured = Extract<Objective, { measure: unknown }>;
type Marked = Extract<Objective, { mark: unknown }>;

/** 19.032 ms at p95 while copying: 6 ms times 2.6 times 1.22. */
const p95: Measured = { ...(users as Measured), limit: { value: 20e6, type: 'duration' }, text: 'at most 20 ms' };

function judge(objective: Objective, summary: readonly SummaryRow[] = someResults().summary): Verdict {
  return evaluate(aScenario({ it: objective }), summary)[0]!;
}

describe('a measure', () => {
  test('of one replication is decided by its value', () => {
    expect(judge(p95)).toMatchObject({
      verdict: 'met',
      value: '19.0 ms',
      limit: 'at most 20 ms',
      measure: 'trading.response_time.p95 (copying)',
    });
    expect(judge({ ...p95, limit: { value: 19e6, type: 'duration' } })).toMatchObject({ verdict: 'not met' });
  });

  test('with an interval is decided by all of it', () => {
    // The interval is 18.65 to 19.41 ms.
    const { summary } = replicatedResults();
    const verdictAt = (ms: number) => judge({ ...p95, limit: { value: ms * 1e6, type: 'duration' } }, summary).verdict;
    expect([19.5, 19.2, 18.7, 18.6].map(verdictAt)).toEqual(['met', 'undecided', 'undecided', 'not met']);
    expect(judge({ ...p95, bound: 'at_least', limit: { value: 18.6e6, type: 'duration' } }, summary).verdict).toBe('met');
    expect(judge({ ...p95, bound: 'at_least', limit: { value: 19.5e6, type: 'duration' } }, summary).verdict).toBe('not met');
    expect(judge({ ...p95, bound: 'at_least', limit: { value: 19e6, type: 'duration' } }, summary).note).toMatch(/more replications/);
  });

  test('of the twin is held against the ratio', () => {
    expect(judge(users)).toMatchObject({ verdict: 'met', value: '19.0 ms, 122 % of twin', unit: '%', bound: { value: 130 } });
    expect(judge({ ...(users as Measured), limit: { ofTwin: 1.2 } }).verdict).toBe('not met');
    expect(judge(users, someResults({ withTwin: false }).summary)).toMatchObject({
      verdict: 'undecided',
      note: 'the twin has no such number',
    });
  });

  test.each([
    [{ value: 600, type: 'rate' } as const, 'throughput', 'mean', 'met'],
    [{ value: 5e6, type: 'bandwidth' } as const, 'data_rate', 'mean', 'met'],
    [{ value: 6e6, type: 'bandwidth' } as const, 'data_rate', 'mean', 'not met'],
  ])('in another unit is converted: at least %o of %s', (limit, metric, statistic, verdict) => {
    const objective: Measured = { ...p95, measure: { subject: 'trading', metric, statistic }, bound: 'at_least', limit };
    expect(judge(objective).verdict).toBe(verdict);
  });

  test.each([
    [{ subject: 'nobody', metric: 'response_time', statistic: 'p95' }, 'nothing was measured of nobody'],
    [
      { subject: 'trading', metric: 'reponse_time', statistic: 'p95' },
      'no reponse_time was measured of trading, only throughput, data_rate, response_time',
    ],
    [{ subject: 'trading', metric: 'response_time', statistic: 'p97' }, 'no p97 was measured of response_time, only mean, p5'],
  ])('that does not exist is undecided and says what there is: %o', (measure, note) => {
    const verdict = judge({ ...p95, measure });
    expect(verdict.verdict).toBe('undecided');
    expect(verdict.note).toContain(note);
  });

  test('in a phase without a number, or with a limit of another kind, is undecided', () => {
    expect(judge({ ...p95, in: 'dsa.NEVER' }).note).toBe('nothing was measured in phase dsa.NEVER');
    const retries: Measured = { ...p95, measure: { subject: 'dsa', metric: 'copy_retries', statistic: 'total' }, in: null };
    expect(judge({ ...retries, limit: { value: 12, type: 'count' } }).verdict).toBe('met');
    expect(judge({ ...retries, limit: { value: 11, type: 'count' } }).verdict).toBe('not met');
    expect(judge({ ...p95, limit: { value: 12, type: 'number' } }).note).toBe('the limit is a number, but the measure is in ms');
    expect(judge({ ...p95, limit: { value: 300, type: 'rate' } }).note).toBe('the limit is a rate, but the measure is in ms');
  });
});

describe('a mark', () => {
  const mark = done as Marked;

  test('is met when it comes in time', () => {
    expect(judge(mark)).toMatchObject({ verdict: 'met', measure: 'dsa.done', value: '11:32', kind: 'instant' });
    expect(judge({ ...mark, by: { is: 'time', ns: 9000e9 } }).verdict).toBe('not met');
  });

  test('that never came is not met', () => {
    expect(judge(mark, [])).toMatchObject({ verdict: 'not met', estimate: null, note: 'dsa.done did not happen in the run' });
  });

  test('may be held against another mark', () => {
    // done at 9120 s; add at 1200 s.
    const by = (ns: number): Objective => ({ ...mark, by: { is: 'later', than: { is: 'entry', entry: 'add' }, by: ns } });
    expect(judge(by(7920e9)).verdict).toBe('met');
    expect(judge(by(7919e9)).verdict).toBe('not met');
  });

  test('must come after the mark it is asked to follow', () => {
    expect(judge({ ...mark, after: { is: 'time', ns: 9000e9 } }).verdict).toBe('met');
    expect(judge({ ...mark, after: { is: 'time', ns: 9200e9 } })).toMatchObject({
      verdict: 'not met',
      note: expect.stringContaining('did not happen after'),
    });
  });

  test('with an interval around the limit is undecided', () => {
    const { summary } = replicatedResults();
    expect(judge({ ...mark, by: { is: 'time', ns: 9200e9 } }, summary)).toMatchObject({ verdict: 'undecided', value: '11:32 ± 3 min 2 s' });
    expect(judge({ ...mark, by: { is: 'time', ns: 9303e9 } }, summary).verdict).toBe('met');
  });

  test('that came in some runs only is not met', () => {
    const { summary } = replicatedResults();
    const some = summary.map((row) => (row.metric === 'mark_done' ? { ...row, n: 8 } : row));
    expect(judge(mark, some)).toMatchObject({ verdict: 'not met', note: 'it happened in 8 of 10 runs only' });
  });

  test('of several is the last of them, of the first the first', () => {
    const of = [
      { is: 'time', ns: 5000e9 },
      { is: 'done', copy: 'dsa' },
    ] as const;
    expect(judge({ ...mark, mark: { is: 'all', of } }).estimate?.value).toBe(9120);
    expect(judge({ ...mark, mark: { is: 'first', of } }).estimate?.value).toBe(5000);
    expect(judge({ ...mark, mark: { is: 'all', of: [...of, { is: 'done', copy: 'other' }] } }).verdict).toBe('not met');
  });
});

describe('a chance', () => {
  const asked: Objective = { ...(done as Marked), chance: 0.95 };
  const share = (value: number, low: number, high: number): SummaryRow => ({
    subject: 'it',
    metric: 'held',
    phase: '',
    statistic: 'share',
    value,
    unit: '%',
    ci_low: low,
    ci_high: high,
    confidence: 0.95,
    method: 'exact',
    n: 100,
  });

  test('is the share of runs in which the objective holds', () => {
    const { summary } = someResults();
    expect(judge(asked, [...summary, share(99, 96, 100)])).toMatchObject({ verdict: 'met', value: '11:32 in 99 % of runs' });
    expect(judge(asked, [...summary, share(75, 62, 85)]).verdict).toBe('not met');
    expect(judge(asked, [...summary, share(95, 90, 98)]).verdict).toBe('undecided');
  });

  test('is undecided after one run', () => {
    expect(judge(asked)).toMatchObject({ verdict: 'undecided', note: 'asked for 95 % of runs: too few runs to tell' });
  });
});
