import type { Figure } from '../metrics/figures.ts';
import { keyOf, type Pair } from './combine.ts';

/** Leaves out sparse figures that are 0 in all replications; of runs and of twins each by themselves. */
export function withoutZeros(pairs: readonly Pair[]): Pair[] {
  const runs = pairs.map(({ run }) => run);
  const twins = pairs.map(({ twin }) => twin ?? []);
  const [inRuns, inTwins] = [notZero(runs), notZero(twins)];
  const kept = (figures: readonly Figure[], keys: ReadonlySet<string>): Figure[] =>
    figures.filter((figure) => figure.sparse !== true || keys.has(keyOf(figure)));
  return pairs.map(({ run, twin }) => ({ run: kept(run, inRuns), twin: twin === null ? null : kept(twin, inTwins) }));
}

function notZero(replications: readonly (readonly Figure[])[]): Set<string> {
  const keys = new Set<string>();
  for (const figures of replications)
    for (const figure of figures) if (figure.sparse === true && figure.value !== 0) keys.add(keyOf(figure));
  return keys;
}
