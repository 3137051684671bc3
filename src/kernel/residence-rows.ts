import { lowestBit } from './free-numbers.ts';

/** Categories are bits of a 31-bit mask. */
const CATEGORIES_AT_MOST = 31;

/** The residence times of I/Os: a row of times for each I/O. Nothing is allocated but to grow. */
export class ResidenceRows {
  readonly categories: number;
  /** All rows, one after the other. What a row holds counts only for the categories that its I/O has touched. */
  times: Float64Array;

  /** @throws RangeError if there are more than 31 categories */
  constructor(categories: number) {
    if (categories > CATEGORIES_AT_MOST) throw new RangeError(`there are ${categories} categories of residence time, at most 31 can be`);
    this.categories = categories;
    this.times = new Float64Array(64 * categories);
  }

  /** Makes room for a row. */
  hold(row: number): void {
    if (row * this.categories < this.times.length) return;
    const times = new Float64Array(2 * this.times.length);
    times.set(this.times);
    this.times = times;
  }

  /** Where a row begins in `times`. */
  beginOf(row: number): number {
    return row * this.categories;
  }

  /** Adds the touched times of a row to those of another one. @param from, to where the rows begin */
  add(from: number, touched: number, to: number, alreadyTouched: number): void {
    const { times } = this;
    for (let rest = touched; rest !== 0; rest &= rest - 1) {
      const category = lowestBit(rest);
      const time = times[from + category]!;
      if ((alreadyTouched >> category) & 1) times[to + category]! += time;
      else times[to + category] = time;
    }
  }
}
