import { FreeNumbers } from '../../kernel/free-numbers.ts';
import type { Io } from '../../kernel/io.ts';
import { Payload } from '../../kernel/payload.ts';

/** The I/Os of a workload that are under way, and what it knows of each; `io.a` is the place here, `io.b` how often it was tried again. */
export class InFlight {
  size = 0;
  ios: (Io | null)[] = [];
  /** By place, the payload of whichever I/O is there. */
  readonly #payloads: Payload[] = [];
  /** By place: client and way. */
  #known = new Int32Array(2 * 64);
  readonly #places = new FreeNumbers();

  add(io: Io, client: number, way: number): void {
    const place = this.#places.take();
    if (place === this.ios.length) this.#grow();
    this.size++;
    io.a = place;
    this.ios[place] = io;
    const known = this.#known;
    known[place << 1] = client;
    known[(place << 1) + 1] = way;
  }

  /** It has not been removed. */
  has(io: Io): boolean {
    return this.ios[io.a] === io;
  }

  /** Whose I/O it is. */
  clientOf(place: number): number {
    return this.#known[place << 1]!;
  }

  /** From which node to which volume it goes. */
  wayOf(place: number): number {
    return this.#known[(place << 1) + 1]!;
  }

  /** An empty payload for the I/O, until it is removed. */
  payloadFor(place: number): Payload {
    const payload = this.#payloads[place]!;
    payload.clear();
    return payload;
  }

  /** Layers may still hold the payload of the I/O when it has been removed: nobody else gets it. */
  losePayload(place: number): void {
    this.#payloads[place] = new Payload();
  }

  remove(place: number): void {
    this.size--;
    this.ios[place] = null;
    this.#places.give(place);
  }

  #grow(): void {
    this.ios.push(null);
    this.#payloads.push(new Payload());
    if (2 * this.ios.length <= this.#known.length) return;
    const known = new Int32Array(2 * this.#known.length);
    known.set(this.#known);
    this.#known = known;
  }
}
