import { expect, test } from 'vitest';
import type { Io, Owner } from '../kernel/io.ts';
import { IoPool } from '../kernel/io-pool.ts';
import { Kernel } from '../kernel/kernel.ts';
import { RESIDENCE, Residence } from './residence.ts';
import { TrackLocks } from './track-locks.ts';

const TRACK = 7;

/** I/Os that ask for one lock; who is aborted gives nothing back, for of what it waited for it has nothing. */
class Askers implements Owner {
  readonly name = 'askers';
  readonly kernel = new Kernel();
  readonly locks = new TrackLocks('track lock', Residence['track lock']);
  readonly has: Io[] = [];
  readonly #ios = new IoPool(this.kernel, RESIDENCE.length);

  ask(): Io {
    const io = this.#ios.take(this, null);
    this.locks.acquire(io, TRACK, 1);
    return io;
  }

  advance(io: Io): void {
    this.has.push(io);
  }

  release(io: Io): void {
    this.locks.release(TRACK);
    io.done();
  }
}

test('a lock goes from one to the next in the order of asking, and is gone in the end', () => {
  const askers = new Askers();
  const ios = [askers.ask(), askers.ask(), askers.ask()];
  for (const [i, io] of ios.entries()) {
    askers.kernel.run();
    expect(askers.has).toEqual(ios.slice(0, i + 1));
    askers.release(io);
  }
  expect(askers.locks.held).toBe(0);
});

test('a lock granted to an I/O that is aborted before it goes on goes to the next: at once free, or after a wait', () => {
  const askers = new Askers();
  const first = askers.ask();
  first.abort();
  const second = askers.ask();
  const third = askers.ask();
  const fourth = askers.ask();
  askers.kernel.run();
  expect(askers.has).toEqual([second]);
  askers.release(second);
  third.abort();
  askers.kernel.run();
  expect(askers.has).toEqual([second, fourth]);
  askers.release(fourth);
  expect(askers.locks.held).toBe(0);
});

test('who is aborted while it waits is not waited for', () => {
  const askers = new Askers();
  const [first, second, third] = [askers.ask(), askers.ask(), askers.ask()];
  askers.kernel.run();
  second.abort();
  askers.release(first);
  askers.kernel.run();
  expect(askers.has).toEqual([first, third]);
  askers.release(third);
  expect(askers.locks.held).toBe(0);
});
