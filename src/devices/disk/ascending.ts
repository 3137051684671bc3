/** Ascending values that are asked again and again how many of them are at most a limit: a look-up instead of a search. */
export class Ascending {
  readonly length: number;
  /** The values, and one behind them that is never reached. */
  readonly #values: Float64Array;
  /** For each of equal stretches of the range, about two to a value: how many values lie in those before it. */
  readonly #before: Int32Array;
  readonly #perUnit: number = 0.5;

  /** @param range all values, from 0 on, and all limits are below it */
  constructor(values: ArrayLike<number>, range: number) {
    this.length = values.length;
    this.#values = new Float64Array(values.length + 1).fill(Number.POSITIVE_INFINITY);
    this.#values.set(values);
    this.#before = new Int32Array(2 * values.length + 2);
    // However dense they are, -1 lies in the first stretch.
    this.#perUnit = Math.min(0.5, (2 * values.length + 1) / range);
    for (let i = 0; i < values.length; i++) this.#before[this.#stretchOf(values[i]!) + 1]!++;
    for (let i = 1; i < this.#before.length; i++) this.#before[i]! += this.#before[i - 1]!;
  }

  at(index: number): number {
    return this.#values[index]!;
  }

  /** How many are at most `limit`, which is not below -1. */
  countUpTo(limit: number): number {
    const values = this.#values;
    let count = this.#before[this.#stretchOf(limit)]!;
    while (values[count]! <= limit) count++;
    return count;
  }

  #stretchOf(value: number): number {
    return (value * this.#perUnit) | 0;
  }
}
