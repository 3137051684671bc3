import type { Scenario } from '../scenario/scenario.ts';
import { type ComparedRow, compareRows } from './differences.ts';
import { type RunOptions, type RunProgress, runScenario } from './run.ts';
import type { Sample } from './samples.ts';
import { Stopped } from './stopped.ts';

/** What came of a point: plain data, fit for another thread. */
export type PointOutcome =
  | {
      readonly is: 'done';
      readonly rows: readonly ComparedRow[];
      /** Of each replication, in order. */
      readonly fingerprints: readonly string[];
      readonly eventCount: number;
      readonly violations: readonly string[];
    }
  | { readonly is: 'failed'; readonly reason: string };

export interface SweepProgress {
  /** From 1. */
  readonly point: number;
  readonly points: number;
  readonly name: string;
  readonly run: RunProgress;
}

export interface SweepOptions extends Omit<RunOptions, 'progress'> {
  readonly progress?: (progress: SweepProgress) => void;
  /** Is told of each point as soon as it is finished. */
  readonly finished: (index: number, outcome: PointOutcome) => void;
}

/**
 * Runs the points of a study one after the other, each on the same random numbers, and compares each with the first.
 * A point that cannot go on does not stop the others.
 * @throws Stopped if the listener to the progress says so; what was finished has been told
 */
export function sweep(points: readonly { readonly name: string; readonly scenario: Scenario }[], options: SweepOptions): void {
  const { progress, finished, ...shared } = options;
  let first: readonly Sample[] = [];
  for (const [index, { name, scenario }] of points.entries()) {
    const tell = (run: RunProgress): void => progress?.({ point: index + 1, points: points.length, name, run });
    let outcome: PointOutcome;
    try {
      const { summary, samples, fingerprints, eventCount, violations } = runScenario(scenario, { ...shared, progress: tell });
      // A point is whole or it does not count: part of its replications would not compare with the others.
      if (fingerprints.length < scenario.run.replications) throw new Stopped();
      outcome = { is: 'done', rows: compareRows(summary, samples, first), fingerprints, eventCount, violations };
      if (index === 0) first = samples;
    } catch (error) {
      if (error instanceof Stopped) throw error;
      outcome = { is: 'failed', reason: reasonOf(error) };
    }
    finished(index, outcome);
  }
}

/** What the model and its builders say is meant for people; anything else is a fault of ours. */
function reasonOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const line = message.replace(/\s*\n\s*/g, '; ');
  return ['KernelError', 'Unworkable'].includes(name) ? line : `fault of the program: ${line}`;
}
