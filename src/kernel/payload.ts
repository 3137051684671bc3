/**
 * What an I/O carries: version stamps instead of bytes, one for each unit of content, run-length encoded.
 * A layer can pass on nothing but what it read or was given.
 */
export class Payload {
  /** Number of runs. */
  runs = 0;
  lengths = new Int32Array(8);
  stamps = new Int32Array(8);

  clear(): void {
    this.runs = 0;
  }

  /** Appends `length` units that hold `stamp`; neighbours with equal stamps become one run. */
  add(length: number, stamp: number): void {
    if (length === 0) return;
    const last = this.runs - 1;
    if (last >= 0 && this.stamps[last] === stamp) {
      this.lengths[last]! += length;
      return;
    }
    if (this.runs === this.lengths.length) this.#grow();
    this.lengths[this.runs] = length;
    this.stamps[this.runs++] = stamp;
  }

  copyFrom(other: Payload): void {
    while (this.lengths.length < other.runs) this.#grow();
    this.runs = other.runs;
    for (let i = 0; i < other.runs; i++) {
      this.lengths[i] = other.lengths[i]!;
      this.stamps[i] = other.stamps[i]!;
    }
  }

  /** Same stamps in the same order. */
  equals(other: Payload): boolean {
    if (this.runs !== other.runs) return false;
    for (let i = 0; i < this.runs; i++) if (this.lengths[i] !== other.lengths[i] || this.stamps[i] !== other.stamps[i]) return false;
    return true;
  }

  #grow(): void {
    const lengths = new Int32Array(2 * this.lengths.length);
    const stamps = new Int32Array(2 * this.lengths.length);
    lengths.set(this.lengths);
    stamps.set(this.stamps);
    this.lengths = lengths;
    this.stamps = stamps;
  }
}
