import { expect, it } from 'vitest';
import { Livelock } from './livelock.ts';

const LIMIT = 10_000_000;

it('suspects nobody as long as the clock moves now and then', () => {
  const livelock = new Livelock();
  let suspected = 0;
  for (let i = 0; i < 2 * LIMIT; i++) {
    if (i % (LIMIT / 2) === 0) livelock.clear();
    if (livelock.suspect()) suspected++;
  }
  expect(suspected).toBe(0);
});

it('names each of those who go round once, twelve at most, and none from before', () => {
  const livelock = new Livelock();
  const goRound = (names: readonly string[]) => {
    for (let i = 0; i < 200; i++) if (livelock.suspect()) livelock.accuse(names[i % names.length]!, 5);
  };
  for (let i = 0; i < LIMIT; i++) livelock.suspect();
  for (let i = 0; i < 50; i++) if (livelock.suspect()) livelock.accuse('earlier', 5);
  livelock.clear();
  for (let i = 0; i < LIMIT; i++) livelock.suspect();
  expect(() => goRound(Array.from({ length: 20 }, (_, i) => `n${i}`))).toThrow(
    /go round: n0 -> n1 -> n2 -> n3 -> n4 -> n5 -> n6 -> n7 -> n8 -> n9 -> n10 -> n11 -> 8 more -> n0$/,
  );
});
