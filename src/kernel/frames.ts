import type { Io } from './io.ts';
import type { Owner } from './owner.ts';

/** Integers of one level: step, a, b, and one unused. */
const INTEGERS = 4;

/**
 * What layers keep of an I/O that has gone down from them to the layer below: owner, step, a and b. The levels of one
 * I/O lie together in memory.
 */
export class Frames {
  /** For each I/O so many; more are made when an I/O goes down deeper. */
  #levels = 4;
  readonly #owners: Owner[] = [];
  #integers = new Int32Array(0);
  #ios = 0;

  /** Makes room for one more I/O. */
  addIo(owner: Owner): void {
    for (let level = 0; level < this.#levels; level++) this.#owners.push(owner);
    this.#ios++;
    if (this.#owners.length * INTEGERS <= this.#integers.length) return;
    const integers = new Int32Array(2 * this.#owners.length * INTEGERS);
    integers.set(this.#integers);
    this.#integers = integers;
  }

  /** Keeps what the layer knows that has the I/O now. */
  keep(io: Io): void {
    if (io.depth === this.#levels) this.#deepen();
    const frame = io.id * this.#levels + io.depth;
    const integers = this.#integers;
    this.#owners[frame] = io.owner;
    integers[frame * INTEGERS] = io.step;
    integers[frame * INTEGERS + 1] = io.a;
    integers[frame * INTEGERS + 2] = io.b;
  }

  /** Gives the I/O back what the layer above has kept. `io.depth` is the number of that layer. */
  restore(io: Io): void {
    const frame = io.id * this.#levels + io.depth;
    const integers = this.#integers;
    io.owner = this.#owners[frame]!;
    io.step = integers[frame * INTEGERS]!;
    io.a = integers[frame * INTEGERS + 1]!;
    io.b = integers[frame * INTEGERS + 2]!;
  }

  /** Twice as many levels for each I/O. */
  #deepen(): void {
    const old = this.#levels;
    const owners = this.#owners.splice(0);
    const integers = new Int32Array(2 * this.#integers.length);
    this.#levels = 2 * old;
    for (let io = 0; io < this.#ios; io++) {
      for (let level = 0; level < this.#levels; level++) this.#owners.push(owners[io * old + (level % old)]!);
      integers.set(this.#integers.subarray(io * old * INTEGERS, (io + 1) * old * INTEGERS), io * this.#levels * INTEGERS);
    }
    this.#integers = integers;
  }
}
