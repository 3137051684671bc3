import type { Kernel } from '../kernel/kernel.ts';
import type { PhaseClock } from '../metrics/phase-clock.ts';

/** A stretch of time that a phase covers, in ns from the start of the run. */
export interface Stretch {
  readonly phase: number;
  readonly from: number;
  to: number;
}

/** Phases are kept as bits of a 31-bit mask. */
export const PHASES_AT_MOST = 31;

/** Called when a phase begins or ends, before its bit changes: time integrals are read off here. */
export type PhaseListener = (phase: number, begins: boolean) => void;

/**
 * Which phases the present instant belongs to. Phases may overlap, repeat and never end. Phase 0 is `all`, the whole run.
 */
export class Phases implements PhaseClock {
  readonly names: readonly string[];
  readonly stretches: Stretch[] = [];
  /** Every change: from when on, and the phases from then on as bits. */
  readonly #since: number[] = [0];
  readonly #masks: number[] = [0];
  readonly #kernel: Kernel;
  readonly #open: (Stretch | undefined)[];
  readonly #listeners: PhaseListener[] = [];

  constructor(kernel: Kernel, names: readonly string[]) {
    this.#kernel = kernel;
    this.names = names;
    this.#open = names.map(() => undefined);
  }

  /** Present instant in ns. */
  get now(): number {
    return this.#kernel.now;
  }

  listen(listener: PhaseListener): void {
    this.#listeners.push(listener);
  }

  begin(phase: number): void {
    if (this.#open[phase] !== undefined) return;
    for (const listener of this.#listeners) listener(phase, true);
    const stretch = { phase, from: this.#kernel.now, to: Number.NaN };
    this.stretches.push(stretch);
    this.#open[phase] = stretch;
    this.#change(1 << phase, 0);
  }

  end(phase: number): void {
    const stretch = this.#open[phase];
    if (stretch === undefined) return;
    for (const listener of this.#listeners) listener(phase, false);
    stretch.to = this.#kernel.now;
    this.#open[phase] = undefined;
    this.#change(0, 1 << phase);
  }

  maskAt(time: number): number {
    let change = this.#since.length - 1;
    while (this.#since[change]! > time) change--;
    return this.#masks[change]!;
  }

  #change(set: number, clear: number): void {
    this.#since.push(this.#kernel.now);
    this.#masks.push((this.#masks.at(-1)! | set) & ~clear);
  }

  /** Ends all phases that still last: the run is over. */
  close(): void {
    for (const phase of this.names.keys()) this.end(phase);
  }

  /** Total length of a phase so far, in ns. */
  length(phase: number): number {
    let sum = 0;
    for (const stretch of this.stretches) {
      if (stretch.phase === phase) sum += (Number.isNaN(stretch.to) ? this.#kernel.now : stretch.to) - stretch.from;
    }
    return sum;
  }
}
