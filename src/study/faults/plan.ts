import type { Dice } from './dice.ts';
import { DRAFT_BLOCKS, type Draft, type DraftBlock, type Words } from './draft.ts';

/** A scenario that is being drawn up: its entries so far, and what else the next draws go by. */
export class Plan {
  readonly dice: Dice;
  readonly entries: { readonly [B in DraftBlock]: { [name: string]: Words } };
  /** Everything happens in so many ms from the start; then hosts stop, and what is under way may end. */
  readonly horizon: number;
  /** ms at which something happens, near which faults do most harm. */
  readonly moments: number[] = [];
  readonly sites: string[] = [];
  /** Names of nodes, those of an entry with several numbered. */
  readonly nodes: string[] = [];

  constructor(dice: Dice) {
    this.dice = dice;
    this.entries = Object.fromEntries(DRAFT_BLOCKS.map((block) => [block, {}])) as Plan['entries'];
    this.horizon = dice.scaled(4_000, 40_000);
  }

  names(block: DraftBlock): string[] {
    return Object.keys(this.entries[block]);
  }

  /** Adds an entry under the next free name with this beginning. */
  add(block: DraftBlock, beginning: string, words: Words): string {
    let number = 1;
    while (`${beginning}${number}` in this.entries[block]) number++;
    const name = `${beginning}${number}`;
    this.entries[block][name] = words;
    return name;
  }

  /** Lets an operator do something at this instant, in ms. */
  command(at: number, verb: string, subject: string, options: Words = {}): void {
    this.moments.push(at);
    this.add('timeline', 'verb', { at: `start + ${at} ms`, do: `${verb} ${subject}`, ...options });
  }

  draft(scenario: string, question: string, run: Words): Draft {
    return { scenario, question, run, ...this.entries };
  }
}

/** The array has a cache. */
export function isCached(array: string, { entries }: Plan): boolean {
  return entries.arrays[array]!['cache'] !== undefined;
}

/** How the groups of the pool of an array with a cache protect their data. */
export function raidOf(array: string, { entries }: Plan): string {
  return /raid: ([^,}]*)/.exec(entries.arrays[array]!['pools'] ?? '')?.[1] ?? 'none';
}
