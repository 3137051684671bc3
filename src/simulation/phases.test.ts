import { beforeEach, describe, expect, it } from 'vitest';
import { Kernel } from '../kernel/kernel.ts';
import { Phases } from './phases.ts';
import { pairOf, run, scenarioOf } from './testing/scenarios.ts';

let kernel: Kernel;
let phases: Phases;

beforeEach(() => {
  kernel = new Kernel();
  phases = new Phases(kernel, ['all', 'a', 'b']);
});

const at = (instant: number, act: () => void): void => {
  kernel.after(instant, kernel.register({ name: 'test', fire: act }), 0);
};
const [ALL, A, B] = [0, 1, 2];

describe('phases', () => {
  it('overlap, repeat and never end; an instant of a change belongs to what comes after', () => {
    phases.begin(ALL);
    at(10, () => phases.begin(A));
    at(20, () => phases.begin(B));
    at(30, () => phases.end(A));
    at(40, () => phases.begin(A));
    at(50, () => {});
    kernel.run();
    expect([0, 9, 10, 19, 20, 29, 30, 39, 40, 50].map((time) => phases.maskAt(time))).toEqual([1, 1, 3, 3, 7, 7, 5, 5, 7, 7]);
    expect([ALL, A, B].map((phase) => phases.length(phase))).toEqual([50, 30, 30]);
    phases.close();
    expect(phases.stretches).toEqual([
      { phase: ALL, from: 0, to: 50 },
      { phase: A, from: 10, to: 30 },
      { phase: B, from: 20, to: 50 },
      { phase: A, from: 40, to: 50 },
    ]);
  });

  it('begin once and end once: what lasts does not begin, what does not last does not end', () => {
    const heard: string[] = [];
    phases.listen((phase, begins) => heard.push(`${phase} ${begins} ${phases.maskAt(kernel.now)}`));
    phases.end(A);
    phases.begin(A);
    phases.begin(A);
    phases.end(A);
    // Listeners are told before the change.
    expect(heard).toEqual(['1 true 0', '1 false 2']);
    expect(phases.stretches).toEqual([{ phase: A, from: 0, to: 0 }]);
    expect(phases.length(A)).toBe(0);
  });

  it('the last of 31 has a bit of its own', () => {
    const many = new Phases(
      kernel,
      Array.from({ length: 31 }, (_, i) => `p${i}`),
    );
    many.begin(30);
    expect(many.maskAt(0) >> 30).toBe(1);
    many.end(30);
    expect(many.maskAt(0)).toBe(0);
  });
});

describe('phases of a run', () => {
  const stretches = (text: string): string[] => {
    const outcome = run(scenarioOf(text));
    const all = outcome.phases.filter(({ phase }) => phase !== 'all').map(({ phase, from_s, to_s }) => `${phase} ${from_s} ${to_s}`);
    const twin = run(scenarioOf(text), { twinOf: outcome.windows });
    const measured = ({ phases: kept }: typeof outcome) =>
      kept
        .filter(({ phase, from_s, to_s }) => phase !== 'all' && from_s !== to_s)
        .sort((a, b) => a.from_s - b.from_s || (a.phase < b.phase ? -1 : 1));
    expect(measured(twin)).toEqual(measured(outcome));
    return all;
  };

  it('come with their marks, in run and twin', () => {
    const text = pairOf(`timeline: {out: {at: 00:10, do: fail d2, for: 5 min}}
phases:
  before: {from: start, to: out}
  down: {from: out, to: out.over}
  late: {from: 00:50, to: end}
  never: {from: out.over + 2 h, to: end}`);
    expect(stretches(text)).toEqual(['before 0 600', 'down 600 900', 'late 3000 3600']);
  });

  it('one that ends and begins again at one instant goes on as another stretch', () => {
    const text = pairOf('phases: {day: {from: daily 06:00, to: daily 06:00}}', 'start + 2 d');
    expect(stretches(text)).toEqual(['day 21600 108000', 'day 108000 172800']);
  });

  it('between daily marks: a run that starts in the middle is in it', () => {
    const text = pairOf('phases: {office: {from: daily 08:00, to: daily 18:00}}', 'start + 1 d').replace('run: {', 'run: {from: 10:00, ');
    expect(stretches(text)).toEqual(['office 0 28800', 'office 79200 86400']);
  });

  it('one of no length measures nothing, in run and twin', () => {
    // The twin of a mirror is done as it starts; here the verb that ends the phase comes at the same instant.
    const text = pairOf(`copies: {m: {kind: naive-mirror, source: d1, target: d2}}
timeline:
  go: {at: 00:10, do: start m}
  halt: {at: 00:10, do: stop m}
phases: {empty: {from: go, to: halt}}`);
    expect(stretches(text)).toEqual(['empty 600 600']);
    expect(run(scenarioOf(text)).figures.filter(({ phase, value }) => phase === 'empty' && value !== 0)).toEqual([]);
  });
});
