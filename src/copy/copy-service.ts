import type { ParameterTable, Values } from '../parameters/parameter.ts';
import type { Volume } from '../storage/volume.ts';
import type { Boxes, Cluster } from './surroundings.ts';

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
  /** The state that follows; `same` keeps it. Several rows may differ in this alone: the situation decides. */
  readonly to: string;
  /** Nothing is left to copy when this has happened: the mark `done` of the copy. */
  readonly done?: true;
  /** The copy ends here, done or not: a participle with which reports say so, such as `withdrawn`. */
  readonly ends?: string;
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
  /** Statistics over the time of the run that the service keeps exactly, such as `mean`, `p99`, `max`. */
  readonly statistics?: readonly string[];
}

/** A volume of the scenario, as far as models ask before a run. */
export interface VolumeFacts {
  readonly name: string;
  /** The array that it lies in. */
  readonly array: string;
  /** In bytes; undefined: as large as its drive or group. */
  readonly size: number | undefined;
}

/** The part of a model that needs no simulation: what checks, schema, documentation and command line read. */
export interface ModelDescription<P extends ParameterTable = ParameterTable> {
  /** The word in the scenario file. */
  readonly kind: string;
  /** One sentence. */
  readonly means: string;
  readonly follows: readonly Citation[];
  /** What it is installed into: a cluster of hosts, whose volumes are drives, or boxes: arrays with a cache. */
  readonly installedInto: 'cluster' | 'box';
  /** Where in the I/O path it attaches. */
  readonly points: readonly string[];
  readonly parameters: P;
  readonly states: readonly { readonly name: string; readonly means: string }[];
  /** The state of a relationship that no verb has touched. */
  readonly initial: string;
  readonly life: readonly LifeRow[];
  readonly options: readonly VerbOption[];
  /** States in which there is something left to copy. */
  readonly copying: readonly string[];
  readonly gauges: readonly Gauge[];
  /** Why the vendor would not pair these volumes, which stand in the order of the model's volume parameters; null if it would. */
  refuses?(volumes: readonly VolumeFacts[]): string | null;
}

/** The verbs of a model, from its life table. */
export function verbsOf(model: ModelDescription): string[] {
  return [...new Set(model.life.filter((row) => row.kind === 'verb').map((row) => row.on))];
}

/** One relationship of a copy: a set, a pair. */
export interface Relationship {
  /** As in the scenario: the copy's name, numbered if it has several. */
  readonly name: string;
  /** Names of its volumes, in the order of the model's volume parameters. */
  readonly volumes: readonly string[];
}

/** A copy service at work: installed once into a cluster or box, it looks after all copies of its kind there. */
export interface CopyService<P extends ParameterTable = ParameterTable> {
  /** Makes the copy `name` of the scenario known, with its relationships. */
  add(name: string, parameters: Values<P>, relationships: readonly Relationship[]): void;
  /** The volumes that the copy presents to hosts on a node (by name), one for each relationship. */
  presents(name: string, node: string): readonly Volume[];
  /** An operator's verb, for a copy or for one of its relationships. @throws VerbRefused if the life table or the situation does not allow it */
  perform(name: string, verb: string, options: { readonly [option: string]: unknown }): void;
  /** A component (node, disk, controller, link...) has failed or is back; the state of the component has already changed. */
  changed(component: string): void;
  /** States of the relationships of a copy, in the words of the model. */
  statesOf(name: string): readonly string[];
  /** Present values of the gauges of a copy, summed or joined over its relationships as the gauge says. */
  gauge(name: string, gauge: string): number;
  /** A statistic of a gauge over the time so far, for those that name any. NaN if there is none yet. */
  statistic?(name: string, gauge: string, statistic: string): number;
  /** Why the copy is not done: who waits for what. For messages when a run cannot finish. */
  explain(name: string): string;
}

/** A model as the registry holds it: of a cluster or of boxes. */
export interface ClusterCopyModel<P extends ParameterTable = ParameterTable> extends ModelDescription<P> {
  readonly installedInto: 'cluster';
  install(into: Cluster): CopyService<P>;
}
export interface BoxCopyModel<P extends ParameterTable = ParameterTable> extends ModelDescription<P> {
  readonly installedInto: 'box';
  install(into: Boxes): CopyService<P>;
}

/** An operator's verb that the vendor's software would refuse; the message is in the vendor's sense. */
export class VerbRefused extends Error {
  override readonly name = 'VerbRefused';
}
