import type { Random } from '../random.ts';

/** A law from which values are drawn. */
export interface Distribution {
  /** Words of 32 bits that one variate takes from the stream: always the same number. */
  readonly draws: number;
  /** Expected value; Infinity where there is none. */
  readonly mean: number;
  /** The next variate. */
  sample(random: Random): number;
}

/** @throws RangeError saying what the value must be, unless it is */
export function demand(ok: boolean, what: string, value: number): void {
  if (!ok) throw new RangeError(`${what}, not ${value}`);
}

/** @throws RangeError unless the value is positive and finite */
export function demandPositive(name: string, value: number): void {
  demand(value > 0 && value < Infinity, `the ${name} must be a positive number`, value);
}
