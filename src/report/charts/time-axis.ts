import { hasClock } from '../../study/wording.ts';
import type { Material } from '../material.ts';
import { clockTicks } from './clock.ts';

/** How seconds from the start are drawn. */
export interface TimeAxis {
  /** Seconds from the start to axis units. */
  place(seconds: number): number;
  /** The `x` channel of a Vega-Lite encoding for a field in axis units. */
  x(field: string): object;
  readonly end: number;
}

const ELAPSED = [
  { upTo: 300, unit: 's', seconds: 1 },
  { upTo: 3 * 3600, unit: 'min', seconds: 60 },
  { upTo: 4 * 86_400, unit: 'h', seconds: 3600 },
  { upTo: Number.POSITIVE_INFINITY, unit: 'd', seconds: 86_400 },
] as const;

/** By the clock if the scenario tells it and the run is longer than ten minutes, else since the start. */
export function timeAxis({ scenario, results }: Material): TimeAxis {
  const end = Math.max(1e-9, ...results.phases.map((stretch) => stretch.to_s), results.timeline.at(-1)?.time_s ?? 0);
  if (hasClock(scenario.run.from) && end > 600) return clockAxis(scenario.run.from.clock / 60e9, end);
  const { unit, seconds } = ELAPSED.find(({ upTo }) => end <= upTo)!;
  const place = (time: number) => time / seconds;
  return { place, end, x: (field) => quantitative(field, [0, place(end)], { title: `time since start (${unit})` }) };
}

function clockAxis(from: number, end: number): TimeAxis {
  const place = (time: number) => from + time / 60;
  const domain = [from, place(end)];
  const { values, label } = clockTicks(from, domain[1]!, 9);
  return { place, end, x: (field) => quantitative(field, domain, { title: 'time of day', values, labelExpr: label }) };
}

function quantitative(field: string, domain: readonly number[], axis: object): object {
  return { field, type: 'quantitative', scale: { domain, nice: false }, axis };
}
