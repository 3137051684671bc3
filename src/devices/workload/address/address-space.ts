/** A volume as a workload sees it. */
export interface WorkloadVolume {
  readonly name: string;
  /** Size in blocks of 512 bytes. */
  readonly blocks: number;
}

/** Where an I/O goes; address patterns put it here, so that nothing is allocated. */
export interface Place {
  /** Index of the volume. */
  volume: number;
  /** First block within the volume. */
  block: number;
  /** Length in blocks. */
  blocks: number;
}

/**
 * The blocks that a workload uses, as one range: of each of its volumes the first `region`, one volume behind the
 * other. No I/O crosses from one volume into the next.
 */
export class AddressSpace {
  readonly unitBlocks: number;
  /** Blocks of all volumes together. */
  readonly blocks: number;
  /** `starts[v]` is the first block of volume v in the whole; the last entry is `blocks`. */
  readonly starts: Float64Array;
  readonly #names: readonly string[];

  /**
   * @param region share of each volume that is used, 0 to 1, from its beginning
   * @param unitBlocks blocks of one unit of contents: what is used of a volume is a whole number of units
   * @throws RangeError if there is no volume, or nothing of one is used
   */
  constructor(volumes: readonly WorkloadVolume[], region: number, unitBlocks: number) {
    if (volumes.length === 0) throw new RangeError('a workload needs a volume');
    this.unitBlocks = unitBlocks;
    this.#names = volumes.map((volume) => volume.name);
    this.starts = new Float64Array(volumes.length + 1);
    for (const [v, { name, blocks }] of volumes.entries()) {
      const used = Math.floor((blocks * region) / unitBlocks) * unitBlocks;
      if (!(used > 0)) throw new RangeError(`nothing of ${name} is used: it has ${blocks} blocks, of which ${region * 100} %`);
      this.starts[v + 1] = this.starts[v]! + used;
    }
    this.blocks = this.starts[volumes.length]!;
  }

  get volumes(): number {
    return this.#names.length;
  }

  /** Blocks of one volume that are used. */
  blocksOf(volume: number): number {
    return this.starts[volume + 1]! - this.starts[volume]!;
  }

  /** The volume that holds a block of the whole. */
  volumeAt(block: number): number {
    return lastNotAbove(this.starts, block);
  }

  nameOf(volume: number): string {
    return this.#names[volume]!;
  }
}

/** Index of the last of the ascending `bounds` that is not above `value`; the last bound of all is an end and never the answer. */
export function lastNotAbove(bounds: Float64Array, value: number): number {
  let low = 0;
  let high = bounds.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (bounds[middle]! <= value) low = middle;
    else high = middle;
  }
  return low;
}
