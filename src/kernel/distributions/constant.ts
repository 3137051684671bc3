import { type Distribution, demand } from './distribution.ts';

/** Always the same value. */
export class Constant implements Distribution {
  readonly draws = 0;
  readonly mean: number;

  /** @throws RangeError if the value is not finite */
  constructor(value: number) {
    demand(Number.isFinite(value), 'a constant must be a finite number', value);
    this.mean = value;
  }

  sample(): number {
    return this.mean;
  }
}
