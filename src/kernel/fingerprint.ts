/**
 * A hash of a sequence of events in two lanes of 32 bits. Every step is a bijection of the state for given words and
 * of each word for a given state, so one changed word always shows at once.
 */
export class Fingerprint {
  #a = 0x811c9dc5 | 0;
  #b = 0x9dc5811c | 0;

  /** Adds two words of 32 bits. */
  add(first: number, second: number): void {
    const a = Math.imul(this.#a ^ first, 0x85ebca6b);
    const b = (Math.imul(this.#b ^ second, 0xc2b2ae35) + ((a >>> 15) | (a << 17))) | 0;
    this.#a = a ^ (b >>> 13);
    this.#b = b;
  }

  /** 16 hexadecimal digits. */
  toString(): string {
    return hex(this.#a) + hex(this.#b);
  }
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
