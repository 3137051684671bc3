import type { Random } from '../../../kernel/random.ts';
import { type AddressSpace, lastNotAbove, type Place } from './address-space.ts';
import type { AddressPattern } from './pattern.ts';
import type { Skew } from './skew.ts';

/** Addresses at random over the space, evenly or skewed, at multiples of the alignment within each volume. */
export class RandomPattern implements AddressPattern {
  readonly #space: AddressSpace;
  readonly #skew: Skew;
  readonly #sizes: Int32Array;
  readonly #alignments: Int32Array;
  /** For each size: how many aligned starting points lie before each volume; the last entry is their number. */
  readonly #points: readonly Float64Array[];
  readonly #clients: number;

  /**
   * @param sizes lengths of I/Os in blocks
   * @param alignment in blocks; 0: each I/O is aligned to its own size
   * @throws RangeError if an I/O does not fit into a volume
   */
  constructor(space: AddressSpace, skew: Skew, sizes: Int32Array, alignment: number, clients: number) {
    this.#space = space;
    this.#skew = skew;
    this.#sizes = sizes;
    this.#alignments = sizes.map((size) => (alignment === 0 ? size : alignment));
    this.#points = Array.from(sizes, (size, s) => startingPoints(space, size, this.#alignments[s]!));
    this.#clients = clients;
  }

  place(into: Place, _client: number, size: number, random: Random): void {
    const points = this.#points[size]!;
    const last = points[points.length - 1]! - 1;
    const point = Math.min(Math.floor(this.#skew.at(random) * (last + 1)), last);
    const volume = lastNotAbove(points, point);
    into.volume = volume;
    into.block = (point - points[volume]!) * this.#alignments[size]!;
    into.blocks = this.#sizes[size]!;
  }

  passOf(client: number): number {
    const { blocks, unitBlocks } = this.#space;
    const units = blocks / unitBlocks;
    return (Math.floor((units * (client + 1)) / this.#clients) - Math.floor((units * client) / this.#clients)) * unitBlocks;
  }
}

function startingPoints(space: AddressSpace, size: number, alignment: number): Float64Array {
  const points = new Float64Array(space.volumes + 1);
  for (let v = 0; v < space.volumes; v++) {
    const room = space.blocksOf(v) - size;
    if (room < 0)
      throw new RangeError(`an I/O of ${size} blocks does not fit into the ${space.blocksOf(v)} blocks used of ${space.nameOf(v)}`);
    points[v + 1] = points[v]! + Math.floor(room / alignment) + 1;
  }
  return points;
}
