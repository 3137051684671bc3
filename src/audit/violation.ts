/** What can be violated: the numbers V1 to V16 are those of the shadow-set rules, J1 to J11 of journal replication, FC2 to FC18 of FlashCopy, the words are the rules of every volume. */
export const INVARIANTS = {
  serialised: 'host writes that overlap are never in flight together',
  medium: 'a read of a medium finds what was written there last',
  given: 'a host write puts on the media what a host is writing there',
  finished: 'every host I/O ends exactly once',
  durable: 'every acknowledged write is on the media that hold the volume',
  order: 'beyond the copied part, a host write goes to the full members first, then to the targets',
  V1: 'below the copy fence the target equals the source',
  V2: 'when a target becomes a full member all full members agree',
  V3: 'a read returns the last write acknowledged before it, or one that overlaps it in time',
  V4: 'no host read goes to a copy target',
  V5: 'the fence never goes back within a copy, nor is it published beyond what is copied; a take-over starts at the fence that its node was told last',
  V6: 'a range is copied again only because of host writes that overlap it',
  V7: 'an acknowledged write is on all source members and on all targets',
  V13: 'no node runs more copies than it may, no copy has more active targets than it may',
  V14: 'a copy without host writes reads, compares and writes each range as often as it must',
  V15: 'a set is as large as its smallest member',
  V16: 'a crash with host writes in flight leaves a merge pending',
  FC2: 'what is copied to a target is the source as it was at the point in time',
  FC3: 'no destage overwrites a track of the source before the target has it as it was',
  FC4: 'the bitmap of a point in time only shrinks, for a reason, and as many tracks are reported as are in it',
  FC5: 'when a copy is complete every track has left its bitmap once',
  FC6: 'a copy never overwrites what a host has written to the target',
  FC7: 'when a copy is complete the target equals the point in time, save for what hosts have written to it',
  FC8: 'without a background copy only tracks are copied that hosts write on the source',
  FC9: 'a track is copied once for each point in time',
  FC17: 'a read of the target takes no track out of the bitmap',
  FC18: 'one read of a track of the source serves all its targets',
  J1: 'the S-VOLs hold the writes of a journal group up to one of them and no later one',
  J2: 'entries are numbered, restored and freed in rising order',
  J3: 'the master journal keeps every entry until it is restored or its pair suspended',
  J4: 'a write has its place in the one order of its group before the host is told',
  J5: 'when a pair is suspended, every track in which the S-VOL lacks what the P-VOL holds is in the bitmap',
  J6: 'when all is restored, a paired S-VOL equals its P-VOL',
  J7: 'a lost main box takes with it what had not arrived without a gap, no more and no less; all else is restored',
  J8: 'no host write waits for the remote box unless the journal is filling',
  J9: 'what hosts write to a suspended pair is in the bitmap before they are told',
  J10: 'the master journal holds what was created and not freed, within its size; no more is restored than was sent',
  J11: 'paths lost for less than the path watch time suspend no pair',
} as const;
export type Invariant = keyof typeof INVARIANTS;

export interface Violation {
  readonly invariant: Invariant;
  /** Instant at which it was noticed, in ns. */
  readonly time: number;
  /** Readable: when, which invariant, who, which blocks, what was expected, what was found. */
  readonly text: string;
}

/** The violations noticed in a run: the first ones with their text, all of them counted. */
export class ViolationLog {
  readonly first: Violation[] = [];
  readonly #clock: { readonly now: number };
  readonly #limit: number;
  readonly #counts = new Map<Invariant, number>();

  /** @param limit how many are kept with their text */
  constructor(clock: { readonly now: number }, limit: number) {
    this.#clock = clock;
    this.#limit = limit;
  }

  get clean(): boolean {
    return this.#counts.size === 0;
  }

  /** Which invariants were violated, in the order in which they were first. */
  get violated(): readonly Invariant[] {
    return [...this.#counts.keys()];
  }

  count(invariant: Invariant): number {
    return this.#counts.get(invariant) ?? 0;
  }

  add(invariant: Invariant, details: string): void {
    this.#counts.set(invariant, this.count(invariant) + 1);
    if (this.first.length === this.#limit) return;
    const time = this.#clock.now;
    const text = `at ${(time / 1e9).toFixed(9)} s: ${invariant} (${INVARIANTS[invariant]}): ${details}`;
    this.first.push({ invariant, time, text });
  }

  /** For people: one line for each violation kept, and how many more there are. */
  toString(): string {
    const total = [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
    const more = total - this.first.length;
    return [...this.first.map(({ text }) => text), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
  }
}

/** `blocks 12 to 16`, the last one included. */
export function blocksText(block: number, end: number): string {
  return end - block === 1 ? `block ${block}` : `blocks ${block} to ${end - 1}`;
}
