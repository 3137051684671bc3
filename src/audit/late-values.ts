import type { OnBlocks } from './ranges.ts';

/** A value that reads issued before `sequence` may return. */
export interface Late extends OnBlocks {
  readonly stamp: number;
  readonly sequence: number;
}

/** What has been on a volume and is not any more, as long as a read is under way that may have met it: in the order in which it went. */
export class LateValues {
  #values: Late[] = [];
  #from = 0;

  add(value: Late): void {
    this.#values.push(value);
  }

  /** Whether the block held the stamp after `sequence`. */
  includes(stamp: number, block: number, sequence: number): boolean {
    for (let i = this.#from; i < this.#values.length; i++) {
      const late = this.#values[i]!;
      if (late.stamp === stamp && late.sequence > sequence && late.block <= block && block < late.block + late.blocks) return true;
    }
    return false;
  }

  /** Takes away what went before `sequence`. @param forgotten told of each */
  forget(sequence: number, forgotten: (value: Late) => void): void {
    const values = this.#values;
    for (; this.#from < values.length && values[this.#from]!.sequence < sequence; this.#from++) forgotten(values[this.#from]!);
    if (this.#from === values.length) {
      values.length = 0;
      this.#from = 0;
    } else if (this.#from > 1024 && 2 * this.#from > values.length) {
      values.splice(0, this.#from);
      this.#from = 0;
    }
  }
}
