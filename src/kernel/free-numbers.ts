const NONE = -1;

/**
 * Whole numbers from 0 on. The one given back last is taken first, what it names is still in the cache of the machine;
 * then the lowest that is free. So what is numbered this way stays together in memory: in quiet times few of it are
 * touched, and what is taken in a burst lies in the order in which it was taken.
 */
export class FreeNumbers {
  /** How many numbers there are. */
  size = 0;
  /** Bit n is set if number n is free. */
  #free = new Int32Array(32);
  /** Bit w is set if word w of `#free` is not 0. */
  #words = new Int32Array(1);
  /** No word of `#words` before this one has a bit. */
  #from = 0;
  /** The number given back last, if it has not been taken since: it has no bit. */
  #last = NONE;

  /** A free number; a new one if none is. */
  take(): number {
    const last = this.#last;
    if (last === NONE) return this.#lowest();
    this.#last = NONE;
    return last;
  }

  give(number: number): void {
    const last = this.#last;
    this.#last = number;
    if (last !== NONE) this.#mark(last);
  }

  #lowest(): number {
    const words = this.#words;
    let at = this.#from;
    while (at < words.length && words[at] === 0) at++;
    this.#from = at;
    if (at === words.length) return this.#next();
    const word = 32 * at + lowestBit(words[at]!);
    const free = this.#free;
    const bits = free[word]!;
    const rest = bits & (bits - 1);
    free[word] = rest;
    if (rest === 0) words[at]! &= words[at]! - 1;
    return 32 * word + lowestBit(bits);
  }

  #mark(number: number): void {
    const word = number >> 5;
    const at = word >> 5;
    this.#free[word]! |= 1 << (number & 31);
    this.#words[at]! |= 1 << (word & 31);
    if (at < this.#from) this.#from = at;
  }

  #next(): number {
    if (this.size >> 10 === this.#words.length) {
      const free = new Int32Array(2 * this.#free.length);
      const words = new Int32Array(2 * this.#words.length);
      free.set(this.#free);
      words.set(this.#words);
      this.#free = free;
      this.#words = words;
    }
    return this.size++;
  }
}

/** Number of the lowest bit that is set. */
export function lowestBit(set: number): number {
  return 31 - Math.clz32(set & -set);
}
