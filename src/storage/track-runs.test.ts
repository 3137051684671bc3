import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TrackRuns } from './track-runs.ts';

const TRACK = 128;
const TRACKS = 3;

/** Tracks of which `TrackRuns` holds those with several runs, as pages use it, beside the obviously right version. */
class Both {
  readonly runs = new TrackRuns();
  /** By track: the number of its runs, and its stamp or its slot. */
  readonly entries = new Int32Array(2 * TRACKS);
  readonly plain = Array.from({ length: TRACKS }, () => new Int32Array(TRACK));

  constructor() {
    for (let track = 0; track < TRACKS; track++) this.entries[2 * track] = 1;
  }

  write(track: number, first: number, end: number, stamp: number): void {
    const { entries, runs } = this;
    const at = 2 * track;
    this.plain[track]!.fill(stamp, first, end);
    if (end - first === TRACK) {
      if (entries[at]! > 1) runs.give(entries[at + 1]!, entries[at]!);
      entries.set([1, stamp], at);
      return;
    }
    if (entries[at] === 1) {
      if (entries[at + 1] === stamp) return;
      entries[at + 1] = runs.take(entries[at + 1]!);
    }
    runs.write(entries, at, first, end, stamp);
  }

  copyFrom(other: Both): void {
    this.runs.copyFrom(other.runs);
    this.entries.set(other.entries);
    for (const [track, stamps] of other.plain.entries()) this.plain[track]!.set(stamps);
  }

  reset(): void {
    this.runs.clear();
    for (let track = 0; track < TRACKS; track++) this.entries.set([1, 0], 2 * track);
    for (const stamps of this.plain) stamps.fill(0);
  }

  /** Every block has its stamp, every run its end, and no two neighbours are alike. */
  check(): void {
    for (const [track, stamps] of this.plain.entries()) {
      const [count, slot] = [this.entries[2 * track]!, this.entries[2 * track + 1]!];
      const ends = Array.from(stamps.keys(), (block) => block + 1).filter((end) => stamps[end] !== stamps[end - 1]);
      expect(count).toBe(ends.length);
      for (let block = 0; block < TRACK; block++) {
        if (count > 1) this.runs.find(slot, count, block);
        const found = count > 1 ? [this.runs.stamp, this.runs.end] : [slot, TRACK];
        if (found[0] !== stamps[block] || !(found[1]! > block) || !ends.includes(found[1]!) || stamps[found[1]! - 1] !== stamps[block])
          expect(found).toEqual([stamps[block], ends.find((end) => end > block)]);
      }
    }
  }
}

const place = fc.record({ track: fc.nat(TRACKS - 1), first: fc.nat(TRACK - 1) });
const write = (longest: number, stamps: number) =>
  fc.record({ place, length: fc.integer({ min: 1, max: longest }), stamp: fc.integer({ min: -stamps, max: stamps }) });

/** Short ones divide a track further and further, long ones bring it together again. */
const act = fc.oneof(
  { weight: 300, arbitrary: write(2, 1000) },
  { weight: 30, arbitrary: write(5, 2) },
  { weight: 3, arbitrary: write(TRACK, 3) },
  { weight: 1, arbitrary: fc.record({ place, length: fc.constant(TRACK), stamp: fc.integer({ min: 1, max: 3 }) }) },
);

it('tracks hold what was written to them, in as few runs as can be', () => {
  let most = 0;
  fc.assert(
    fc.property(fc.array(act, { minLength: 50, maxLength: 3000, size: 'max' }), fc.nat(2999), (acts, copied) => {
      const one = new Both();
      const other = new Both();
      for (const [i, { place, length, stamp }] of acts.entries()) {
        const first = length === TRACK ? 0 : place.first;
        one.write(place.track, first, Math.min(TRACK, first + length), stamp);
        if (i === copied) other.copyFrom(one);
        // From then on the two go their own ways.
        if (i > copied) other.write(place.track, first, Math.min(TRACK, first + length), -stamp);
        if (i % 64 === 0) one.check();
        for (let track = 0; track < TRACKS; track++) most = Math.max(most, one.entries[2 * track]!);
      }
      one.check();
      other.check();
      one.reset();
      for (const { place, length, stamp } of acts.slice(0, 50))
        one.write(place.track, place.first, Math.min(TRACK, place.first + length), stamp);
      one.check();
    }),
    { seed: 12, numRuns: 40 },
  );
  expect(most).toBeGreaterThan(100);
});

it('a track of single blocks, divided and brought together from either end', () => {
  for (const order of [(i: number) => i, (i: number) => TRACK - 1 - i, (i: number) => (i * 37) % TRACK]) {
    const both = new Both();
    for (let i = 0; i < TRACK; i++) both.write(1, order(i), order(i) + 1, 1 + order(i));
    both.check();
    expect(both.entries[2]).toBe(TRACK);
    for (let i = 0; i < TRACK; i++) {
      both.write(1, order(i), order(i) + 1, 7777);
      both.check();
    }
    expect([...both.entries]).toEqual([1, 0, 1, 7777, 1, 0]);
  }
});

it('takes no more memory when slots of a size were given back', () => {
  const both = new Both();
  const round = (stamp: number): number => {
    for (let i = 0; i < TRACK; i++) both.write(0, i, i + 1, stamp + i);
    both.write(0, 0, TRACK, stamp);
    return both.runs.used;
  };
  const once = round(1000);
  for (let i = 2; i < 100; i++) expect(round(1000 * i)).toBe(once);
});
