import type { Figure } from '../metrics/figures.ts';
import type { Pair } from './combine.ts';

/** One number of every replication: plain data, fit for another thread. */
export interface Sample {
  readonly subject: string;
  readonly metric: string;
  readonly phase: string;
  /** As in the summary; of the twin with `twin_`. */
  readonly statistic: string;
  /** By replication; null where a replication has no such number. */
  readonly values: readonly (number | null)[];
}

/** The figures of all replications, figure by figure: for comparisons between runs on the same random numbers. */
export function samplesOf(pairs: readonly Pair[]): Sample[] {
  const all = new Map<string, Sample & { readonly values: (number | null)[] }>();
  const add = ({ subject, metric, phase, statistic, value }: Figure, replication: number, prefix: string): void => {
    const named = { subject, metric, phase, statistic: `${prefix}${statistic}` };
    const key = sampleKey(named);
    const sample = all.get(key) ?? { ...named, values: pairs.map(() => null) };
    all.set(key, sample);
    sample.values[replication] = value;
  };
  for (const [replication, { run, twin }] of pairs.entries()) {
    for (const figure of run) add(figure, replication, '');
    for (const figure of twin ?? []) add(figure, replication, 'twin_');
  }
  return [...all.values()];
}

/** What two numbers of different runs have in common if they can be compared. */
export function sampleKey({ subject, metric, phase, statistic }: Omit<Sample, 'values'>): string {
  return JSON.stringify([subject, metric, phase, statistic]);
}
