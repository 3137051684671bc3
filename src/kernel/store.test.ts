import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Io, Owner } from './io.ts';
import { IoPool } from './io-pool.ts';
import { Kernel } from './kernel.ts';
import { Store } from './store.ts';

const CAPACITY = 5;

/** Takes things, holds them for a while and gives them back. */
class Borrowers implements Owner {
  readonly name = 'borrowers';
  readonly kernel = new Kernel();
  readonly ios = new IoPool(this.kernel, 2);
  readonly store = new Store('credits', CAPACITY, 1);
  readonly granted: number[] = [];
  readonly waited: number[] = [];
  out = 0;

  ask(which: number, amount: number, hold: number): void {
    const io = this.ios.take(this, null);
    io.a = which;
    io.b = hold;
    io.blocks = amount;
    this.store.take(io, amount, 1);
  }

  advance(io: Io): void {
    if (io.step === 1) {
      this.granted.push(io.a);
      this.waited.push(this.kernel.now - io.began);
      this.out += io.blocks;
      expect(this.out).toBeLessThanOrEqual(CAPACITY);
      io.sleep(io.b, 0, 2);
    } else {
      this.out -= io.blocks;
      expect(io.residence[1]).toBe(this.kernel.now - io.began - io.b);
      this.store.give(io.blocks);
      io.done();
    }
  }
}

it('grants in the order of asking, also when a later one asks for less', () => {
  const borrowers = new Borrowers();
  borrowers.ask(0, 3, 10);
  borrowers.ask(1, 4, 10);
  borrowers.ask(2, 1, 10);
  expect(borrowers.store.free).toBe(2);
  expect(borrowers.store.waiting).toBe(2);
  expect(borrowers.store.tryTake(1)).toBe(false);
  borrowers.kernel.run();
  expect(borrowers.granted).toEqual([0, 1, 2]);
  expect(borrowers.waited).toEqual([0, 10, 10]);
  expect(borrowers.store.tryTake(CAPACITY)).toBe(true);
  expect(borrowers.store.tryTake(1)).toBe(false);
});

it('never has more out than it holds, loses none, and serves in order', () => {
  const ask = fc.record({ at: fc.nat(100), amount: fc.integer({ min: 1, max: CAPACITY }), hold: fc.nat(30) });
  fc.assert(
    fc.property(fc.array(ask, { maxLength: 40 }), (all) => {
      const borrowers = new Borrowers();
      const sorted = [...all].sort((a, b) => a.at - b.at);
      const id = borrowers.kernel.register({ name: 'asks', fire: (i) => borrowers.ask(i, sorted[i]!.amount, sorted[i]!.hold) });
      sorted.forEach((one, i) => {
        borrowers.kernel.after(one.at, id, i);
      });
      borrowers.kernel.run();
      borrowers.ios.expectIdle();
      expect(borrowers.granted).toEqual(sorted.map((_, i) => i));
      expect(borrowers.store.free).toBe(CAPACITY);
    }),
    { seed: 51, numRuns: 200 },
  );
});
