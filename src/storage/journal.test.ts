import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Payload } from '../kernel/payload.ts';
import { EntryKind, Journal } from './journal.ts';
import { PayloadPool } from './payload-pool.ts';

function journal(capacity = 33e6): { journal: Journal; pool: PayloadPool; clock: { now: number } } {
  const [pool, clock] = [new PayloadPool(), { now: 0 }];
  return { journal: new Journal('test', clock, capacity, 256, 8, pool), pool, clock };
}

function payload(...runs: [number, number][]): Payload {
  const made = new Payload();
  for (const [length, stamp] of runs) made.add(length, stamp);
  return made;
}

function read(from: Journal, sequence: number): [number, number][] {
  const into = new Payload();
  from.read(sequence, into);
  return into.all.map(([length, stamp]) => [length, stamp]);
}

describe('journal', () => {
  it('data and metadata have areas of 32 and 1 parts, and the fuller one counts', () => {
    const { journal: one } = journal(33 * 8192);
    for (let i = 0; i < 32; i++) {
      expect(one.fits(16)).toBe(true);
      one.append(EntryKind.Update, 0, 16 * i, 16, payload([2, i + 1]));
    }
    expect([one.usage, one.fits(16), one.dataBytes, one.metadataBytes]).toEqual([1, false, 32 * 8192, 32 * 256]);
    one.purge(16);
    expect([one.usage, one.first]).toEqual([0.5, 17]);
    const { journal: small } = journal(33 * 8192);
    for (let i = 0; i < 32; i++) small.append(EntryKind.Update, 0, 8 * i, 8, payload([1, 1]));
    expect([small.usage, small.fits(8)]).toEqual([1, false]);
  });

  it('a restore journal has holes, which purging passes over', () => {
    const [{ journal: master }, { journal: restore }] = [journal(), journal()];
    for (let i = 1; i <= 5; i++) master.append(EntryKind.Update, 2, 80 * i, 80, payload([4, i], [6, -i]));
    for (const sequence of [5, 2]) restore.copyFrom(master, sequence, null);
    expect([1, 2, 3, 5, 6].map((sequence) => restore.has(sequence))).toEqual([false, true, false, true, false]);
    expect([restore.blockOf(5), restore.blocksOf(5), restore.volumeOf(5), read(restore, 5)]).toEqual([
      400,
      80,
      2,
      [
        [4, 5],
        [6, -5],
      ],
    ]);
    restore.purge(3);
    expect([restore.has(2), restore.has(5), restore.dataBytes]).toEqual([false, true, 80 * 512]);
    restore.purge(9);
    expect([restore.dataBytes, restore.metadataBytes, restore.first, restore.end]).toEqual([0, 0, 10, 10]);
  });

  it('an entry whose data are given up keeps its place', () => {
    const { journal: one, pool } = journal();
    one.append(EntryKind.Update, 0, 0, 16, payload([1, 1], [1, 2]));
    one.void(1);
    expect([one.kindOf(1), one.dataBytes, one.metadataBytes, pool.live]).toEqual([EntryKind.Void, 0, 256, 0]);
  });

  it('keeps what it was given while it grows, however far purging lags behind', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(700), fc.nat(700)), { maxLength: 30 }), (steps) => {
        const { journal: one, pool, clock } = journal(1e12);
        const runsOf = (sequence: number): [number, number][] =>
          sequence % 5 === 0
            ? [
                [1, sequence],
                [1, -1],
              ]
            : [[2, sequence]];
        for (const [append, purge] of steps) {
          for (let i = 0; i < append; i++) {
            clock.now++;
            one.append(EntryKind.Update, one.end % 7, one.end * 16, 16, payload(...runsOf(one.end)));
          }
          one.purge(Math.min(one.first + purge, one.end) - 1);
          for (let sequence = one.first; sequence < one.end; sequence += 97) {
            expect([one.volumeOf(sequence), one.blockOf(sequence), one.timeOf(sequence)]).toEqual([sequence % 7, sequence * 16, sequence]);
            expect(read(one, sequence)).toEqual(runsOf(sequence));
          }
          expect(one.dataBytes).toBe((one.end - one.first) * 8192);
        }
        one.purge(one.end - 1);
        expect([one.dataBytes, one.metadataBytes, pool.live]).toEqual([0, 0, 0]);
      }),
      { seed: 3, numRuns: 40 },
    );
  });
});
