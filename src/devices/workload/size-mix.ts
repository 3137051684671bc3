import { BLOCK_BYTES } from '../../storage/volume.ts';
import { lastNotAbove } from './address/address-space.ts';

/** One size of I/O and its share. */
export interface SizeShare {
  readonly bytes: number;
  /** Above 0; only the ratio to the other weights counts. */
  readonly weight: number;
}

/** Sizes of I/Os with their shares. */
export class SizeMix {
  /** In blocks. */
  readonly sizes: Int32Array;
  readonly #bounds: Float64Array;

  /** @throws RangeError if there is no size, or one is not a whole number of units */
  constructor(mix: readonly SizeShare[], unitBlocks: number) {
    const used = mix.filter((size) => size.weight > 0);
    if (used.length === 0) throw new RangeError('a workload needs a size of I/O');
    const unit = unitBlocks * BLOCK_BYTES;
    for (const { bytes } of used)
      if (!(bytes > 0) || bytes % unit !== 0) throw new RangeError(`an I/O has a whole number of ${unit} bytes, not ${bytes}`);
    this.sizes = Int32Array.from(used, (size) => size.bytes / BLOCK_BYTES);
    this.#bounds = new Float64Array(used.length + 1);
    used.forEach((size, i) => {
      this.#bounds[i + 1] = this.#bounds[i]! + size.weight;
    });
  }

  /** Index of a size. @param draw at least 0 and below 1 */
  pick(draw: number): number {
    return lastNotAbove(this.#bounds, draw * this.#bounds[this.sizes.length]!);
  }
}
