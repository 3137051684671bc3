import { instant } from '../../study/wording.ts';
import { type Chart, PALETTE, short, specOf, WIDTH } from '../charts/chart.ts';
import { clockTicks } from '../charts/clock.ts';
import { type ChartData, type ChartPoint, chartData } from './chart-points.ts';
import type { StudyMaterial } from './material.ts';

/** More series than colours could not be told apart. */
const SERIES_AT_MOST = PALETTE.length;
const HEIGHT = 260;
const LIMIT_COLOUR = '#D55E00';

/** The decision chart: one number of each point against what was varied, with its interval and the limit of the objective. */
export function studyChart(material: StudyMaterial): Chart | null {
  const data = chartData(material);
  if (data === null) return null;
  const series = [...new Set(data.points.map((point) => point.series))].slice(0, SERIES_AT_MOST);
  const points = data.points.filter((point) => series.includes(point.series));
  const values = points.map(rounded);
  const withIntervals = points.some(({ low }) => low !== undefined);
  const limited = points.some(({ limit }) => limit !== undefined);
  const caption = [
    data.x.numeric ? 'A point for each setting, joined for the eye only.' : 'A point for each setting.',
    withIntervals ? `${data.x.numeric ? 'Bands' : 'Bars'}: 95 % confidence intervals over replications.` : '',
    series.length < new Set(data.points.map((point) => point.series)).size ? `Only the first ${SERIES_AT_MOST} series are drawn.` : '',
    limited ? 'Red: the limit.' : '',
  ];
  return {
    name: 'study',
    title: `${data.measure}${data.x.title === '' ? '' : ` against ${data.x.title.replace(/ \(.*$/, '')}`}`,
    caption: caption.filter((sentence) => sentence !== '').join(' '),
    spec: specOf({
      width: WIDTH,
      height: HEIGHT,
      data: { values },
      encoding: { x: xChannel(data), ...colourOf(data, series) },
      layer: [...(data.x.numeric ? lines(data) : bars(data)), ...limitLayers(data, values)],
    }),
  };
}

function rounded(point: ChartPoint): ChartPoint {
  return Object.fromEntries(
    Object.entries(point).map(([name, value]) => [name, typeof value === 'number' ? short(value) : value]),
  ) as unknown as ChartPoint;
}

function xChannel({ x }: ChartData): object {
  if (x.numeric) return { field: 'x', type: 'quantitative', scale: { zero: false, padding: 12 }, axis: { title: x.title, tickCount: 8 } };
  return { field: 'x', type: 'nominal', sort: x.order, axis: { title: x.title === '' ? null : x.title, labelAngle: 0, labelLimit: 160 } };
}

function colourOf({ series }: ChartData, domain: readonly string[]): object {
  if (domain.length < 2) return { color: { value: PALETTE[0] } };
  return { color: { field: 'series', type: 'nominal', scale: { domain }, legend: { title: series, symbolOpacity: 1 } } };
}

function y(field: string, data: ChartData): object {
  const { measure, unit, byClock } = data;
  const axis = { title: unit === '' ? measure : [measure, unit], minExtent: 48 };
  if (!byClock) return { field, type: 'quantitative', scale: { zero: false }, axis: { ...axis, tickCount: 6 } };
  const { values, label, domain } = clockAxis(data);
  return { field, type: 'quantitative', scale: { domain, nice: false }, axis: { ...axis, values, labelExpr: label } };
}

/** From the tick before the first instant to the one after the last. */
function clockAxis({ points }: ChartData) {
  const all = points.flatMap(({ value, low, high, limit }) => [value, low ?? value, high ?? value, limit ?? value]);
  const { step } = clockTicks(Math.min(...all), Math.max(...all), 6);
  const domain = [Math.floor(Math.min(...all) / step) * step, Math.ceil(Math.max(...all) / step + 1e-9) * step] as const;
  return { domain, ...clockTicks(domain[0], domain[1], (domain[1] - domain[0]) / step) };
}

const HAS_INTERVAL = { filter: 'isValid(datum.low)' };

function lines(data: ChartData): object[] {
  return [
    { transform: [HAS_INTERVAL], mark: { type: 'area', opacity: 0.2 }, encoding: { y: y('low', data), y2: { field: 'high' } } },
    { mark: { type: 'line', strokeWidth: 2, point: { size: 36 } }, encoding: { y: y('value', data) } },
  ];
}

/** Settings that are no numbers stand side by side, their series next to each other. */
function bars(data: ChartData): object[] {
  const offset = data.series === '' ? {} : { xOffset: { field: 'series' } };
  return [
    {
      transform: [HAS_INTERVAL],
      mark: { type: 'rule', strokeWidth: 6, opacity: 0.3 },
      encoding: { y: y('low', data), y2: { field: 'high' }, ...offset },
    },
    { mark: { type: 'point', filled: true, size: 60 }, encoding: { y: y('value', data), ...offset } },
  ];
}

/** At the end of the line where the points are farther away. */
function limitLabel(data: ChartData, values: readonly ChartPoint[], limit: number): object {
  const away = (point: ChartPoint): number => Math.abs(point.value - limit);
  const left = away(values[0]!) >= away(values.at(-1)!);
  const place = left ? { align: 'left', dx: 4 } : { align: 'right', dx: -4 };
  return {
    data: { values: [{ limit, text: `limit ${limitText(data, limit)}` }] },
    mark: { type: 'text', baseline: 'bottom', dy: -3, ...place },
    encoding: {
      x: { value: left ? 0 : 'width' },
      color: { value: LIMIT_COLOUR },
      y: y('limit', data),
      text: { field: 'text', type: 'nominal' },
    },
  };
}

function limitText({ byClock, unit }: ChartData, limit: number): string {
  if (byClock) return instant({ day: null, clock: limit * 60e9 }, 0);
  return `${Number(limit.toPrecision(4))}${unit === '' ? '' : ` ${unit}`}`;
}

/** One line if all points have the same limit; else a dash at each. */
function limitLayers(data: ChartData, values: readonly ChartPoint[]): object[] {
  const limits = [...new Set(values.flatMap(({ limit }) => (limit === undefined ? [] : [limit])))];
  const style = { color: LIMIT_COLOUR, strokeDash: [5, 3], strokeWidth: 1.5 };
  if (limits.length === 0) return [];
  if (limits.length === 1)
    return [
      {
        data: { values: [{ limit: limits[0] }] },
        mark: { type: 'rule', ...style },
        encoding: { x: null, color: { value: LIMIT_COLOUR }, y: y('limit', data) },
      },
      limitLabel(data, values, limits[0]!),
    ];
  return [
    {
      transform: [{ filter: 'isValid(datum.limit)' }],
      mark: { type: 'tick', width: 40, thickness: 1.5, color: LIMIT_COLOUR },
      encoding: { color: { value: LIMIT_COLOUR }, y: y('limit', data) },
    },
  ];
}
