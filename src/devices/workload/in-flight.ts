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
  #known = new Int32Array(0);
  #spare = new Int32Array(0);
  #spares = 0;

  add(io: Io, client: number, node: number, volume: number): void {
    if (this.#spares === 0) this.#grow();
    const place = this.#spare[--this.#spares]!;
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
    this.#spare[this.#spares++] = io.a;
    io.a = NONE;
  }

  #grow(): void {
    const old = this.ios.length;
    const length = Math.max(64, 2 * old);
    const known = new Int32Array(length * INTEGERS);
    known.set(this.#known);
    this.#known = known;
    this.#spare = new Int32Array(length);
    for (let place = length - 1; place >= old; place--) {
      this.ios.push(null);
      this.#spare[this.#spares++] = place;
    }
  }
}
