/**
 * What a parameter of a scenario is: declared once, read by the scenario check, the JSON Schema, the reference
 * pages and the list of assumptions.
 */

/**
 * Where a value comes from. S: stated in a founding document. D: a vendor document. P: a practitioner. C: computed
 * from tagged facts. R: recalled, not found again. E: an estimate.
 */
export type EvidenceTag = 'S' | 'D' | 'P' | 'C' | 'R' | 'E';

/** The type of a value as it is written, and what it is inside (canonical unit). */
export interface CanonicalTypes {
  /** `20 s`, `1 h 30 min`: nanoseconds. */
  duration: number;
  /** `300 GB`, `64 KiB`, `127 blocks`, `32760 cyl`: bytes. */
  size: number;
  /** `16 MB/s`, `70 Mb/s`: bytes per second. */
  bandwidth: number;
  /** `350 IOPS`, `40 /s`: per second. */
  rate: number;
  /** `70 %`: 0 to 1. */
  fraction: number;
  /** `62 km`: metres. */
  distance: number;
  /** `5400 rpm`: revolutions per minute. */
  speed: number;
  /** A whole number without a unit. */
  count: number;
  /** A number without a unit. */
  number: number;
  /** One of `words`. */
  word: string;
  /** Free text, such as a file name. */
  text: string;
  /** The name of another entry of the scenario. */
  name: string;
  /** Several names; one alone may be written without brackets. */
  names: readonly string[];
}
export type ParameterType = keyof CanonicalTypes;

export interface Parameter<T extends ParameterType = ParameterType> {
  readonly type: T;
  /** In the canonical unit. Missing: must be given, or stays undefined if `optional`. */
  readonly default?: CanonicalTypes[T];
  readonly optional?: true;
  /** Smallest and largest value, in the canonical unit. */
  readonly range?: readonly [min: number, max: number];
  /** The words accepted, for type `word`. */
  readonly words?: readonly string[];
  /** For `name` and `names`: the blocks of the scenario in which the entry may stand. */
  readonly of?: readonly string[];
  /** One sentence for the reference page. */
  readonly means: string;
  readonly tag: EvidenceTag;
  /** Document and section, or how the estimate was made. */
  readonly source: string;
}

/** A table of parameters by name. */
export type ParameterTable = { readonly [name: string]: Parameter };

type ValueOf<P> = P extends Parameter<infer T> ? CanonicalTypes[T] : never;

/** The values of a table of parameters, in canonical units. */
export type Values<T extends ParameterTable> = {
  readonly [K in keyof T]: T[K] extends { optional: true } ? ValueOf<T[K]> | undefined : ValueOf<T[K]>;
};
