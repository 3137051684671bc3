import { type Kernel, LAST_INSTANT } from '../kernel/kernel.ts';
import type { Mark } from '../parameters/mark.ts';

const DAY = 24 * 3600 * 1e9;

/** The names under which things that happen are signalled. */
export const signals = {
  entry: (entry: string) => `entry ${entry}`,
  over: (entry: string) => `over ${entry}`,
  state: (copy: string, state: string) => `state ${copy} ${state}`,
  done: (copy: string) => `done ${copy}`,
  worked: (workload: string) => `worked ${workload}`,
};

/** Whether a stretch between two daily marks lasts already when the run starts: its end comes before its begin. */
export function lastsAtStart(from: Mark, to: Mark): boolean {
  return from.is === 'daily' && to.is === 'daily' && to.first > 0 && to.first < from.first;
}

/**
 * Tells who asked when a mark of the scenario comes. Whoever is told is called from the ready ring, never from inside
 * the model that signals; for one instant in the order in which they asked.
 */
export class Marks {
  readonly name = 'marks';
  readonly #kernel: Kernel;
  readonly #id: number;
  readonly #actions: (() => void)[] = [];
  /** Places in `#actions` whose action is done with for good. */
  readonly #free: number[] = [];
  readonly #watchers = new Map<string, number[]>();
  #waiting = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#id = kernel.register(this);
  }

  /** Whether somebody is to be told some time after a mark that has come. */
  get waiting(): boolean {
    return this.#waiting > 0;
  }

  /** Something has happened: fires the marks that name it. */
  signal(signal: string): void {
    for (const action of this.#watchers.get(signal) ?? []) this.#kernel.soon(this.#id, action);
  }

  /** Calls `come` each time the mark comes. The mark `end` does not: the end of a run is no event in it. */
  watch(mark: Mark, come: () => void): void {
    switch (mark.is) {
      case 'end':
        return;
      case 'time':
        this.#at(mark.ns, this.#action(come));
        return;
      case 'daily':
        return this.#daily(mark.first, come);
      case 'entry':
        return this.#on(signals.entry(mark.entry), come);
      case 'over':
        return this.#on(signals.over(mark.entry), come);
      case 'state':
        return this.#on(signals.state(mark.copy, mark.state), come);
      case 'done':
        return this.#on(signals.done(mark.copy), come);
      case 'worked':
        return this.#on(signals.worked(mark.workload), come);
      case 'later':
        return this.#later(mark.than, mark.by, come);
      case 'all':
        return this.#all(mark.of, come);
      case 'first': {
        for (const one of mark.of) this.watch(one, come);
      }
    }
  }

  /** Calls `come` once, so many ns from now. */
  after(delay: number, come: () => void): void {
    const action = this.#free.pop() ?? this.#actions.length;
    this.#actions[action] = () => {
      this.#free.push(action);
      this.#waiting--;
      come();
    };
    this.#waiting++;
    this.#in(delay, action);
  }

  fire(action: number): void {
    this.#actions[action]!();
  }

  #action(come: () => void): number {
    this.#actions.push(come);
    return this.#actions.length - 1;
  }

  #on(signal: string, come: () => void): void {
    const watchers = this.#watchers.get(signal) ?? [];
    watchers.push(this.#action(come));
    this.#watchers.set(signal, watchers);
  }

  #at(ns: number, action: number): void {
    const delay = ns - this.#kernel.now;
    if (delay === 0) this.#kernel.soon(this.#id, action);
    else if (delay > 0) this.#in(delay, action);
  }

  /** What lies beyond the last instant of the clock does not come: no run lasts so long. */
  #in(delay: number, action: number): void {
    if (delay <= LAST_INSTANT - this.#kernel.now) this.#kernel.after(delay, this.#id, action);
  }

  #daily(first: number, come: () => void): void {
    const again = this.#action(() => {
      come();
      this.#in(DAY, again);
    });
    this.#at(first, again);
  }

  #later(than: Mark, by: number, come: () => void): void {
    if (than.is === 'time') return this.watch({ is: 'time', ns: than.ns + by }, come);
    if (than.is === 'daily') return this.watch({ is: 'daily', first: than.first + by }, come);
    this.watch(than, () => this.after(by, come));
  }

  /** Fires with the last of them; then all have to come again. */
  #all(of: readonly Mark[], come: () => void): void {
    const missing = new Set(of.keys());
    for (const [index, one] of of.entries()) {
      this.watch(one, () => {
        missing.delete(index);
        if (missing.size > 0) return;
        for (const i of of.keys()) missing.add(i);
        come();
      });
    }
  }
}
