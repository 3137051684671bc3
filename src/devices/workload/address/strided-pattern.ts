import type { Random } from '../../../kernel/random.ts';
import type { AddressSpace, Place } from './address-space.ts';
import type { AddressPattern } from './pattern.ts';
import { regions } from './regions.ts';

/**
 * Each client goes over a region of its own in steps of `stride`; each further lap begins behind the I/Os of the
 * lap before, until the gap of a stride is filled up. An I/O that would leave its volume or region is moved back.
 */
export class StridedPattern implements AddressPattern {
  readonly #space: AddressSpace;
  readonly #sizes: Int32Array;
  readonly #stride: number;
  readonly #largest: number;
  readonly #bounds: Float64Array;
  readonly #step: Float64Array;
  /** Blocks by which the present lap of a client is shifted. */
  readonly #shift: Float64Array;

  /**
   * @param sizes lengths of I/Os in blocks
   * @param stride from the start of one I/O to the start of the next, in blocks
   * @param alignment of the beginnings of the regions, in blocks
   * @throws RangeError if the space is too small for so many clients or for an I/O
   */
  constructor(space: AddressSpace, sizes: Int32Array, stride: number, alignment: number, clients: number) {
    this.#space = space;
    this.#sizes = sizes;
    this.#stride = stride;
    this.#largest = sizes.reduce((a, b) => Math.max(a, b));
    this.#bounds = regions(space, clients, alignment);
    this.#step = new Float64Array(clients);
    this.#shift = new Float64Array(clients);
    for (let v = 0; v < space.volumes; v++) if (space.blocksOf(v) < this.#largest) throw this.#tooLarge(space.nameOf(v));
    for (let c = 0; c < clients; c++) if (this.passOf(c) < this.#largest) throw this.#tooLarge(`the region of stream ${c}`);
  }

  place(into: Place, client: number, size: number, random: Random): void {
    random.double();
    random.double();
    const space = this.#space;
    const first = this.#bounds[client]!;
    const end = this.#bounds[client + 1]!;
    const blocks = this.#sizes[size]!;
    const wanted = Math.min(first + this.#step[client]! * this.#stride + this.#shift[client]!, end - blocks);
    const volume = space.volumeAt(wanted);
    const start = space.starts[volume]!;
    into.volume = volume;
    into.block = Math.min(wanted, space.starts[volume + 1]! - blocks) - start;
    into.blocks = blocks;
    this.#step[client]!++;
    if (first + this.#step[client]! * this.#stride >= end) this.#nextLap(client);
  }

  passOf(client: number): number {
    return this.#bounds[client + 1]! - this.#bounds[client]!;
  }

  #nextLap(client: number): void {
    const shift = this.#shift[client]! + this.#largest;
    this.#step[client] = 0;
    this.#shift[client] = shift + this.#largest <= this.#stride ? shift : 0;
  }

  #tooLarge(where: string): RangeError {
    return new RangeError(`an I/O of ${this.#largest} blocks does not fit into ${where}`);
  }
}
