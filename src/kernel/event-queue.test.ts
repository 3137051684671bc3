import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue } from './event-queue.ts';
import { Random } from './random.ts';

interface Expected {
  time: number;
  sequence: number;
  arg: number;
  handle: number;
}

/** The obviously right queue: the earliest by (time, sequence) is looked for. */
class Reference {
  events: Expected[] = [];
  now = 0;

  earliest(): number {
    let best = 0;
    for (let i = 1; i < this.events.length; i++) {
      const a = this.events[i]!;
      const b = this.events[best]!;
      if (a.time < b.time || (a.time === b.time && a.sequence < b.sequence)) best = i;
    }
    return best;
  }
}

function pop(queue: EventQueue): { time: number; arg: number } | undefined {
  const slot = queue.first();
  if (slot === 0) return undefined;
  const event = { time: queue.time(slot), arg: queue.arg(slot) };
  queue.dropFirst(slot);
  return event;
}

/** Random pushes (with many ties), pops and cancels, compared with the reference. @returns pops compared */
function race(queue: EventQueue, seed: number, steps: number, atMost: (step: number) => number, spread: readonly number[]): number {
  const random = new Random(seed, 1, 2, 3);
  const reference = new Reference();
  const over: number[] = [];
  let sequence = 0;
  let pops = 0;
  for (let step = 0; step < steps; step++) {
    const dice = random.below(10);
    if (reference.events.length === 0 || (reference.events.length < atMost(step) && dice < 6)) {
      const time = reference.now + random.below(spread[random.below(spread.length)]!);
      const arg = step & 0xffffff;
      const handle = queue.push(time, 3, arg);
      reference.events.push({ time, sequence: sequence++, arg, handle });
    } else if (dice < 8) {
      const [expected] = reference.events.splice(reference.earliest(), 1);
      expect(pop(queue)).toEqual({ time: expected!.time, arg: expected!.arg });
      reference.now = expected!.time;
      over.push(expected!.handle);
      pops++;
    } else {
      const [cancelled] = reference.events.splice(random.below(reference.events.length), 1);
      expect(queue.cancel(cancelled!.handle)).toBe(true);
      over.push(cancelled!.handle);
    }
    if (over.length > 0 && dice === 9) expect(queue.cancel(over[random.below(over.length)]!)).toBe(false);
    if (queue.length !== reference.events.length) expect(queue.length).toBe(reference.events.length);
  }
  return pops;
}

const HEAVY_TIES = [1, 1, 2, 4, 50, 5000];

describe('EventQueue', () => {
  it.each([60, 400, 900, 2500])('fires in the order of (time, sequence) with many ties and cancels, with up to %i pending', (grow) => {
    for (let seed = 1; seed <= 4; seed++) expect(race(new EventQueue(), seed, 12_000, () => grow, HEAVY_TIES)).toBeGreaterThan(2000);
  });

  it('is exact over all magnitudes of time at once', () => {
    for (let seed = 1; seed <= 4; seed++) race(new EventQueue(), seed, 12_000, () => 1500, [1, 1000, 1e6, 1e9, 1e12, 4e15]);
  });

  it('is exact when many and few are pending in turn', () => {
    const tide = (step: number) => (step % 4000 < 1500 ? 700 : 20);
    for (let seed = 1; seed <= 4; seed++) race(new EventQueue(), seed, 12_000, tide, HEAVY_TIES);
  });

  it('takes events before the present bucket after the next event has been looked at', () => {
    const queue = new EventQueue();
    for (let i = 0; i < 1000; i++) queue.push(1e15 + i * 1e9, 0, i);
    for (let i = 0; i < 500; i++) expect(pop(queue)!.arg).toBe(i);
    queue.first();
    queue.push(1e9, 0, 7777); // 10^15 ns before the origin of the wheel
    expect(pop(queue)).toEqual({ time: 1e9, arg: 7777 });
    for (let i = 500; i < 1000; i++) expect(pop(queue)!.arg).toBe(i);
    expect(pop(queue)).toBeUndefined();
  });

  it('sorts any set of events', () => {
    const event = fc.record({ time: fc.oneof(fc.nat(3), fc.nat(1000), fc.maxSafeNat()), cancel: fc.boolean() });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 1200, size: 'max' }), (events) => {
        const queue = new EventQueue();
        const handles = events.map((e, i) => queue.push(e.time, 0, i));
        events.forEach((e, i) => {
          if (e.cancel) queue.cancel(handles[i]!);
        });
        const left = events.map((e, arg) => ({ time: e.time, arg, cancel: e.cancel })).filter((e) => !e.cancel);
        left.sort((a, b) => a.time - b.time || a.arg - b.arg);
        for (const { time, arg } of left) expect(pop(queue)).toEqual({ time, arg });
        expect(pop(queue)).toBeUndefined();
        expect(queue.fired).toBe(left.length);
      }),
      { seed: 20, numRuns: 60 },
    );
  });

  it('looking at the first event changes nothing', () => {
    const looked = new EventQueue();
    const not = new EventQueue();
    for (const queue of [looked, not]) for (let i = 0; i < 600; i++) queue.push((i * 7919) % 1000, 0, i);
    for (let i = 0; i < 600; i++) {
      looked.first();
      looked.first();
      expect(pop(looked)).toEqual(pop(not));
    }
  });

  it('a handle of an event that is over does nothing to the event now in its slot', () => {
    const queue = new EventQueue();
    const stale = queue.push(1, 0, 0);
    pop(queue);
    const fresh = queue.push(2, 0, 1);
    expect(queue.cancel(stale)).toBe(false);
    expect(queue.length).toBe(1);
    expect(queue.cancel(fresh)).toBe(true);
    expect(queue.cancel(fresh)).toBe(false);
    expect(queue.length).toBe(0);
    for (const never of [0, -1, Number.NaN, Infinity, 999, 2 ** 52]) expect(queue.cancel(never)).toBe(false);
  });

  it('gives every event another handle when the serial numbers start again', () => {
    const epoch = 64;
    const queue = new EventQueue(epoch);
    const random = new Random(5, 6, 7, 8);
    const handles = new Set<number>();
    const pending: number[] = [];
    for (let i = 0; i < 50 * epoch; i++) {
      const handle = queue.push(i + random.below(20), 0, i);
      expect(handles.has(handle)).toBe(false);
      handles.add(handle);
      pending.push(handle);
      if (pending.length > 12) expect(queue.cancel(pending.splice(random.below(12), 1)[0]!)).toBe(true);
    }
    for (const handle of handles) expect(queue.cancel(handle)).toBe(pending.includes(handle));
  });

  it('orders events across the turn of the serial numbers', () => {
    for (let seed = 1; seed <= 3; seed++) race(new EventQueue(128), seed, 6000, () => 400, HEAVY_TIES);
  });

  it.each([1, 1000])('does not fill up with cancelled events, with %i pending', (pending) => {
    const queue = new EventQueue();
    for (let i = 0; i < pending; i++) queue.push(10 + i, 0, i);
    for (let i = 0; i < 100_000; i++) queue.cancel(queue.push(5 + (i & 1), 0, 1));
    expect(queue.length).toBe(pending);
    expect(queue.f64.length).toBeLessThan(4 * 4096);
    for (let i = 0; i < pending; i++) expect(pop(queue)).toEqual({ time: 10 + i, arg: i });
  });

  it('few very late events do not spoil the order or the count', () => {
    const queue = new EventQueue();
    for (let i = 0; i < 20; i++) queue.push(9e15 - i, 0, i);
    for (let i = 0; i < 2000; i++) queue.push(i * 1000, 0, 100 + i);
    for (let i = 0; i < 2000; i++) expect(pop(queue)!.arg).toBe(100 + i);
    for (let i = 19; i >= 0; i--) expect(pop(queue)!.arg).toBe(i);
    expect(queue.first()).toBe(0);
    expect(queue.fired).toBe(2020);
  });
});
