import { demand } from './distribution.ts';

/**
 * Which of n weighted cells does a point of [0, total) fall into? Answered in constant expected time by a guide table
 * (H.-C. Chen and Y. Asau, AIIE Transactions 6:2, 1974): equal slices of [0, total), each knowing its first cell.
 */
export class CumulativeTable {
  readonly total: number;
  readonly #upTo: Float64Array;
  readonly #guide: Int32Array;
  readonly #slicesPerUnit: number;

  /** @throws RangeError unless there is a weight and all are finite, not negative and not all zero */
  constructor(weights: ArrayLike<number>) {
    const n = weights.length;
    const upTo = new Float64Array(n);
    let total = 0;
    for (let i = 0; i < n; i++) {
      const weight = weights[i]!;
      demand(weight >= 0 && weight < Infinity, 'a weight must be a number that is not negative', weight);
      total += weight;
      upTo[i] = total;
    }
    demand(total > 0 && total < Infinity, 'the sum of the weights must be a positive number', total);
    const guide = new Int32Array(n);
    for (let slice = 0, cell = 0; slice < n; slice++) {
      while (upTo[cell]! <= (total * slice) / n) cell++;
      guide[slice] = cell;
    }
    this.total = total;
    this.#upTo = upTo;
    this.#guide = guide;
    this.#slicesPerUnit = n / total;
  }

  /** Number of the cell, from 0; a cell of weight 0 is never found. */
  find(point: number): number {
    const upTo = this.#upTo;
    const guide = this.#guide;
    // Rounding may put a point that lies on the border of two slices into the wrong one of them.
    let cell = guide[Math.min(Math.floor(point * this.#slicesPerUnit), guide.length - 1)]!;
    while (cell > 0 && point < upTo[cell - 1]!) cell--;
    while (point >= upTo[cell]!) cell++;
    return cell;
  }
}
