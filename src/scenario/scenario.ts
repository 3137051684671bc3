/**
 * A scenario as read, checked and completed: plain JSON, all values in canonical units, all names resolved to exist.
 * Maps keep the order of the file: it is the order in which components are built, so it is part of the scenario.
 */
import type { arrayParameters } from '../devices/array/parameters.ts';
import type { hostParameters } from '../devices/host/parameters.ts';
import type { linkParameters } from '../devices/link/parameters.ts';
import type { workloadParameters } from '../devices/workload/parameters.ts';
import type { Mark } from '../parameters/mark.ts';
import type { EvidenceTag, Limit, ParameterTable, Values } from '../parameters/parameter.ts';
import type { volumeParameters } from '../storage/volume-parameters.ts';

/** A map from names to entries. */
export interface Named<T> {
  readonly [name: string]: T;
}

/** An entry of arrays, links, hosts, volumes or workloads. */
export interface Component<T extends ParameterTable> {
  /** The preset whose values it took. */
  readonly preset: string | null;
  /** What it stands for: `[vms-1, vms-2]` for two nodes, `[ds]` for a single one. */
  readonly instances: readonly string[];
  readonly values: Values<T>;
}

/** An entry of copies. */
export interface Copy {
  readonly kind: string;
  /** One for each relationship: `[dsa-1, dsa-2]` over two pairs of volumes, `[dsa]` over one. */
  readonly instances: readonly string[];
  /** The values of the model's parameters; use `Values<typeof parameters>` of the model. */
  readonly values: { readonly [parameter: string]: unknown };
}

/** An entry of the timeline. */
export interface TimelineEntry {
  readonly at: Mark;
  readonly verb: string;
  /** What it is done to: an entry or one of its instances, a site, a rank or a drive in one. */
  readonly subject: string;
  /** The block in which the subject stands, `sites` or `ranks`. */
  readonly block: SubjectBlock;
  /** After so many ns it is undone; null: never. */
  readonly for: number | null;
  /** The options of the verb. */
  readonly options: { readonly [option: string]: unknown };
}
export type SubjectBlock = 'arrays' | 'links' | 'hosts' | 'volumes' | 'workloads' | 'copies' | 'sites' | 'ranks';

/** A stretch of the run; repeats if its marks do. */
export interface Phase {
  readonly from: Mark;
  readonly to: Mark;
}

/** What must hold. `chance`: the share of runs in which it must; null: the whole confidence interval must be inside. */
export type Objective =
  | { readonly mark: Mark; readonly by: Mark; readonly after: Mark | null; readonly chance: number | null; readonly text: string }
  | {
      /** subject.metric.statistic, as in the first columns of summary.csv. */
      readonly measure: { readonly subject: string; readonly metric: string; readonly statistic: string };
      /** A phase, or `copy.STATE`; null: the whole run. */
      readonly in: string | null;
      readonly bound: 'at_most' | 'at_least';
      readonly limit: Limit;
      readonly chance: number | null;
      /** As written, for reports: `at most 130 % of twin`. */
      readonly text: string;
    };

export interface Run {
  /** Local time at the start: days since 1970-01-01 (null: no date given) and ns after midnight. */
  readonly from: { readonly day: number | null; readonly clock: number };
  /** When the run ends. */
  readonly to: Mark;
  /** Ends the run after so many ns if `to` has not come. */
  readonly give_up: number;
  readonly seed: number;
  readonly replications: number;
  /** Sampling interval of the timeline in ns; null: chosen by the run. */
  readonly interval: number | null;
}

/** A value that the author of the scenario did not write. */
export interface Assumption {
  readonly path: string;
  /** Readable: `20 s`. */
  readonly value: string;
  readonly tag: EvidenceTag;
  readonly source: string;
}

export interface Scenario {
  readonly scenario: string;
  readonly question: string | null;
  readonly run: Run;
  /** In the order in which they are mentioned. */
  readonly sites: readonly string[];
  readonly arrays: Named<Component<typeof arrayParameters>>;
  readonly links: Named<Component<typeof linkParameters>>;
  readonly hosts: Named<Component<typeof hostParameters>>;
  readonly volumes: Named<Component<typeof volumeParameters>>;
  readonly workloads: Named<Component<typeof workloadParameters>>;
  readonly copies: Named<Copy>;
  readonly timeline: Named<TimelineEntry>;
  readonly phases: Named<Phase>;
  readonly objectives: Named<Objective>;
  readonly report: { readonly customer?: string; readonly author?: string; readonly date?: string };
  readonly assumptions: readonly Assumption[];
  /** Values set from outside the file (`--set`), as written. */
  readonly overrides: readonly { readonly path: string; readonly value: string }[];
}

/** Something wrong in the input, with its place. Lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The lines around it, the place marked. */
  readonly frame: string;
}
