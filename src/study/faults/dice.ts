import { type Random, RandomStreams } from '../../kernel/random.ts';

/** Draws what a random scenario is made of. The same seed and name give the same draws. */
export class Dice {
  readonly #random: Random;

  constructor(seed: number, name: string) {
    this.#random = new RandomStreams(String(seed), 1).stream(name);
  }

  /** True so often, 0 to 1. */
  chance(share: number): boolean {
    return this.#random.double() < share;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + this.#random.below(most - least + 1);
  }

  /** A whole number from a wide range: each doubling is equally likely. @param least above 0 */
  scaled(least: number, most: number): number {
    let octaves = 0;
    for (let end = least * 2; end <= most; end *= 2) octaves++;
    let from = least;
    for (let octave = this.between(0, octaves); octave > 0; octave--) from *= 2;
    return this.between(from, Math.min(most, from * 2));
  }

  pick<T>(from: readonly T[]): T {
    return from[this.#random.below(from.length)]!;
  }

  /** So many of them, in random order; all if there are fewer. */
  some<T>(from: readonly T[], count: number): T[] {
    const left = [...from];
    const drawn: T[] = [];
    while (drawn.length < count && left.length > 0) drawn.push(...left.splice(this.#random.below(left.length), 1));
    return drawn;
  }
}

/** As a scenario says it. */
export const ms = (count: number): string => `${count} ms`;
export const blocks = (count: number): string => `${count} blocks`;
export const percent = (count: number): string => `${count} %`;
export const list = (names: readonly string[]): string => `[${names.join(', ')}]`;
