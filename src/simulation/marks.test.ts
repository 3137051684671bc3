import { beforeEach, describe, expect, it } from 'vitest';
import { Kernel } from '../kernel/kernel.ts';
import type { Mark } from '../parameters/mark.ts';
import { lastsAtStart, Marks, signals } from './marks.ts';

const HOUR = 3600e9;
const DAY = 24 * HOUR;

let kernel: Kernel;
let marks: Marks;
let told: string[];

beforeEach(() => {
  kernel = new Kernel();
  marks = new Marks(kernel);
  told = [];
});

const watch = (mark: Mark, name = 'it'): void => marks.watch(mark, () => told.push(`${name} ${kernel.now / HOUR}`));
const time = (hours: number): Mark => ({ is: 'time', ns: hours * HOUR });
const done: Mark = { is: 'done', copy: 'c' };
const at = (hours: number, act: () => void): void => marks.watch(time(hours), act);
const signalAt = (hours: number, ...names: string[]): void =>
  at(hours, () => {
    for (const name of names) marks.signal(name);
  });

describe('marks', () => {
  it('of times come once, that of the start too; the end does not come', () => {
    for (const hours of [2, 0, 1]) watch(time(hours));
    watch({ is: 'end' });
    expect(kernel.run()).toBe(true);
    expect(told).toEqual(['it 0', 'it 1', 'it 2']);
  });

  it('daily come every 24 hours', () => {
    watch({ is: 'daily', first: 5 * HOUR });
    kernel.run(3 * DAY);
    expect(told).toEqual(['it 5', 'it 29', 'it 53']);
  });

  it('of entries, copies and workloads come each time, and only for those who asked for them', () => {
    const named: Mark[] = [
      { is: 'entry', entry: 'x' },
      { is: 'over', entry: 'x' },
      { is: 'state', copy: 'x', state: 'A' },
      { is: 'done', copy: 'x' },
      { is: 'worked', workload: 'x' },
    ];
    for (const mark of named) watch(mark, mark.is);
    const all = [signals.entry('x'), signals.over('x'), signals.state('x', 'A'), signals.done('x'), signals.worked('x')];
    for (const [i, name] of all.entries()) signalAt(i, name);
    signalAt(5, signals.entry('y'), signals.state('x', 'B'), signals.done('x'));
    kernel.run();
    expect(told).toEqual(['entry 0', 'over 1', 'state 2', 'done 3', 'worked 4', 'done 5']);
  });

  it('later ones come so long after each time, even if they overlap; of times and daily ones they are such themselves', () => {
    watch({ is: 'later', than: done, by: 3 * HOUR }, 'done');
    watch({ is: 'later', than: { is: 'later', than: time(1), by: HOUR }, by: HOUR }, 'time');
    watch({ is: 'later', than: { is: 'daily', first: HOUR }, by: 23 * HOUR }, 'daily');
    for (const hours of [1, 2]) signalAt(hours, signals.done('c'));
    kernel.run(49 * HOUR);
    expect(told).toEqual(['time 3', 'done 4', 'done 5', 'daily 24', 'daily 48']);
  });

  it('lists come with the last of their marks, and again when all have come again', () => {
    watch({ is: 'all', of: [done, { is: 'entry', entry: 'e' }] });
    signalAt(1, signals.done('c'), signals.done('c'));
    signalAt(2, signals.entry('e'));
    signalAt(3, signals.entry('e'));
    signalAt(4, signals.done('c'));
    kernel.run();
    expect(told).toEqual(['it 2', 'it 4']);
  });

  it('the first of several comes with each of them', () => {
    watch({ is: 'first', of: [done, time(2)] });
    signalAt(1, signals.done('c'));
    kernel.run();
    expect(told).toEqual(['it 1', 'it 2']);
  });

  it('tell all who asked, in the order in which they did, and not before the call that signals has returned', () => {
    for (const name of ['a', 'b']) watch(done, name);
    at(1, () => {
      marks.signal(signals.done('c'));
      told.push('signalled');
    });
    for (const name of ['c', 'd']) watch(time(1), name);
    kernel.run();
    expect(told).toEqual(['signalled', 'a 1', 'b 1', 'c 1', 'd 1']);
  });

  it('beyond the range of the clock do not come, and do no harm', () => {
    watch({ is: 'daily', first: HOUR });
    watch(time(24 * 200), 'never');
    marks.watch(done, () => marks.after(104 * DAY, () => told.push('never')));
    watch({ is: 'later', than: done, by: 104 * DAY }, 'never');
    signalAt(24 * 50, signals.done('c'));
    expect(kernel.run()).toBe(true);
    expect(told).toHaveLength(105);
    expect(new Set(told.map((line) => line.split(' ')[0]))).toEqual(new Set(['it']));
  });

  it('know whether something waits for a time after one of them', () => {
    watch({ is: 'later', than: done, by: HOUR });
    expect(marks.waiting).toBe(false);
    signalAt(1, signals.done('c'));
    kernel.run(1.5 * HOUR);
    expect(marks.waiting).toBe(true);
    kernel.run();
    expect(marks.waiting).toBe(false);
  });

  it('a thing done once is forgotten when it is done: its place goes to the next', () => {
    const chain = (left: number): void => {
      if (left > 0) marks.after(1, () => chain(left - 1));
    };
    chain(1000);
    kernel.run();
    expect(kernel.events).toBe(1000);
    // One place has served all: there is no second.
    expect(() => marks.fire(0)).not.toThrow();
    expect(() => marks.fire(1)).toThrow();
  });
});

describe('a stretch between daily marks', () => {
  const daily = (hours: number): Mark => ({ is: 'daily', first: hours * HOUR });
  it.each([
    ['08:00 to 18:00, a run from 10:00', daily(22), daily(8), true],
    ['08:00 to 18:00, a run from 20:00', daily(12), daily(22), false],
    ['a run that starts as it begins', daily(0), daily(10), false],
    ['a run that starts as it ends', daily(14), daily(0), false],
    ['marks that are not both daily', time(5), daily(2), false],
  ])('%s', (_, from, to, lasts) => expect(lastsAtStart(from, to)).toBe(lasts));
});
