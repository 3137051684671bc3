import type { SummaryRow } from '../metrics/results.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { evaluate } from './objectives.ts';

/** Each bound is exceeded by chance in one of twenty studies: 59 runs that all hold make sure of 95 %. */
const MISSED = 0.05;
const METHOD = 'Clopper-Pearson, each bound 95 %';

/**
 * Rows for objectives that ask for a share of runs (`chance: 95 %`): in how many per cent of the replications the
 * objective held, with its interval.
 * @param summaryOf the rows of one replication alone, by its index from 0
 */
export function chanceRows(
  scenario: Pick<Scenario, 'run' | 'timeline' | 'objectives'>,
  replications: number,
  summaryOf: (replication: number) => readonly SummaryRow[],
): SummaryRow[] {
  const asked = Object.entries(scenario.objectives).filter(([, { chance }]) => chance !== null);
  if (asked.length === 0) return [];
  // In one run an objective holds or does not: it is judged as if no share had been asked for.
  const alone = { ...scenario, objectives: Object.fromEntries(asked.map(([name, objective]) => [name, { ...objective, chance: null }])) };
  const held = new Map(asked.map(([name]) => [name, 0]));
  for (let replication = 0; replication < replications; replication++) {
    for (const { name, verdict } of evaluate(alone, summaryOf(replication))) {
      if (verdict === 'met') held.set(name, held.get(name)! + 1);
    }
  }
  return [...held].map(([subject, count]) => rowOf(subject, count, replications));
}

function rowOf(subject: string, held: number, n: number): SummaryRow {
  const row = { subject, metric: 'held', phase: '', statistic: 'share', value: (100 * held) / n, unit: '%' };
  if (n < 2) return row;
  const { low, high } = proportionBounds(held, n);
  return { ...row, ci_low: 100 * low, ci_high: 100 * high, confidence: 1 - 2 * MISSED, method: METHOD, n };
}

/**
 * Bounds of a probability of which `held` successes in `n` independent trials are known: the lower is that at which so
 * many or more, the upper that at which so many or fewer would be seen with probability 0.05.
 * Source: C. Clopper and E. Pearson, Biometrika 26, 1934.
 */
export function proportionBounds(held: number, n: number): { readonly low: number; readonly high: number } {
  return {
    low: held === 0 ? 0 : bisect((p) => atLeast(held, n, p) < MISSED),
    high: held === n ? 1 : bisect((p) => atLeast(held + 1, n, p) < 1 - MISSED),
  };
}

/** The p between 0 and 1 up to which the condition holds. */
function bisect(holds: (p: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let halvings = 0; halvings < 50; halvings++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Probability of k successes or more in n trials: the terms relative to the largest, summed away from it. */
function atLeast(k: number, n: number, p: number): number {
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  let total = 1;
  let tail = mode >= k ? 1 : 0;
  for (let i = mode, term = 1; i > 0 && term > 1e-20; i--) {
    term *= i / ((n - i + 1) * odds);
    total += term;
    if (i - 1 >= k) tail += term;
  }
  for (let i = mode, term = 1; i < n && term > 1e-20; i++) {
    term *= ((n - i) / (i + 1)) * odds;
    total += term;
    if (i + 1 >= k) tail += term;
  }
  return tail / total;
}
