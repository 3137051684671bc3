import { dirname } from 'node:path';
import { type Found, type Layers, problemsAt, settingsIn, standsInFile, withFirst } from '../scenario/layers.ts';
import type { Source } from '../scenario/problem.ts';
import type { ReadScenario } from '../scenario/read.ts';
import type { Problem, Scenario } from '../scenario/scenario.ts';
import { problemsOfPoints } from '../scenario/study/point-problems.ts';
import type { Study, StudyPoint } from '../scenario/study/study.ts';
import { checkBuild } from '../simulation/check-build.ts';
import type { Obstacle } from '../simulation/unworkable.ts';

/** Reads a scenario from its file and what is set over it. */
export type Reader = (layers: Layers) => ReadScenario;

/** What a scenario that reads well describes and cannot be built, with its place in the file, or in what was set over it. */
export function problemsOfBuild(scenario: Scenario, layers: Layers, read: Reader): readonly Problem[] {
  const baseDir = dirname(layers.file.name);
  const found = checkBuild(scenario, baseDir);
  if (found.length === 0) return [];
  return problemsAt(
    found.map((obstacle) => withCause(obstacle, layers, read)),
    layers,
  );
}

/** What stands in the way of a part that the file has may come from a value set elsewhere: from the first that brings it about. */
function withCause(obstacle: Obstacle, layers: Layers, read: Reader): Found {
  const settings = settingsIn(layers);
  if (settings === 0 || !standsInFile(obstacle.path, layers)) return obstacle;
  const appears = (count: number): boolean => {
    const first = read(withFirst(count, layers));
    const found = 'scenario' in first ? checkBuild(first.scenario, dirname(layers.file.name)) : [];
    return found.some(({ path, message }) => path === obstacle.path && message === obstacle.message);
  };
  let count = 0;
  while (count < settings && !appears(count)) count++;
  return count === 0 ? obstacle : { ...obstacle, setting: count - 1 };
}

/** What a study is to show, and its scenario does not measure. @param file of the study, @param scenarioFile of its scenario */
export function problemsOfChart({ base, chart }: Study, file: Source, scenarioFile: string): readonly Problem[] {
  if (chart === null) return [];
  const wrong = checkBuild(base, dirname(scenarioFile), chart).filter(({ path }) => path === 'chart');
  return problemsAt(wrong, { file, set: [], study: null });
}

/** The same of all points of a study, each problem once. @param base what they have in common, @param study its file */
export function problemsOfPointsBuilt(points: readonly StudyPoint[], base: Layers, study: Source, read: Reader): readonly Problem[] {
  const wrong = points.map(({ name, scenario, settings }) => ({
    point: name,
    problems: problemsOfBuild(scenario, { ...base, study: { source: study, settings } }, read),
  }));
  return problemsOfPoints(
    wrong.filter(({ problems }) => problems.length > 0),
    points.length,
  );
}
