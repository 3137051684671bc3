import type { Results } from '../metrics/results.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Outcome, simulate } from '../simulation/simulation.ts';
import { chanceRows } from './chance.ts';
import { combine, type Pair } from './combine.ts';
import { type Sample, samplesOf } from './samples.ts';
import { Stopped } from './stopped.ts';
import { withoutZeros } from './without-zeros.ts';

/** How far a run is. */
export interface RunProgress {
  readonly replication: number;
  readonly replications: number;
  /** It is the twin that runs. */
  readonly twin: boolean;
  /** Share of this simulation that is done, 0 to 1, as far as can be told. */
  readonly fraction: number;
  readonly simulated_s: number;
}

export interface RunOptions {
  /** The oracle follows every version of the data. */
  readonly audit: boolean;
  /** Folder to which file names in the scenario are relative. */
  readonly baseDir: string;
  readonly progress?: (progress: RunProgress) => void;
  /** Takes the trace of all I/Os of the first replication, line by line. */
  readonly trace?: (line: string) => void;
}

/** The results with the numbers of each replication, from which they were made. */
export interface Replicated extends Results {
  readonly samples: readonly Sample[];
}

/**
 * Runs all replications of a scenario, each with its twin, and combines them.
 * @throws KernelError if a run cannot go on; Unworkable if the scenario leads nowhere; Stopped if progress ends it before one replication is finished
 */
export function runScenario(scenario: Scenario, options: RunOptions): Replicated {
  const { replications } = scenario.run;
  const pairs: Pair[] = [];
  const violations: string[] = [];
  const fingerprints: string[] = [];
  let eventCount = 0;
  let first: Outcome | null = null;
  try {
    for (let replication = 1; replication <= replications; replication++) {
      const run = once(scenario, options, replication, null);
      const twin = hasTwin(scenario) ? once(scenario, options, replication, run) : null;
      pairs.push({ run: run.figures, twin: twin?.figures ?? null });
      violations.push(...run.violations);
      fingerprints.push(run.fingerprint);
      eventCount += run.eventCount;
      first ??= run;
    }
  } catch (error) {
    if (!(error instanceof Stopped) || first === null) throw error; // what is finished still counts
  }
  const { timeline, events, phases } = first!;
  const kept = withoutZeros(pairs);
  const summary = [...combine(kept), ...chanceRows(scenario, kept.length, (index) => combine([kept[index]!]))];
  return { summary, samples: samplesOf(kept), timeline, events, phases, fingerprints, eventCount, violations };
}

/** Without copies the twin would be the run itself. */
const hasTwin = (scenario: Scenario): boolean => Object.keys(scenario.copies).length > 0;

function once(scenario: Scenario, { audit, baseDir, progress, trace }: RunOptions, replication: number, twinOf: Outcome | null): Outcome {
  const { replications } = scenario.run;
  return simulate(scenario, {
    replication,
    audit,
    baseDir,
    ...(twinOf === null ? {} : { twinOf: twinOf.windows }),
    ...(trace === undefined || replication > 1 || twinOf !== null ? {} : { trace }),
    progress: (part) => {
      progress?.({ replication, replications, twin: twinOf !== null, ...part });
    },
  });
}
