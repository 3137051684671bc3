import type { Random } from '../../../kernel/random.ts';
import type { AddressSpace, Place } from './address-space.ts';
import type { AddressPattern } from './pattern.ts';
import { regions } from './regions.ts';

/**
 * Each client goes over a region of its own from beginning to end, and again. At the end of the region or of a
 * volume an I/O is cut off, so that a pass touches each block just once.
 */
export class SequentialPattern implements AddressPattern {
  readonly #space: AddressSpace;
  readonly #sizes: Int32Array;
  readonly #bounds: Float64Array;
  readonly #next: Float64Array;

  /**
   * @param sizes lengths of I/Os in blocks
   * @param alignment of the beginnings of the regions, in blocks
   * @throws RangeError if the space is too small for so many clients
   */
  constructor(space: AddressSpace, sizes: Int32Array, alignment: number, clients: number) {
    this.#space = space;
    this.#sizes = sizes;
    this.#bounds = regions(space, clients, alignment);
    this.#next = this.#bounds.slice(0, clients);
  }

  place(into: Place, client: number, size: number, random: Random): void {
    random.double();
    random.double();
    const space = this.#space;
    const at = this.#next[client]!;
    const volume = space.volumeAt(at);
    const start = space.starts[volume]!;
    const end = this.#bounds[client + 1]!;
    into.volume = volume;
    into.block = at - start;
    into.blocks = Math.min(this.#sizes[size]!, end - at, space.starts[volume + 1]! - at);
    const next = at + into.blocks;
    this.#next[client] = next < end ? next : this.#bounds[client]!;
  }

  passOf(client: number): number {
    return this.#bounds[client + 1]! - this.#bounds[client]!;
  }
}
