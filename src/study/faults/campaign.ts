import type { Finding } from './checks.ts';
import { type RandomScenario, randomScenario, type Vocabulary } from './random-scenario.ts';
import { shrink } from './shrink.ts';
import { tryOut } from './trial.ts';

/** A seed that has failed. */
export interface Failure {
  readonly seed: number;
  /** The first is the one that counts. */
  readonly findings: readonly Finding[];
  readonly text: string;
  /** The smallest scenario found that fails in the same way. */
  readonly smallest: string;
}

/** What came of a seed. */
export interface Attempt {
  readonly seed: number;
  readonly events: number;
  readonly fingerprint: string;
  readonly failure: Failure | null;
}

export interface CampaignOptions {
  /** The first seed; those after it follow. */
  readonly seed: number;
  readonly runs: number;
  /** What scenarios may be about. */
  readonly kinds: readonly string[];
  /** Runs at most to make one failing scenario smaller. */
  readonly shrinkTrials: number;
}

/** Runs random scenarios, seed by seed; whoever asks for the next one may stop at any time. */
export function* campaign({ seed, runs, kinds, shrinkTrials }: CampaignOptions, vocabulary: Vocabulary): Generator<Attempt, void> {
  for (let at = seed; at < seed + runs; at++) {
    const drawn = randomScenario(at, kinds, vocabulary);
    const { findings, events, fingerprint } = tryOut(drawn.scenario);
    const failure = findings.length === 0 ? null : failed(at, drawn, findings, shrinkTrials, vocabulary);
    yield { seed: at, events, fingerprint, failure };
  }
}

function failed(seed: number, drawn: RandomScenario, findings: readonly Finding[], trials: number, vocabulary: Vocabulary): Failure {
  const smallest = shrink(drawn, findings[0]!.rule, vocabulary, trials);
  return { seed, findings, text: drawn.text, smallest: smallest.text };
}
