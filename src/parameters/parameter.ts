/**
 * What a parameter of a scenario is: declared once, read by the scenario check, the JSON Schema, the reference
 * pages and the list of assumptions.
 */
import type { Mark } from './mark.ts';

/**
 * Where a value comes from. S: stated in a founding document. D: a vendor document. P: a practitioner. C: computed
 * from tagged facts. R: recalled, not found again. E: an estimate.
 */
export type EvidenceTag = 'S' | 'D' | 'P' | 'C' | 'R' | 'E';

/** One weighted value of a mix; the weights of a mix add up to 1. */
export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** `80 % on 10 %`: this share of the accesses goes to that part of the space; both 0 to 1. */
export interface Skew {
  readonly share: number;
  readonly space: number;
}

/** From this time of day on (ns after midnight) this fraction applies. */
export interface TimeOfDay {
  readonly clock: number;
  readonly fraction: number;
}

/** An instant of local time: the day (days since 1970-01-01, null if no date is given) and ns after midnight. */
export interface ClockTime {
  readonly day: number | null;
  readonly clock: number;
}

/** The limit of an objective: a value in its canonical unit, or a multiple of the twin's value. */
export type Limit = { readonly value: number; readonly type: QuantityType } | { readonly ofTwin: number };

/** Quantities: written as a number with a unit, kept in a canonical unit. */
interface QuantityTypes {
  /** `20 s`, `1 h 30 min`: whole nanoseconds. */
  duration: number;
  /** `300 GB`, `64 KiB`, `127 blocks`, `32760 cyl`: whole bytes. */
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
}
export type QuantityType = keyof QuantityTypes;

/** The type of a value as it is written, and what it is inside. */
interface CanonicalTypes extends QuantityTypes {
  /** One of `words`. */
  word: string;
  /** Free text, such as a file name. */
  text: string;
  /** The name of another entry of the scenario. */
  name: string;
  /** Several names; one alone may be written without brackets. */
  names: readonly string[];
  /** A size, or `all`. */
  amount: number | 'all';
  /** One size, or `{4 KiB: 70 %, 64 KiB: 30 %}`. */
  mix: readonly Weighted[];
  /** `80 % on 10 %`. */
  skew: Skew;
  /** `{08:00: 100 %, 18:00: 20 %}`, sorted by time of day. */
  profile: readonly TimeOfDay[];
  /** An instant with a name. */
  mark: Mark;
  /** `2026-01-14 09:00` or `09:00`. */
  clock: ClockTime;
  /** `12 ms` or `130 % of twin`. */
  limit: Limit;
  /** A map with words of its own: the values of `table`. */
  map: object;
  /** A map from names chosen by the author to maps with the words of `table`. */
  entries: object;
}
export type ParameterType = keyof CanonicalTypes;

export interface Parameter<T extends ParameterType = ParameterType> {
  readonly type: T;
  /** In the canonical unit. Missing: must be given, or stays undefined if `optional`. */
  readonly default?: CanonicalTypes[T];
  readonly optional?: true;
  /** Smallest and largest value, in the canonical unit; both are allowed. */
  readonly range?: readonly [min: number, max: number];
  /** Must be a multiple of this, in the canonical unit. */
  readonly multiple?: number;
  /** Is rounded down to a multiple of this, in the canonical unit. */
  readonly floorTo?: number;
  /** The words accepted, for type `word`. */
  readonly words?: readonly string[];
  /** For `text`: a regular expression for the whole text. */
  readonly pattern?: string;
  /** For `text` with a pattern: a text that matches. */
  readonly example?: string;
  /** For `word`: a regular expression of texts that a later version will take. */
  readonly later?: string;
  /** For `name` and `names`: the blocks of the scenario in which the entry may stand; `sites`, `pools`, `drives` too. */
  readonly of?: readonly string[];
  /** For `name`: mentioning the name brings it into being (sites). */
  readonly declares?: true;
  /** For `names`: how many at least. */
  readonly atLeast?: number;
  /** For `map` and `entries`: the words inside. */
  readonly table?: ParameterTable;
  /** Applies only if each of these parameters, which stand before it in the table, is given (`true`) or has one of these words. */
  readonly needs?: { readonly [parameter: string]: true | readonly string[] };
  /** Applies only if none of these parameters, which stand before it in the table, is given. */
  readonly without?: readonly string[];
  /** One sentence for the reference page. */
  readonly means: string;
  readonly tag: EvidenceTag;
  /** Document and section, or how the estimate was made. */
  readonly source: string;
}

/** A table of parameters by name. */
export interface ParameterTable {
  readonly [name: string]: Parameter;
}

type ValueOf<P> = P extends { type: 'map'; table: infer T extends ParameterTable }
  ? Values<T>
  : P extends { type: 'entries'; table: infer T extends ParameterTable }
    ? { readonly [name: string]: Values<T> }
    : P extends { type: 'word'; words: readonly (infer W)[] }
      ? W
      : P extends { type: infer K extends ParameterType }
        ? CanonicalTypes[K]
        : never;

/** The values of a table of parameters, in canonical units; one that is optional or does not apply is missing. */
export type Values<T extends ParameterTable> = {
  readonly [K in keyof T]: T[K] extends { optional: true } | { needs: object } | { without: object }
    ? ValueOf<T[K]> | undefined
    : ValueOf<T[K]>;
};
