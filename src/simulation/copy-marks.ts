import type { LifeRow, ModelDescription } from '../copy/copy-service.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { EventSink } from '../storage/observer.ts';
import { type Marks, signals } from './marks.ts';
import type { Phases } from './phases.ts';

interface Group {
  readonly name: string;
  readonly instances: readonly string[];
  readonly copying: ReadonlySet<string>;
  readonly states: Map<string, string>;
  /** State -> instances that have entered it since the mark of the group last came. */
  readonly entered: Map<string, Set<string>>;
  /** Rows of the life table with which a relationship has nothing left to copy. */
  readonly completing: readonly LifeRow[];
  /** Instances that have begun to copy and have not come to the end of it: they copy, or were broken off. */
  readonly incomplete: Set<string>;
  wasCopying: boolean;
  /** When the present stretch of copying began, and the length of those before, in ns. */
  since: number;
  copied: number;
}

/** When a copy was in which state: its marks (`dsa.DUPLEX`, `dsa.done`) and the times at which they last came. */
export class CopyMarks implements EventSink {
  /** Mark -> ns at which it last came, such as `dsa.done`; in the order in which they first came. */
  readonly times = new Map<string, number>();
  readonly #kernel: Kernel;
  readonly #marks: Marks;
  readonly #phases: Phases | null;
  readonly #groups = new Map<string, Group>();

  /** @param phases null: the phases of states are not kept (the twin is measured in those of the run) */
  constructor(kernel: Kernel, marks: Marks, phases: Phases | null) {
    this.#kernel = kernel;
    this.#marks = marks;
    this.#phases = phases;
  }

  /** Makes a copy of the scenario known, before anything happens to it. @param begins the state in which it begins */
  add(name: string, instances: readonly string[], model: ModelDescription, begins: string = model.initial): void {
    const group: Group = {
      name,
      instances,
      copying: new Set(model.copying),
      states: new Map(instances.map((instance) => [instance, begins])),
      completing: model.life.filter(({ done }) => done === true),
      incomplete: new Set(),
      entered: new Map(),
      wasCopying: false,
      since: 0,
      copied: 0,
    };
    for (const instance of instances) this.#groups.set(instance, group);
  }

  /** The phases of the states that a copy begins in. */
  begin(): void {
    for (const [instance, group] of this.#groups) this.#phase(group, group.states.get(instance)!, true);
  }

  record(subject: string, event: string, from: string, to: string, _cause: string): void {
    const group = this.#groups.get(subject);
    if (group === undefined || to === '') return;
    if (group.copying.has(to)) group.incomplete.add(subject);
    const complete = group.completing.some((row) => row.on === event && row.from.includes(from) && (row.to === to || row.to === 'same'));
    if (complete) group.incomplete.delete(subject);
    if (group.states.get(subject) !== to) this.#enter(group, subject, to);
    if (complete && group.incomplete.size === 0) this.#come(group, 'done', signals.done(group.name));
  }

  #enter(group: Group, subject: string, to: string): void {
    const before = group.states.get(subject)!;
    group.states.set(subject, to);
    if (![...group.states.values()].includes(before)) this.#phase(group, before, false);
    this.#phase(group, to, true);
    const entered = group.entered.get(to) ?? new Set();
    group.entered.set(to, entered.add(subject));
    if (entered.size === group.instances.length) {
      entered.clear();
      this.#come(group, to, signals.state(group.name, to));
    }
    this.#countCopying(group);
  }

  /** For how long a copy has had something left to copy, in ns. */
  duration(name: string): number {
    for (const group of this.#groups.values()) {
      if (group.name === name) return group.copied + (group.wasCopying ? this.#kernel.now - group.since : 0);
    }
    return 0;
  }

  #countCopying(group: Group): void {
    const copying = isCopying(group);
    if (copying === group.wasCopying) return;
    group.wasCopying = copying;
    if (copying) group.since = this.#kernel.now;
    else group.copied += this.#kernel.now - group.since;
  }

  #come({ name }: Group, word: string, signal: string): void {
    this.times.set(`${name}.${word}`, this.#kernel.now);
    this.#marks.signal(signal);
  }

  #phase(group: Group, state: string, begins: boolean): void {
    if (this.#phases === null) return;
    const phase = this.#phases.names.indexOf(`${group.name}.${state}`);
    if (phase < 0) return;
    if (begins) this.#phases.begin(phase);
    else this.#phases.end(phase);
  }
}

function isCopying({ states, copying }: Group): boolean {
  for (const state of states.values()) if (copying.has(state)) return true;
  return false;
}
