import type { Kernel } from '../kernel/kernel.ts';
import type { EventRow } from '../metrics/results.ts';
import type { EventSink } from '../storage/observer.ts';

/** The lines of events.csv as they happen; others listen in. */
export class Chronicle implements EventSink {
  readonly rows: EventRow[] = [];
  readonly #kernel: Kernel;
  readonly #listeners: EventSink[] = [];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  listen(listener: EventSink): void {
    this.#listeners.push(listener);
  }

  record(subject: string, event: string, from: string, to: string, cause: string): void {
    this.rows.push({ time_s: this.#kernel.now / 1e9, subject, event, from, to, cause });
    for (const listener of this.#listeners) listener.record(subject, event, from, to, cause);
  }
}
