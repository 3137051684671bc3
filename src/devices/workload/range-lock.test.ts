import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Io, Owner } from '../../kernel/io.ts';
import { Residence } from '../../storage/residence.ts';
import { RangeLock } from './range-lock.ts';
import { rig, runUntil } from './testing/rig.ts';

const Step = { Granted: 7 } as const;

/** Takes ranges and notes in which order they are granted. */
class Writers implements Owner {
  readonly name = 'writers';
  readonly granted: Io[] = [];
  readonly lock = new RangeLock(Residence['range lock']);
  readonly #rig = rig();

  ask(base: number, block: number, blocks: number): Io {
    const io = this.#rig.ios.take(this, null);
    io.block = block;
    io.blocks = blocks;
    if (this.lock.take(io, base, Step.Granted)) this.granted.push(io);
    return io;
  }

  end(io: Io): void {
    this.lock.release(io);
    io.done();
    this.#rig.kernel.run();
  }

  abort(io: Io): void {
    io.abort();
    this.#rig.kernel.run();
  }

  waitUntil(instant: number): void {
    runUntil(this.#rig.kernel, instant);
  }

  advance(io: Io): void {
    expect(io.step).toBe(Step.Granted);
    this.granted.push(io);
  }

  aborted(io: Io): void {
    this.lock.release(io);
    io.done();
  }
}

interface Asked {
  readonly io: Io;
  readonly first: number;
  readonly end: number;
}

const action = fc.oneof(
  { weight: 5, arbitrary: fc.record({ is: fc.constant('ask' as const), first: fc.nat(1500), blocks: fc.integer({ min: 1, max: 700 }) }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('end' as const), which: fc.nat(100) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('abort' as const), which: fc.nat(100) }) },
);

test('grants just what no earlier overlapping writer holds or waits for', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 300 }), (actions) => {
      const writers = new Writers();
      const base = writers.lock.base('v', 3000);
      const present: Asked[] = [];
      const free = (one: Asked) =>
        present.slice(0, present.indexOf(one)).every((other) => other.end <= one.first || other.first >= one.end);
      for (const act of actions) {
        if (act.is === 'ask') {
          present.push({ io: writers.ask(base, act.first, act.blocks), first: act.first, end: act.first + act.blocks });
        } else {
          const candidates = act.is === 'end' ? present.filter((one) => writers.granted.includes(one.io)) : present;
          const one = candidates[act.which % Math.max(1, candidates.length)];
          if (one === undefined) continue;
          present.splice(present.indexOf(one), 1);
          writers.granted.splice(0, Infinity, ...writers.granted.filter((io) => io !== one.io));
          if (act.is === 'end') writers.end(one.io);
          else writers.abort(one.io);
        }
        const expected = present.filter(free).map((one) => one.io.id);
        expect(writers.granted.map((io) => io.id).sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
        expect(writers.lock.held).toBe(present.length);
      }
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('writers of one range go in the order of asking; the wait counts as range lock', () => {
  const writers = new Writers();
  const base = writers.lock.base('v', 1000);
  const ios = Array.from({ length: 5 }, () => writers.ask(base, 100, 8));
  for (const [i, io] of ios.entries()) {
    expect(writers.granted).toEqual(ios.slice(0, i + 1));
    writers.waitUntil(10 * (i + 1));
    expect(io.residence[Residence['range lock']]).toBe(10 * i);
    writers.end(io);
  }
  expect(writers.lock.held).toBe(0);
});

test('volumes do not share ranges, and one name is one volume', () => {
  const writers = new Writers();
  const one = writers.lock.base('one', 1000);
  const other = writers.lock.base('other', 1000);
  writers.ask(one, 0, 1000);
  writers.ask(other, 0, 1000);
  expect(writers.granted).toHaveLength(2);
  expect(writers.lock.base('one', 1000)).toBe(one);
  expect(() => writers.lock.base('one', 999)).toThrow('one has two sizes: 1000 and 999 blocks');
});

test('thousands of writers far apart and far up', () => {
  const writers = new Writers();
  const base = writers.lock.base('huge', 2 ** 42);
  const ios = Array.from({ length: 20_000 }, (_, i) => writers.ask(base, 2 ** 41 + ((i * 7919) % 10_000) * 128, 128));
  expect(writers.granted).toHaveLength(10_000);
  for (const io of ios.slice(0, 10_000)) writers.end(io);
  expect(writers.granted).toHaveLength(20_000);
  for (const io of ios.slice(10_000)) writers.end(io);
  expect(writers.lock.held).toBe(0);
});

test('ranges of which the bins are alike in 32 bits are told apart', () => {
  const writers = new Writers();
  const base = writers.lock.base('huge', 2 ** 42);
  for (const at of [0, 2 ** 40, 2 ** 41]) writers.ask(base, at + 1000, 100);
  const across = writers.ask(base, 2 ** 40 - 300, 600);
  const over = writers.ask(base, 2 ** 41 - 300, 600);
  expect(writers.granted).toHaveLength(5);
  const behind = writers.ask(base, 2 ** 40 + 299, 10);
  expect(writers.granted).not.toContain(behind);
  writers.end(over);
  expect(writers.granted).not.toContain(behind);
  writers.end(across);
  expect(writers.granted).toContain(behind);
});

test('a range granted to an I/O that is aborted before it goes on is free again', () => {
  const { ios, kernel, locks } = rig();
  const went: Io[] = [];
  // Ends without giving anything back: of what it waited for it has nothing.
  const owner: Owner = { name: 'owner', advance: (io) => went.push(io) };
  const [first, second, third] = Array.from({ length: 3 }, () => {
    const io = ios.take(owner, null);
    io.blocks = 8;
    return io;
  }) as [Io, Io, Io];
  const base = locks.base('v', 100);
  for (const io of [first, second, third]) locks.take(io, base, Step.Granted);
  locks.release(first);
  second.abort();
  kernel.run();
  expect(went).toEqual([third]);
  locks.release(third);
  expect(locks.held).toBe(0);
});
