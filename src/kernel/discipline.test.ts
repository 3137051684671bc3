import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Discipline, Fcfs } from './discipline.ts';
import { CLook, Look, Sstf } from './elevator.ts';
import type { Io } from './io.ts';
import { IoPool } from './io-pool.ts';
import { Kernel } from './kernel.ts';
import { Priority } from './priority.ts';

const pool = new IoPool(new Kernel(), 1);

function io(block: number, priority = 0): Io {
  const one = pool.take({ name: 'owner', advance: () => {} }, null);
  one.block = block;
  one.priority = priority;
  return one;
}

/** The arm goes to each I/O that is taken. */
class Arm {
  at: number;

  constructor(at: number) {
    this.at = at;
  }

  all(discipline: Discipline): number[] {
    const order: number[] = [];
    for (let next = discipline.take(); next !== null; next = discipline.take()) order.push((this.at = next.block));
    return order;
  }
}

// Silberschatz, Galvin, Gagne: Operating System Concepts, chapter on disk scheduling: head at 53, this queue
const QUEUE = [98, 183, 37, 122, 14, 124, 65, 67];

function elevator(Kind: typeof Sstf | typeof Look | typeof CLook, from: number, blocks: readonly number[]): number[] {
  const arm = new Arm(from);
  const discipline = new Kind(
    (one) => one.block,
    () => arm.at,
  );
  for (const block of blocks) discipline.add(io(block));
  return arm.all(discipline);
}

describe('elevator orders', () => {
  it('SSTF goes to the nearest', () => {
    expect(elevator(Sstf, 53, QUEUE)).toEqual([65, 67, 37, 14, 98, 122, 124, 183]);
  });

  it('LOOK goes on in one direction, then back', () => {
    expect(elevator(Look, 53, QUEUE)).toEqual([65, 67, 98, 122, 124, 183, 37, 14]);
  });

  it('C-LOOK goes upwards only', () => {
    expect(elevator(CLook, 53, QUEUE)).toEqual([65, 67, 98, 122, 124, 183, 14, 37]);
  });

  it('LOOK keeps its direction between two times of work', () => {
    const arm = new Arm(50);
    const look = new Look(
      (one) => one.block,
      () => arm.at,
    );
    for (const block of [60, 40]) look.add(io(block));
    expect(arm.all(look)).toEqual([60, 40]);
    for (const block of [45, 30, 41]) look.add(io(block));
    expect(arm.all(look)).toEqual([30, 41, 45]);
  });

  it('C-LOOK leaves one that comes behind the arm for the next turn', () => {
    const arm = new Arm(50);
    const clook = new CLook(
      (one) => one.block,
      () => arm.at,
    );
    for (const block of [20, 30]) clook.add(io(block));
    arm.at = clook.take()!.block;
    for (const block of [10, 25]) clook.add(io(block));
    expect(arm.all(clook)).toEqual([25, 30, 10]);
  });

  it.each([Sstf, Look, CLook])('%o takes the first that came of those equally far', (Kind) => {
    const arm = new Arm(10);
    const discipline: Discipline = new Kind(
      (one) => (one.block === 99 ? 12 : one.block),
      () => arm.at,
    );
    const first = io(12);
    const second = io(99);
    for (const one of [io(15), first, second]) discipline.add(one);
    expect(discipline.take()).toBe(first);
    expect(discipline.take()).toBe(second);
  });
});

describe('Priority', () => {
  it('takes the highest first, and in the order of arrival among equals', () => {
    const queue = new Priority();
    const ios = [io(0, 1), io(1, 5), io(2, 1), io(3, -2), io(4, 5), io(5, 3)];
    for (const one of ios) queue.add(one);
    expect(new Arm(0).all(queue)).toEqual([1, 4, 5, 0, 2, 3]);
  });
});

const kinds: [string, () => Discipline][] = [
  ['Fcfs', () => new Fcfs()],
  ['Priority', () => new Priority()],
  [
    'Sstf',
    () =>
      new Sstf(
        (one) => one.block,
        () => 500,
      ),
  ],
  [
    'Look',
    () =>
      new Look(
        (one) => one.block,
        () => 500,
      ),
  ],
  [
    'CLook',
    () =>
      new CLook(
        (one) => one.block,
        () => 500,
      ),
  ],
];

describe.each(kinds)('%s', (_name, make) => {
  it('gives out each I/O once, never one that was removed, and knows its length', () => {
    const command = fc.oneof(
      { weight: 3, arbitrary: fc.record({ block: fc.nat(1000), priority: fc.integer({ min: -2, max: 2 }) }) },
      { weight: 2, arbitrary: fc.constant('take' as const) },
      { weight: 1, arbitrary: fc.nat(50) },
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 80 }), (commands) => {
        const discipline = make();
        const inside = new Set<Io>();
        for (const one of commands) {
          if (one === 'take') {
            const taken = discipline.take();
            expect(taken === null).toBe(inside.size === 0);
            if (taken !== null) expect(inside.delete(taken)).toBe(true);
          } else if (typeof one === 'number') {
            const chosen = [...inside][one % Math.max(1, inside.size)];
            if (chosen === undefined) continue;
            discipline.remove(chosen);
            inside.delete(chosen);
            discipline.remove(chosen);
          } else {
            const added = io(one.block, one.priority);
            discipline.add(added);
            inside.add(added);
          }
          expect(discipline.length).toBe(inside.size);
        }
      }),
      { seed: 61, numRuns: 100 },
    );
  });
});
