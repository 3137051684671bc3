/** Pairs of integers, first in first out. Grows. */
export class ReadyRing {
  #pairs = new Int32Array(2 * 1024);
  #head = 0;
  #tail = 0;

  get empty(): boolean {
    return this.#head === this.#tail;
  }

  /** The first pair: target and argument. */
  get target(): number {
    return this.#pairs[this.#head]!;
  }

  get arg(): number {
    return this.#pairs[this.#head + 1]!;
  }

  add(target: number, arg: number): void {
    const pairs = this.#pairs;
    const tail = this.#tail;
    pairs[tail] = target;
    pairs[tail + 1] = arg;
    this.#tail = (tail + 2) & (pairs.length - 1);
    if (this.#tail === this.#head) this.#grow();
  }

  dropFirst(): void {
    this.#head = (this.#head + 2) & (this.#pairs.length - 1);
  }

  #grow(): void {
    const old = this.#pairs;
    const pairs = new Int32Array(2 * old.length);
    pairs.set(old.subarray(this.#head));
    pairs.set(old.subarray(0, this.#head), old.length - this.#head);
    this.#pairs = pairs;
    this.#head = 0;
    this.#tail = old.length;
  }
}
