import type { Discipline } from './discipline.ts';
import type { Io } from './io.ts';

/** Where the arm has to be for an I/O, in whatever unit `head` uses, such as cylinders. */
export type Position = (io: Io) => number;
/** Where the arm is now. */
export type Head = () => number;

/**
 * What the orders by position have in common: the waiting I/Os in the order of arrival, and how far each is in the
 * order's own sense. The nearest is served next, of equally near ones the first that came. A choice takes time
 * proportional to the length of the queue.
 */
abstract class ByPosition implements Discipline {
  readonly #ios: Io[] = [];
  #positions = new Float64Array(16);
  readonly #position: Position;
  readonly #head: Head;

  constructor(position: Position, head: Head) {
    this.#position = position;
    this.#head = head;
  }

  get length(): number {
    return this.#ios.length;
  }

  add(io: Io): void {
    const count = this.#ios.push(io);
    if (count > this.#positions.length) {
      const positions = new Float64Array(2 * count);
      positions.set(this.#positions);
      this.#positions = positions;
    }
    this.#positions[count - 1] = this.#position(io);
  }

  take(): Io | null {
    if (this.#ios.length === 0) return null;
    const head = this.#head();
    let nearest = this.#nearest(head);
    if (nearest < 0) {
      this.turn();
      nearest = this.#nearest(head);
    }
    return this.#takeOut(nearest);
  }

  remove(io: Io): void {
    const at = this.#ios.indexOf(io);
    if (at >= 0) this.#takeOut(at);
  }

  /** How far it is to a position; Infinity if it is not to be served before the arm turns. */
  protected abstract distance(head: number, position: number): number;

  /** Nothing can be served without turning. */
  protected turn(): void {}

  #nearest(head: number): number {
    let nearest = -1;
    let least = Infinity;
    for (let i = 0; i < this.#ios.length; i++) {
      const distance = this.distance(head, this.#positions[i]!);
      if (distance >= least) continue;
      least = distance;
      nearest = i;
    }
    return nearest;
  }

  #takeOut(at: number): Io {
    const ios = this.#ios;
    const io = ios[at]!;
    const last = ios.length - 1;
    for (let i = at; i < last; i++) ios[i] = ios[i + 1]!;
    ios.pop();
    this.#positions.copyWithin(at, at + 1, last + 1);
    return io;
  }
}

/** Shortest seek time first: the nearest position in either direction. May starve those at the edge. */
export class Sstf extends ByPosition {
  protected distance(head: number, position: number): number {
    return Math.abs(position - head);
  }
}

/**
 * LOOK: onwards in one direction as long as there is something to serve, then back. (SCAN serves in the same order
 * but travels to the edge before it turns; that way is a matter of the device.)
 */
export class Look extends ByPosition {
  #direction = 1;

  protected distance(head: number, position: number): number {
    const ahead = (position - head) * this.#direction;
    return ahead >= 0 ? ahead : Infinity;
  }

  protected override turn(): void {
    this.#direction = -this.#direction;
  }
}

/** C-LOOK: upwards only; from the highest position back to the lowest that waits. */
export class CLook extends ByPosition {
  #lowest = false;

  override take(): Io | null {
    const io = super.take();
    this.#lowest = false;
    return io;
  }

  protected distance(head: number, position: number): number {
    if (this.#lowest) return position;
    return position >= head ? position - head : Infinity;
  }

  protected override turn(): void {
    this.#lowest = true;
  }
}
