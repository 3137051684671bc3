/**
 * What an I/O carries: version stamps instead of bytes, one for each unit of content, run-length encoded.
 * A layer can pass on nothing but what it read or was given.
 *
 * Nearly all payloads are one run, which is kept in the object itself: of thousands in flight little memory is touched.
 */
export class Payload {
  /** Number of runs. */
  runs = 0;
  /** Its place in the pool that it belongs to. */
  readonly number: number;
  #length = 0;
  #stamp = 0;
  /** Lengths and stamps of the runs after the first. */
  #more: Int32Array | null = null;

  constructor(number = 0) {
    this.number = number;
  }

  /** Units of a run, which must be there. */
  lengthOf(run: number): number {
    return run === 0 ? this.#length : this.#more![2 * run - 2]!;
  }

  /** Stamp of a run, which must be there. */
  stampOf(run: number): number {
    return run === 0 ? this.#stamp : this.#more![2 * run - 1]!;
  }

  /** Length and stamp of each run: a copy, to look at. */
  get all(): (readonly [length: number, stamp: number])[] {
    return Array.from({ length: this.runs }, (_, run) => [this.lengthOf(run), this.stampOf(run)] as const);
  }

  clear(): void {
    this.runs = 0;
  }

  /** Appends `length` units that hold `stamp`; neighbours with equal stamps become one run. */
  add(length: number, stamp: number): void {
    if (length === 0) return;
    if (this.runs === 0) {
      this.runs = 1;
      this.#length = length;
      this.#stamp = stamp;
    } else if (this.runs === 1 && this.#stamp === stamp) this.#length += length;
    else this.#append(length, stamp);
  }

  copyFrom(other: Payload): void {
    this.runs = 0;
    for (let run = 0; run < other.runs; run++) this.add(other.lengthOf(run), other.stampOf(run));
  }

  /** Same stamps in the same order. */
  equals(other: Payload): boolean {
    if (this.runs !== other.runs) return false;
    for (let i = 0; i < this.runs; i++) if (this.lengthOf(i) !== other.lengthOf(i) || this.stampOf(i) !== other.stampOf(i)) return false;
    return true;
  }

  #append(length: number, stamp: number): void {
    const at = 2 * this.runs - 2;
    if (this.#more === null) this.#more = new Int32Array(16);
    else if (at === this.#more.length) this.#grow(this.#more);
    const more = this.#more;
    if (at > 0 && more[at - 1] === stamp) {
      more[at - 2]! += length;
      return;
    }
    more[at] = length;
    more[at + 1] = stamp;
    this.runs++;
  }

  #grow(old: Int32Array): void {
    this.#more = new Int32Array(2 * old.length);
    this.#more.set(old);
  }
}
