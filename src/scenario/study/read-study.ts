import { flowText } from '../../parameters/flow.ts';
import type { Issue } from '../../parameters/raw.ts';
import { readYaml } from '../../parameters/yaml.ts';
import { STUDY_TEXT } from '../layers.ts';
import type { Setting } from '../overrides.ts';
import { problemsOf, type Source } from '../problem.ts';
import { type ReadScenario, type ReadScenarioOptions, readScenario } from '../read.ts';
import type { Problem, Scenario } from '../scenario.ts';
import { readChart } from './chart.ts';
import { checkPaths } from './paths.ts';
import { type PointProblems, problemsOfPoints } from './point-problems.ts';
import { notAStudy, readStructure } from './structure.ts';
import type { Study, StudyFile, StudyPoint } from './study.ts';

export interface ReadStudyOptions extends Pick<ReadScenarioOptions, 'models' | 'catalogue'> {
  /** Name of the study file, for messages. */
  readonly file: string;
  /** Values set from outside for all points, each `path=value`. */
  readonly set: readonly string[];
  /** Reads the scenario file that the study names. */
  readonly load: (name: string) => LoadedFile | { readonly error: string };
}

interface LoadedFile {
  /** For messages. */
  readonly file: string;
  readonly text: string;
}

export type ReadStudy = { readonly study: Study } | { readonly problems: readonly Problem[] };

/**
 * Reads a study and the scenario of each of its points. Never throws for bad input: all that is wrong comes back, that
 * of points with the names of the points.
 */
export function readStudy(text: string, options: ReadStudyOptions): ReadStudy {
  const source: Source = { name: options.file, text: text.replace(/^\ufeff/, '') };
  const { raw, issues: yaml } = readYaml(source.text, STUDY_TEXT);
  if (yaml.length > 0 || raw?.is !== 'map') {
    return { problems: problemsOf(yaml.length > 0 ? yaml : [notAStudy(raw, STUDY_TEXT)], [source, source]) };
  }
  const issues: Issue[] = [];
  const file = readStructure(raw, (place, message) => issues.push({ place, message }));
  issues.push(...checkPaths(file.points, options.set.map(pathOf)));
  const scenarios = readScenarios(file, source, options, issues);
  const problems = [...problemsOf(issues, [source, source]), ...scenarios.problems];
  if (problems.length > 0 || scenarios.base === null) return { problems: inOrder(problems, options.file) };
  const { base, points, chart } = scenarios;
  const { study, question, shape, parameters } = file;
  const scenarioFile = file.scenario!.text.trim();
  const report = { ...base.report, ...file.report };
  return { study: { study, question: question ?? base.question, scenarioFile, shape, parameters, points, base, chart, report } };
}

interface Scenarios {
  readonly base: Scenario | null;
  readonly points: readonly StudyPoint[];
  readonly chart: Study['chart'];
  readonly problems: readonly Problem[];
}

/** The scenario as it stands; only if that is right, those of all points. */
function readScenarios(file: StudyFile, source: Source, options: ReadStudyOptions, issues: Issue[]): Scenarios {
  const none = { base: null, points: [], chart: null, problems: [] };
  if (file.scenario === null) return none;
  const loaded = options.load(file.scenario.text.trim());
  if ('error' in loaded) {
    issues.push({ place: file.scenario.place, message: `scenario: ${loaded.error}` });
    return none;
  }
  const { file: name, text } = loaded;
  const { models, catalogue, set } = options;
  const shared = file.replications === null || set.some((one) => pathOf(one) === 'run.replications') ? [] : [file.replications];
  const read = (settings: readonly Setting[]): ReadScenario =>
    readScenario(text, { file: name, set, models, catalogue, study: { source, settings: [...shared, ...settings] } });
  const base = read([]);
  if ('problems' in base) return { ...none, problems: base.problems };
  checkName(file, base.scenario, issues);
  const points: StudyPoint[] = [];
  const wrong: PointProblems[] = [];
  // What has been found wrong already is not tried.
  const told = new Set(issues.map(({ place }) => place.start));
  for (const point of file.points) {
    const result = read(point.settings.filter(({ place }) => !told.has(place.start)));
    if ('problems' in result) wrong.push({ point: point.name, problems: result.problems });
    else
      points.push({
        name: point.name,
        values: valuesOf(point.settings),
        settings: [...shared, ...point.settings],
        scenario: result.scenario,
      });
  }
  const chart = file.chart === null ? null : readChart(file.chart, base.scenario, models);
  if (chart !== null && 'error' in chart) issues.push({ place: file.chart!.place, message: `chart: ${chart.error}` });
  return {
    base: base.scenario,
    points,
    chart: chart === null || 'error' in chart ? null : chart,
    problems: problemsOfPoints(wrong, file.points.length),
  };
}

/** Both write to results/<name>. */
function checkName(file: StudyFile, base: Scenario, issues: Issue[]): void {
  if (file.study !== base.scenario) return;
  const place = { ...file.scenario!.place };
  issues.push({ place, message: `scenario: it is called ${base.scenario} like the study: their results would lie in the same folder` });
}

function valuesOf(settings: readonly Setting[]): StudyPoint['values'] {
  return Object.fromEntries(settings.map(({ path, value }) => [path, flowText(value)]));
}

function pathOf(setting: string): string {
  return setting.slice(0, Math.max(0, setting.indexOf('='))).trim();
}

/** Those of the study file first, each file from top to bottom. */
function inOrder(problems: readonly Problem[], study: string): Problem[] {
  const rank = ({ file }: Problem): number => (file === study ? 0 : file === '--set' ? 2 : 1);
  return [...problems].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
}
