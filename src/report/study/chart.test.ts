import { describe, expect, test } from 'vitest';
import { aStudy, links, type Made } from '../../../test/fixtures/studies.ts';
import { renderSvg } from '../charts/render.ts';
import { studyChart } from './chart.ts';
import { chartData } from './chart-points.ts';

const at = (values: Made['values'], outcome: Made['outcome'] = 1): Made => ({ values, outcome });

describe('what the chart shows', () => {
  test('is the first objective: value, interval and limit, in a unit that fits', () => {
    const data = chartData(links())!;
    // The run begins at 9:00; done after 9120 s, 2 % to either side: at 11:32; the limit is 12:00. In minutes since midnight.
    expect(data).toMatchObject({ measure: 'dsa.done', unit: 'time of day', byClock: true });
    const [first] = data.points;
    expect([first!.value, first!.low, first!.high, first!.limit].map((value) => value!.toFixed(3))).toEqual([
      '692.000',
      '688.960',
      '695.040',
      '720.000',
    ]);
  });

  test('is the measure asked for, with the limit of the objective that is about it', () => {
    const measure = { subject: 'trading', metric: 'response_time', statistic: 'of_twin_p95', in: 'copying' };
    const data = chartData({ ...links(), study: { ...links().study, chart: measure } })!;
    expect(data).toMatchObject({ measure: 'trading.response_time.p95 (copying)', unit: '% of twin' });
    expect(data.points.map(({ value, limit }) => [Math.round(value), limit])).toEqual([
      [122, 130],
      [148, 130],
      [195, 130],
    ]);
  });

  test('without objectives is how long the first copy takes', () => {
    expect(chartData(links({}))).toMatchObject({ measure: 'dsa.duration.total', unit: 'h' });
  });

  test('leaves out what was not run, and is nothing if nothing was', () => {
    const path = 'hosts.vms.nodes';
    expect(
      chartData(aStudy({ points: [at({ [path]: '1' }), at({ [path]: '2' }, null), at({ [path]: '3' }, 'why')] }))!.points,
    ).toHaveLength(1);
    expect(studyChart(aStudy({ points: [at({ [path]: '1' }, null), at({ [path]: '2' }, 'why')] }))).toBeNull();
  });

  test('is nothing if there is no such number', () => {
    const chart = { subject: 'trading', metric: 'no_such_metric', statistic: 'mean', in: null };
    expect(studyChart(aStudy({ chart, points: [at({ 'hosts.vms.nodes': '1' })] }))).toBeNull();
  });
});

describe('the axis', () => {
  const axisOf = (...values: readonly Made['values'][]) => {
    const data = chartData(aStudy({ points: values.map((one) => at(one)) }))!;
    return { title: data.x.title, x: data.points.map(({ x }) => x), series: data.series, of: data.points.map(({ series }) => series) };
  };

  test('has the numbers of the first parameter that has several of one unit', () => {
    const values = ['low', 'high'].flatMap((priority) =>
      ['10 GB', '20 GB'].map((size) => ({ 'copies.dsa.priority': priority, 'volumes.v.size': size })),
    );
    expect(axisOf(...values)).toEqual({
      title: 'v.size (GB)',
      x: [10, 20, 10, 20],
      series: 'dsa.priority',
      of: ['low', 'low', 'high', 'high'],
    });
  });

  test('has words if units differ or values are no numbers', () => {
    expect(axisOf({ 'links.isl.bandwidth': '1 Gb/s' }, { 'links.isl.bandwidth': '500 Mb/s' })).toMatchObject({
      title: 'isl.bandwidth',
      x: ['1 Gb/s', '500 Mb/s'],
    });
    expect(axisOf({ 'timeline.add.at': '10:00' }, { 'timeline.add.at': '11:00' }).x).toEqual(['10:00', '11:00']);
  });

  test('has the names of ways', () => {
    const ways = [
      { name: 'as-it-is', values: {}, outcome: 1 },
      { name: 'faster', values: { 'links.isl.count': '2' }, outcome: 0.9 },
    ];
    const data = chartData(aStudy({ shape: 'compare', points: ways }))!;
    expect(data.points.map(({ x, series }) => [x, series])).toEqual([
      ['as-it-is', ''],
      ['faster', ''],
    ]);
  });
});

test('the picture is the same again, with its band, line and limit', async () => {
  const points = [1, 2, 4].flatMap((nodes) =>
    ['low', 'high'].map((priority) => at({ 'hosts.vms.nodes': String(nodes), 'copies.dsa.priority': priority }, 1 + nodes / 10)),
  );
  const chart = studyChart(aStudy({ points }))!;
  const svg = await renderSvg(chart);
  expect(await renderSvg(studyChart(aStudy({ points }))!)).toBe(svg);
  expect(chart.caption).toBe(
    'A point for each setting, joined for the eye only. Bands: 95 % confidence intervals over replications. Red: the limit.',
  );
  for (const mark of ['mark-area', 'mark-line', 'mark-rule']) expect(svg).toContain(mark);
  expect(svg).not.toMatch(/NaN|undefined/);
});

test('more series than colours are not drawn, and the chart says so', () => {
  const points = Array.from({ length: 20 }, (_, i) =>
    at({ 'hosts.vms.nodes': String(1 + (i % 2)), 'copies.dsa.priority': `p${Math.floor(i / 2)}` }),
  );
  expect(studyChart(aStudy({ points }))!.caption).toContain('Only the first 8 series are drawn.');
});

describe('instants', () => {
  const axisOf = (material: Parameters<typeof studyChart>[0]) => {
    const { layer } = studyChart(material)!.spec as unknown as {
      layer: { encoding: { y: { scale: object; axis: Record<string, unknown> } } }[];
    };
    return layer[0]!.encoding.y;
  };

  test('are shown by the clock, from tick to tick, with the limit named', async () => {
    // 11:32 to 13:41 or so, limit 12:00.
    const { scale, axis } = axisOf(links());
    expect(axis).toMatchObject({ title: ['dsa.done', 'time of day'] });
    const values = axis['values'] as number[];
    expect(scale).toMatchObject({ domain: [values[0], values.at(-1)] });
    const svg = await renderSvg(studyChart(links())!);
    expect(svg).toContain('limit 12:00');
    expect(svg).toMatch(/>11:\d\d</);
  });

  test('are shown since the start if a run has no clock, or they lie more than a day apart', () => {
    const made = links();
    const at0 = { day: null, clock: 0 };
    const points = made.points.map((result) => {
      const { scenario } = result.point;
      return { ...result, point: { ...result.point, scenario: { ...scenario, run: { ...scenario.run, from: at0 } } } };
    });
    expect(chartData({ ...made, points })).toMatchObject({ byClock: true }); // the study's own points count
    const study = { ...made.study, base: { ...made.study.base, run: { ...made.study.base.run, from: at0 } } };
    expect(chartData({ ...made, study })).toMatchObject({ unit: 'h since start', byClock: false });
  });
});
