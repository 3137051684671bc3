import { instant, quantity } from '../../study/wording.ts';
import { type PointResult, type StudyMaterial, shortPath } from './material.ts';

/** How much a cell tells: the number with its interval and the ratio to the twin, the number held against the limit, or nothing but the verdict. */
export type CellForm = 'full' | 'short' | 'sign';

/** The headings over the columns that name a point. */
export function pointHeadings(material: StudyMaterial): string[] {
  return material.study.shape === 'compare' ? ['way'] : tellingParameters(material).map(shortPath);
}

/** What names a point: its name, or the value of each parameter that varies. */
export function pointCells(material: StudyMaterial, { point }: PointResult): string[] {
  return material.study.shape === 'compare' ? [point.name] : tellingParameters(material).map((path) => point.values[path] ?? '');
}

/** Parameters with several values; all of them if none has. */
function tellingParameters({ study, points }: StudyMaterial): readonly string[] {
  const varying = study.parameters.filter((path) => points.some(({ point }) => point.values[path] !== points[0]!.point.values[path]));
  return varying.length > 0 ? varying : study.parameters;
}

/** The limit of an objective, if it is the same for all points; '' otherwise. */
export function limitText({ points }: StudyMaterial, name: string): string {
  const limits = new Set(points.flatMap(({ point }) => point.scenario.objectives[name]?.text ?? []));
  return limits.size === 1 ? [...limits][0]! : '';
}

/** What an objective came to at a point, without the sign of the verdict. */
export function objectiveCell({ point, verdicts }: PointResult, name: string, form: CellForm): string {
  const one = verdicts.find((verdict) => verdict.name === name);
  if (one === undefined || form === 'sign') return '';
  if (form === 'full' || one.estimate === null) return one.value;
  const { value } = one.estimate;
  return one.kind === 'instant' && one.unit === 's' ? instant(point.scenario.run.from, value) : quantity(value, one.unit);
}
