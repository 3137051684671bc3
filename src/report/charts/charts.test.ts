import { describe, expect, test } from 'vitest';
import { aRecord, aScenario, someResults } from '../../../test/fixtures/run.ts';
import type { TimelineRow } from '../../metrics/results.ts';
import { material } from '../material.ts';
import { chartsOf } from './index.ts';
import { renderSvg } from './render.ts';
import { series } from './series.ts';
import { timeAxis } from './time-axis.ts';

const scenario = aScenario();
const results = someResults();
const all = material(scenario, results, aRecord(scenario, results));

describe('charts', () => {
  test('are pictures whose axes carry units', async () => {
    const svgs = new Map(await Promise.all(chartsOf(all).map(async (chart) => [chart.name, await renderSvg(chart)] as const)));
    const texts = (name: string) => [...svgs.get(name)!.matchAll(/>([^<>]+)<\/text>/g)].map((found) => found[1]);
    expect(texts('latency')).toEqual(
      expect.arrayContaining(['response time (ms)', 'time of day', 'mean', 'p95', 'trading', 'reports', 'copying']),
    );
    expect(texts('throughput')).toContain('throughput (IOPS)');
    expect(texts('progress')).toContain('fence: copied (%)');
    expect(texts('utilisation')).toEqual(expect.arrayContaining(['dga-1', 'utilisation (%)']));
    expect(texts('distribution')).toEqual(expect.arrayContaining(['p50', 'p99.9', 'run', 'twin', 'response time (ms)']));
    expect(texts('residence')).toEqual(expect.arrayContaining(['disk queue', 'seek', 'copying (twin)', 'mean response time (ms)']));
  });

  test('give the same bytes when drawn again, in any order', async () => {
    const charts = chartsOf(all);
    const first = await Promise.all(charts.map(renderSvg));
    const again = [];
    for (const chart of [...charts].reverse()) again.unshift(await renderSvg(chart));
    expect(again).toEqual(first);
  });

  test('carry their data, so that they can be drawn elsewhere', () => {
    for (const { spec } of chartsOf(all)) {
      const text = JSON.stringify(spec);
      expect(text).toContain('"values":[{');
      expect(text).not.toMatch(/"url"/);
    }
  });

  test('of latencies with a towering peak are logarithmic', () => {
    const stalled = results.timeline.map((row) =>
      row.metric === 'response_time_p95' && row.time_s === 3000 ? { ...row, value: 60_000 } : row,
    );
    const [latency] = chartsOf(material(scenario, { ...results, timeline: stalled }, aRecord(scenario, results)));
    expect(JSON.stringify(latency!.spec)).toContain('response time (ms, logarithmic)');
    expect(JSON.stringify(chartsOf(all)[0]!.spec)).not.toContain('logarithmic');
  });

  test('without data are left out', () => {
    const empty = { ...results, summary: [], timeline: [] };
    expect(chartsOf(material(scenario, empty, aRecord(scenario, results)))).toEqual([]);
  });
});

describe('thinning', () => {
  const samples: TimelineRow[] = Array.from({ length: 2000 }, (_, i) => ({
    time_s: i + 1,
    subject: 'w',
    metric: 'm',
    value: i % 4,
    unit: '',
  }));

  test('leaves short series alone', () => {
    expect(series(samples.slice(0, 3), 'mean')).toEqual([
      { time_s: 1, value: 0 },
      { time_s: 2, value: 1 },
      { time_s: 3, value: 2 },
    ]);
  });

  test('averages rates, keeps the worst percentile, the last level', () => {
    expect(series(samples, 'mean')[0]).toEqual({ time_s: 4, value: 1.5 });
    expect(series(samples, 'worst')[0]).toEqual({ time_s: 4, value: 3 });
    expect(series(samples, 'last')).toHaveLength(500);
    expect(series(samples, 'last').at(-1)).toEqual({ time_s: 2000, value: 3 });
  });

  test('weights a mean by how many I/Os stand behind it', () => {
    // Values 0 1 2 3 with weights 3 1 0 0: (0 * 3 + 1 * 1) / 4.
    const weights = samples.map((row, i) => ({ ...row, value: [3, 1, 0, 0][i % 4]! }));
    expect(series(samples, 'mean', { weights })[0]!.value).toBe(0.25);
  });
});

describe('the time axis', () => {
  const withClock = (clock: number, end: number) =>
    timeAxis({
      ...all,
      scenario: { ...scenario, run: { ...scenario.run, from: { day: null, clock } } },
      results: { ...results, timeline: [], phases: [{ phase: 'all', from_s: 0, to_s: end }] },
    });

  test('is the clock when the scenario tells it', () => {
    const axis = withClock(9 * 3600e9, 10_800);
    expect(axis.place(5400)).toBe(630);
    expect(axis.x('time')).toMatchObject({ axis: { title: 'time of day', values: [540, 560, 580, 600, 620, 640, 660, 680, 700, 720] } });
  });

  test('is the time since the start otherwise, in a fitting unit', () => {
    expect(withClock(0, 250).x('t')).toMatchObject({ axis: { title: 'time since start (s)' } });
    expect(withClock(0, 7200).x('t')).toMatchObject({ axis: { title: 'time since start (min)' }, scale: { domain: [0, 120] } });
    expect(withClock(0, 86_400).x('t')).toMatchObject({ axis: { title: 'time since start (h)' } });
  });
});
