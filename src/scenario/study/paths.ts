import type { Issue } from '../../parameters/raw.ts';
import type { Setting } from '../overrides.ts';
import type { PointSettings } from './study.ts';

/** Values that all points share, and why. */
const SHARED: { readonly [path: string]: string } = {
  'run.seed': 'all points have the same random numbers, so that they can be compared: `--seed` sets it for all',
  'run.replications': 'all points have the same number, so that they can be compared: `replications` sets it for all',
};

/**
 * What is wrong with the paths that a study sets, as far as that can be told without the scenario: paths that name no
 * value, that all points share, that lie in one another, or that are set from outside as well.
 * @param outside paths set for all points
 */
export function checkPaths(points: readonly PointSettings[], outside: readonly string[]): Issue[] {
  return points.flatMap(({ settings }) => settings.flatMap((setting, index) => why(setting, settings.slice(0, index), outside)));
}

function why({ path, place }: Setting, before: readonly Setting[], outside: readonly string[]): Issue[] {
  const issue = (message: string): Issue[] => [{ place, message: `${path}: ${message}` }];
  if (!path.includes('.')) return issue('a path is the names down to a value, such as links.wan.bandwidth');
  const shared = SHARED[path];
  if (shared !== undefined) return issue(shared);
  const inside = before.find((other) => within(path, other.path) || within(other.path, path));
  if (inside !== undefined) return issue(`it overlaps with ${inside.path}, which is set too`);
  const other = outside.find((one) => one === path || within(path, one) || within(one, path));
  return other === undefined ? [] : issue(`the study sets it for each point, and --set ${other} for all of them`);
}

function within(path: string, outer: string): boolean {
  return path.startsWith(`${outer}.`);
}
