import { FreeNumbers } from '../../kernel/free-numbers.ts';
import type { Io } from '../../kernel/io.ts';

const NONE = -1;

/** What is known of each I/O lies together: so many integers, at these places. */
const INTEGERS = 4;
const CLIENT = 0;
const NODE = 1;
const VOLUME = 2;
const RETRIES = 3;

/** The I/Os of a workload that are under way, and what it knows of each; `io.a` is the place here. */
export class InFlight {
  size = 0;
  ios: (Io | null)[] = [];
  #known = new Int32Array(64 * INTEGERS);
  readonly #places = new FreeNumbers();

  add(io: Io, client: number, node: number, volume: number): void {
    const place = this.#places.take();
    if (place * INTEGERS >= this.#known.length) this.#grow();
    this.size++;
    io.a = place;
    this.ios[place] = io;
    const known = this.#known;
    known[place * INTEGERS + CLIENT] = client;
    known[place * INTEGERS + NODE] = node;
    known[place * INTEGERS + VOLUME] = volume;
    known[place * INTEGERS + RETRIES] = 0;
  }

  has(io: Io): boolean {
    return io.a !== NONE;
  }

  /** Whose I/O it is. */
  clientOf(io: Io): number {
    return this.#known[io.a * INTEGERS + CLIENT]!;
  }

  /** The node that issued it. */
  nodeOf(io: Io): number {
    return this.#known[io.a * INTEGERS + NODE]!;
  }

  volumeOf(io: Io): number {
    return this.#known[io.a * INTEGERS + VOLUME]!;
  }

  /** How often it was tried again. */
  retriesOf(io: Io): number {
    return this.#known[io.a * INTEGERS + RETRIES]!;
  }

  /** It is tried once more. */
  retry(io: Io): void {
    this.#known[io.a * INTEGERS + RETRIES]!++;
  }

  remove(io: Io): void {
    this.size--;
    this.ios[io.a] = null;
    this.#places.give(io.a);
    io.a = NONE;
  }

  #grow(): void {
    const known = new Int32Array(2 * this.#known.length);
    known.set(this.#known);
    this.#known = known;
  }
}
