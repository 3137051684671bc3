import type { Raw } from '../../parameters/raw.ts';
import type { Setting } from '../overrides.ts';
import type { Scenario } from '../scenario.ts';

/** What the chart of a study shows: one number of each point, as in the first columns of summary.csv. */
export interface ChartMeasure {
  readonly subject: string;
  readonly metric: string;
  /** Of the run; of its twin with `twin_`; against it with `of_twin_`. */
  readonly statistic: string;
  /** A phase, or `copy.STATE`; null: the whole run. */
  readonly in: string | null;
}

/** One of the settings that a study compares. */
export interface StudyPoint {
  /** The name of a way, or the values of all parameters: `middle, daily 00:30`. */
  readonly name: string;
  /** What it sets, by path, as written; what it leaves as it is is missing. */
  readonly values: { readonly [path: string]: string };
  /** All that the study sets for it, where it stands in the study file. */
  readonly settings: readonly Setting[];
  readonly scenario: Scenario;
}

/** A study as read and checked: every point is a scenario of its own. */
export interface Study {
  readonly study: string;
  readonly question: string | null;
  /** The scenario file, relative to the study file. */
  readonly scenarioFile: string;
  /** Ways with names, or all combinations of values. */
  readonly shape: 'compare' | 'vary';
  /** The paths of all values that points set, in the order of the file. */
  readonly parameters: readonly string[];
  /** In the order of the file; of combinations the last parameter varies fastest. */
  readonly points: readonly StudyPoint[];
  /** The scenario as it stands, with what was set from outside for all points. */
  readonly base: Scenario;
  /** null: the first objective. */
  readonly chart: ChartMeasure | null;
  readonly report: Scenario['report'];
}

/** A point before its scenario was read. */
export interface PointSettings {
  readonly name: string;
  readonly settings: readonly Setting[];
}

/** What stands in a study file, before the scenario is known. */
export interface StudyFile {
  readonly study: string;
  readonly question: string | null;
  /** null: missing or wrong. */
  readonly scenario: Extract<Raw, { is: 'scalar' }> | null;
  readonly replications: Setting | null;
  readonly shape: Study['shape'];
  readonly parameters: readonly string[];
  readonly points: readonly PointSettings[];
  readonly chart: Raw | null;
  readonly report: Scenario['report'];
}
