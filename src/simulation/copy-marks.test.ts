import { beforeEach, describe, expect, it } from 'vitest';
import type { ModelDescription } from '../copy/copy-service.ts';
import { naiveMirror } from '../copy/models/naive-mirror.ts';
import { Kernel } from '../kernel/kernel.ts';
import { CopyMarks } from './copy-marks.ts';
import { Marks } from './marks.ts';
import { Phases } from './phases.ts';

/** Idle -> Copying -> Whole; a copy may break off, and completed copies may leave more to copy. */
const model: ModelDescription = {
  ...naiveMirror,
  states: ['Idle', 'Copying', 'Whole'].map((name) => ({ name, means: name })),
  initial: 'Idle',
  copying: ['Copying'],
  life: [
    { on: 'start', kind: 'verb', from: ['Idle', 'Whole'], to: 'Copying', means: '' },
    { on: 'copied', kind: 'event', from: ['Copying'], to: 'Whole', done: true, means: '' },
    { on: 'copied', kind: 'event', from: ['Copying'], to: 'same', means: 'One of two.' },
    { on: 'broken', kind: 'event', from: ['Copying'], to: 'Idle', means: '' },
    { on: 'clone', kind: 'verb', from: ['Idle'], to: 'Whole', done: true, means: 'At no cost.' },
  ],
};

let kernel: Kernel;
let phases: Phases;
let copyMarks: CopyMarks;
let told: string[];

beforeEach(() => {
  kernel = new Kernel();
  const marks = new Marks(kernel);
  phases = new Phases(kernel, ['all', 'g.Idle', 'g.Copying', 'g.Whole']);
  copyMarks = new CopyMarks(kernel, marks, phases);
  told = [];
  for (const copy of ['g', 'one']) {
    marks.watch({ is: 'done', copy }, () => told.push(`${copy}.done ${kernel.now}`));
    for (const state of ['Idle', 'Copying', 'Whole'])
      marks.watch({ is: 'state', copy, state }, () => told.push(`${copy}.${state} ${kernel.now}`));
  }
  copyMarks.add('g', ['g-1', 'g-2'], model);
  copyMarks.add('one', ['one'], model);
  copyMarks.begin();
});

const STATES: { readonly [event: string]: readonly [from: string, to: string] } = {
  start: ['Idle', 'Copying'],
  again: ['Whole', 'Copying'],
  copied: ['Copying', 'Whole'],
  broken: ['Copying', 'Idle'],
  clone: ['Idle', 'Whole'],
};
function at(instant: number, ...events: (readonly [subject: string, event: string])[]): void {
  const fire = (): void => {
    for (const [subject, event] of events) copyMarks.record(subject, event === 'again' ? 'start' : event, ...STATES[event]!, '');
  };
  kernel.after(instant, kernel.register({ name: 'test', fire }), 0);
}

describe('the marks of a copy', () => {
  it('of one relationship come with its states; done comes after the state', () => {
    at(1, ['one', 'start']);
    at(5, ['one', 'copied']);
    at(7, ['one', 'again']);
    at(9, ['one', 'copied']);
    kernel.run();
    expect(told).toEqual(['one.Copying 1', 'one.Whole 5', 'one.done 5', 'one.Copying 7', 'one.Whole 9', 'one.done 9']);
    expect([...copyMarks.times]).toEqual([
      ['one.Copying', 7],
      ['one.Whole', 9],
      ['one.done', 9],
    ]);
    expect(copyMarks.duration('one')).toBe(4 + 2);
    expect(copyMarks.duration('g')).toBe(0);
  });

  it('of a group come with its last relationship', () => {
    at(1, ['g-1', 'start']);
    at(2, ['g-2', 'start']);
    at(5, ['g-2', 'copied']);
    at(9, ['g-1', 'copied']);
    kernel.run();
    expect(told).toEqual(['g.Copying 2', 'g.Whole 9', 'g.done 9']);
    expect(copyMarks.duration('g')).toBe(8);
  });

  it('done does not come for a group of which one was broken off, but when that has been copied, too', () => {
    at(1, ['g-1', 'start'], ['g-2', 'start']);
    at(3, ['g-1', 'broken']);
    at(5, ['g-2', 'copied']);
    kernel.run();
    expect(told).toEqual(['g.Copying 1']);
    at(2, ['g-1', 'start']);
    at(6, ['g-1', 'copied']);
    kernel.run();
    expect(told.slice(1)).toEqual(['g.Whole 11', 'g.done 11']);
  });

  it('a copy that costs nothing is done as it is made', () => {
    at(4, ['one', 'clone']);
    kernel.run();
    expect(told).toEqual(['one.Whole 4', 'one.done 4']);
    expect(copyMarks.duration('one')).toBe(0);
  });

  it('what changes nothing, or is no copy, is no mark', () => {
    at(1, ['one', 'start']);
    const fire = (): void => {
      copyMarks.record('one', 'copied', 'Copying', 'Copying', 'one of two');
      copyMarks.record('one', 'mount', '', '', 'a command');
      copyMarks.record('disk', 'fail', 'up', 'down', '');
    };
    kernel.after(2, kernel.register({ name: 'test', fire }), 0);
    kernel.run();
    expect(told).toEqual(['one.Copying 1']);
  });

  it('while it copies, its duration grows', () => {
    at(1, ['one', 'start']);
    at(8, ['g-1', 'start']);
    kernel.run();
    expect(copyMarks.duration('one')).toBe(7);
  });
});

describe('the phases of the states of a copy', () => {
  it('last while some relationship is in the state', () => {
    at(1, ['g-1', 'start']);
    at(2, ['g-2', 'start']);
    at(5, ['g-1', 'copied']);
    at(9, ['g-2', 'copied']);
    kernel.run();
    phases.close();
    expect(phases.stretches.map(({ phase, from, to }) => `${phases.names[phase]} ${from} ${to}`)).toEqual([
      'g.Idle 0 2',
      'g.Copying 1 9',
      'g.Whole 5 9',
    ]);
  });

  it('are not kept by a twin: it is measured in those of the run', () => {
    const twin = new CopyMarks(kernel, new Marks(kernel), null);
    twin.add('g', ['g-1', 'g-2'], model);
    twin.begin();
    twin.record('g-1', 'start', 'Idle', 'Copying', '');
    expect(phases.stretches).toHaveLength(1);
  });
});
