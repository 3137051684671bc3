import { expect, it } from 'vitest';
import { Fcfs } from './discipline.ts';
import { Sstf } from './elevator.ts';
import type { Io } from './io.ts';
import { Windowed } from './windowed.ts';

const io = (block: number): Io => ({ block, next: null }) as Io;

it('chooses among the oldest only, and lets the next one in', () => {
  const queue = new Windowed(
    2,
    new Sstf(
      ({ block }) => block,
      () => 0,
    ),
  );
  for (const block of [50, 40, 1, 30]) queue.add(io(block));
  expect(queue.length).toBe(4);
  // 50 and 40 are seen: 40 is nearer to 0. Then 1 comes in, and so on.
  expect([queue.take(), queue.take(), queue.take(), queue.take()].map((taken) => taken?.block)).toEqual([40, 1, 30, 50]);
  expect(queue.take()).toBeNull();
});

it('takes an aborted I/O out wherever it waits', () => {
  const queue = new Windowed(1, new Fcfs());
  const [a, b, c] = [io(1), io(2), io(3)];
  for (const one of [a, b, c]) queue.add(one);
  queue.remove(b);
  queue.remove(a);
  expect(queue.length).toBe(1);
  expect(queue.take()).toBe(c);
});
