import type { TopLevelSpec } from 'vega-lite';

/** A chart as a Vega-Lite specification with its data inside. */
export interface Chart {
  /** File name without ending. */
  readonly name: string;
  readonly title: string;
  /** One sentence on how to read it. */
  readonly caption: string;
  readonly spec: TopLevelSpec;
}

/** Okabe and Ito's colours, told apart with any colour vision; without black and yellow, which vanish on dark or light. */
export const PALETTE = ['#0072B2', '#E69F00', '#009E73', '#D55E00', '#56B4E9', '#CC79A7', '#8C6D46', '#999999'] as const;
export const RUN_COLOUR = '#0072B2';
export const TWIN_COLOUR = '#8a8a8a';

/** Pixels; a report scales them to its width. */
export const WIDTH = 640;

/** What all charts have in common. */
export function specOf(body: object): TopLevelSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    padding: 8,
    ...body,
    config: {
      aria: false,
      font: 'system-ui, "Segoe UI", "Liberation Sans", "DejaVu Sans", sans-serif',
      view: { stroke: '#d0d0d0' },
      axis: {
        grid: true,
        gridColor: '#e4e4e4',
        domain: false,
        tickColor: '#b0b0b0',
        labelColor: '#444',
        titleColor: '#444',
        titleFontWeight: 'normal',
        labelFontSize: 11,
        titleFontSize: 11,
      },
      axisX: { grid: false },
      legend: { orient: 'top', title: null, labelFontSize: 11, labelColor: '#333', symbolStrokeWidth: 3 },
      title: { anchor: 'start', fontSize: 12, fontWeight: 'bold', color: '#333', offset: 16 },
      range: { category: [...PALETTE] },
    },
  } as TopLevelSpec;
}

/** Numbers in charts need no more than six digits: keeps files small and free of rounding noise. */
export function short(value: number): number {
  return Number(value.toPrecision(6));
}

/** Ticks of a logarithmic axis in ms: 1, 2, 5 of each power of ten. */
export const MILLISECONDS = [0.001, 0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000, 1e6]
  .flatMap((power) => [power, 2 * power, 5 * power])
  .map(short);
