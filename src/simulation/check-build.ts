import type { Scenario } from '../scenario/scenario.ts';
import { type Assembly, assemble } from './assemble.ts';
import { type Measured, measurable, wrongLimit, wrongMeasure } from './measurable.ts';
import { type Obstacle, Unworkable } from './unworkable.ts';

/**
 * Builds a scenario without running it, and looks whether its objectives name what will be measured.
 * @param baseDir folder to which file names in it are relative
 * @param chart what a study of it is to show, told at the path `chart`
 * @returns what stands in the way
 */
export function checkBuild(scenario: Scenario, baseDir: string, chart: Measured | null = null): readonly Obstacle[] {
  try {
    const assembly = assemble(scenario, { replication: 1, audit: false, baseDir });
    return wrongMeasures(scenario, assembly, chart);
  } catch (error) {
    if (error instanceof Unworkable) return error.obstacles;
    throw error;
  }
}

function wrongMeasures({ objectives }: Scenario, assembly: Assembly, chart: Measured | null): Obstacle[] {
  const named = Object.entries(objectives).flatMap(([name, objective]) =>
    'measure' in objective ? [{ path: `objectives.${name}.measure`, measure: objective.measure }] : [],
  );
  // The study says it of a run or of its twin.
  if (chart !== null) named.push({ path: 'chart', measure: { ...chart, statistic: chart.statistic.replace(/^(of_)?twin_/, '') } });
  if (named.length === 0) return [];
  const known = measurable(assembly);
  const unmeasured = named.flatMap(({ path, measure }) => {
    const message = wrongMeasure(measure, known);
    return message === null ? [] : [{ path, message }];
  });
  const incomparable = Object.entries(objectives).flatMap(([name, objective]) => {
    if (!('measure' in objective)) return [];
    const message = wrongLimit(objective.measure, objective.limit, known);
    return message === null ? [] : [{ path: `objectives.${name}.${objective.bound}`, message }];
  });
  return [...unmeasured, ...incomparable];
}
