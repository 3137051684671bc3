import { dirname } from 'node:path';
import { problemsAt } from '../scenario/problem.ts';
import type { Problem, Scenario } from '../scenario/scenario.ts';
import { problemsOfPoints } from '../scenario/study/point-problems.ts';
import type { Study, StudyPoint } from '../scenario/study/study.ts';
import { checkBuild } from '../simulation/check-build.ts';

/** What a scenario that reads well describes and cannot be built, with its place in the file. @param text of the file */
export function problemsOfBuild(scenario: Scenario, file: string, text: string): readonly Problem[] {
  return problemsAt(checkBuild(scenario, dirname(file)), { name: file, text });
}

/** What a study is to show, and its scenario does not measure. @param file of the study, @param text of that file, @param scenarioFile of its scenario */
export function problemsOfChart({ base, chart }: Study, file: string, text: string, scenarioFile: string): readonly Problem[] {
  if (chart === null) return [];
  const wrong = checkBuild(base, dirname(scenarioFile), chart).filter(({ path }) => path === 'chart');
  return problemsAt(wrong, { name: file, text });
}

/** The same of all points of a study, each problem once. @param file the scenario of the study */
export function problemsOfPointsBuilt(points: readonly StudyPoint[], file: string, text: string): readonly Problem[] {
  const wrong = points.map(({ name, scenario }) => ({ point: name, problems: problemsOfBuild(scenario, file, text) }));
  return problemsOfPoints(
    wrong.filter(({ problems }) => problems.length > 0),
    points.length,
  );
}
