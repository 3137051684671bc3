/** What a run hands over: rows of the three CSV files, and the facts of run.json. Plain data, fit for another thread. */

/** One number. `ci_low` to `n` are empty where a single replication gives no interval. */
export interface SummaryRow {
  /** A workload, component, copy or objective, by its name in the scenario. */
  readonly subject: string;
  readonly metric: string;
  /** Name of the phase; `all` for the whole run; '' where a phase makes no sense. */
  readonly phase: string;
  /** `mean`, `p95`, `max`, `total`...; with the prefix `twin_` the same of the twin; with `of_twin_` the run in per cent of the twin. */
  readonly statistic: string;
  readonly value: number;
  readonly unit: string;
  readonly ci_low?: number;
  readonly ci_high?: number;
  /** Confidence level of the interval, such as 0.95. */
  readonly confidence?: number;
  /** How the interval was made, such as `student-t over replications`. */
  readonly method?: string;
  /** Number of replications or observations behind the interval. */
  readonly n?: number;
}

/** A sampled value: of the stretch that ends at `time_s` (rates, means) or at that instant (levels). */
export interface TimelineRow {
  readonly time_s: number;
  readonly subject: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
}

export interface EventRow {
  readonly time_s: number;
  readonly subject: string;
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly cause: string;
}

/** A stretch of time that a phase covered, in seconds from the start of the run. */
export interface PhaseStretch {
  readonly phase: string;
  readonly from_s: number;
  readonly to_s: number;
}

export interface Results {
  readonly summary: readonly SummaryRow[];
  /** Of the first replication. */
  readonly timeline: readonly TimelineRow[];
  /** Of the first replication. */
  readonly events: readonly EventRow[];
  /** Of the first replication. */
  readonly phases: readonly PhaseStretch[];
  /** Of each replication, in order. */
  readonly fingerprints: readonly string[];
  /** Kernel events over all replications, without the twins. */
  readonly eventCount: number;
  /** What the oracle found wrong, over all replications; empty when it was off or content. */
  readonly violations: readonly string[];
}
