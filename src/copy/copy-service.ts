import type { ParameterTable, Values } from '../parameters/parameter.ts';

/**
 * The contract of a copy model: one file or folder in models/, one line in models/index.ts, one scenario.
 * The scenario check, the JSON Schema, the reference page, the command line and the conformance kit follow from it.
 */

/** A document that the model follows. */
export interface Citation {
  readonly key: string;
  readonly title: string;
  readonly section: string;
}

/** A row of the life table. What is not in the table is refused at run time with the vendor's error. */
export interface LifeRow {
  /** An operator's verb, or an internal event. */
  readonly on: string;
  readonly kind: 'verb' | 'event';
  readonly from: readonly string[];
  /** The state that follows; `same` keeps it. */
  readonly to: string;
  readonly means: string;
}

/** A word that a verb takes in a timeline entry, beside the copy's name. */
export interface VerbOption {
  readonly verb: string;
  readonly parameters: ParameterTable;
}

/** Something the model measures over time. */
export interface Gauge {
  readonly name: string;
  readonly unit: string;
  readonly means: string;
  /** level: holds until it changes. count: grows. */
  readonly aggregate: 'level' | 'count';
}

/** The part of a model that needs no simulation: what checks, schema, documentation and command line read. */
export interface ModelDescription<P extends ParameterTable = ParameterTable> {
  /** The word in the scenario file. */
  readonly kind: string;
  /** One sentence. */
  readonly means: string;
  readonly follows: readonly Citation[];
  /** Where in the I/O path it attaches. */
  readonly points: readonly string[];
  readonly parameters: P;
  readonly states: readonly { readonly name: string; readonly means: string }[];
  /** The state of a relationship that no verb has touched. */
  readonly initial: string;
  readonly life: readonly LifeRow[];
  readonly options: readonly VerbOption[];
  /** States in which there is something left to copy; `done` fires when they are left for good. */
  readonly copying: readonly string[];
  readonly gauges: readonly Gauge[];
}

/** The verbs of a model, from its life table. */
export function verbsOf(model: ModelDescription): string[] {
  return [...new Set(model.life.filter((row) => row.kind === 'verb').map((row) => row.on))];
}

/** What a model is given for one copy of the scenario. */
export type { Values };
