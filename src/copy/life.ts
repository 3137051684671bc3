import type { Kernel } from '../kernel/kernel.ts';
import { KernelError } from '../kernel/kernel-error.ts';
import type { EventSink } from '../storage/observer.ts';
import { type LifeRow, type ModelDescription, VerbRefused } from './copy-service.ts';

/** The life of one relationship: its state, changed along the rows of the model's life table and in no other way. Every row taken is announced as an event. */
export class Life {
  readonly subject: string;
  state: string;
  readonly #rows: readonly LifeRow[];
  readonly #events: EventSink;
  readonly #kernel: Kernel;

  /** @param subject name of the relationship, as events show it */
  constructor(subject: string, model: Pick<ModelDescription, 'initial' | 'life'>, kernel: Kernel, events: EventSink) {
    this.subject = subject;
    this.state = model.initial;
    this.#rows = model.life;
    this.#kernel = kernel;
    this.#events = events;
  }

  /** Looks before anything is changed. @throws VerbRefused if the verb is not possible in the present state */
  expect(verb: string): void {
    const rows = this.#rows.filter(({ on }) => on === verb);
    if (rows.some(({ from }) => from.includes(this.state))) return;
    const states = [...new Set(rows.flatMap(({ from }) => from))].join(', ');
    throw new VerbRefused(`${verb} is not possible while ${this.subject} is in state ${this.state}; possible in ${states || 'no state'}`);
  }

  /**
   * Takes a row of the table.
   * @param to the state that follows; where it is left out the present one stays
   * @param cause what led to it, in words
   * @throws VerbRefused for a verb that the table does not allow; KernelError for an event that it does not foresee: a fault of the model
   */
  go(on: string, cause: string, to: string = this.state): void {
    const rows = this.#rows.filter((row) => row.on === on && row.from.includes(this.state));
    const row = rows.find((one) => one.to === to) ?? (to === this.state ? rows.find((one) => one.to === 'same') : undefined);
    if (row === undefined) {
      this.expect(on);
      throw new KernelError(`${this.subject}: ${on} cannot lead from ${this.state} to ${to}`, this.#kernel.now);
    }
    const from = this.state;
    this.state = to;
    this.#events.record(this.subject, on, from, to, cause);
  }
}
