import type { Io } from '../../kernel/io.ts';
import { widened } from './widened.ts';

const NONE = -1;

/** The I/Os of a workload that are under way, and what it knows of each; `io.a` is the place here. */
export class InFlight {
  size = 0;
  ios: (Io | null)[] = [];
  /** Whose I/O it is. */
  client = new Int32Array(0);
  /** The node that issued it. */
  node = new Int32Array(0);
  volume = new Int32Array(0);
  /** How often it was tried again. */
  retries = new Int32Array(0);
  #spare = new Int32Array(0);
  #spares = 0;

  add(io: Io, client: number, node: number, volume: number): void {
    if (this.#spares === 0) this.#grow();
    const place = this.#spare[--this.#spares]!;
    this.size++;
    io.a = place;
    this.ios[place] = io;
    this.client[place] = client;
    this.node[place] = node;
    this.volume[place] = volume;
    this.retries[place] = 0;
  }

  has(io: Io): boolean {
    return io.a !== NONE;
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
    this.client = widened(this.client, new Int32Array(length));
    this.node = widened(this.node, new Int32Array(length));
    this.volume = widened(this.volume, new Int32Array(length));
    this.retries = widened(this.retries, new Int32Array(length));
    this.#spare = new Int32Array(length);
    for (let place = length - 1; place >= old; place--) {
      this.ios.push(null);
      this.#spare[this.#spares++] = place;
    }
  }
}
