import type { Problem } from '../scenario.ts';

/** What is wrong with the scenario of one point. */
export interface PointProblems {
  readonly point: string;
  readonly problems: readonly Problem[];
}

/** More are not listed: the last one says how many are missing. */
const AT_MOST = 100;

/**
 * The problems of the points that are wrong, each once, with the points that have it.
 * @param of how many points there are
 */
export function problemsOfPoints(wrong: readonly PointProblems[], of: number): Problem[] {
  const found = new Map<string, { readonly problem: Problem; readonly points: string[] }>();
  for (const { point, problems } of wrong) {
    for (const problem of problems) {
      const { file, line, column, message } = problem;
      const key = JSON.stringify([file, line, column, message]);
      const entry = found.get(key) ?? { problem, points: [] };
      found.set(key, entry);
      entry.points.push(point);
    }
  }
  const all = [...found.values()].map(({ problem, points }) => ({ ...problem, message: `in ${told(points, of)}: ${problem.message}` }));
  const shown = all.slice(0, AT_MOST);
  const last = shown.at(-1);
  if (all.length > AT_MOST && last !== undefined) shown.push({ ...last, message: `and ${all.length - AT_MOST} more problems`, frame: '' });
  return shown;
}

function told([first = '', ...others]: readonly string[], of: number): string {
  if (others.length === 0) return `\`${first}\``;
  if (others.length + 1 === of) return `all ${of} points`;
  return others.length === 1 ? `\`${first}\` and \`${others[0]}\`` : `\`${first}\` and ${others.length} more points`;
}
