import type { ViolationLog } from '../violation.ts';

/** V13 over all sets of a cluster: how many copies each node runs at a time. */
export class Threads {
  readonly #log: ViolationLog;
  readonly #allowed: ReadonlyMap<string, number>;
  readonly #running = new Map<string, Set<string>>();

  /** @param allowed SHADOW_MAX_COPY of each node */
  constructor(log: ViolationLog, allowed: ReadonlyMap<string, number>) {
    this.#log = log;
    this.#allowed = allowed;
  }

  begin(node: string, set: string): void {
    const sets = this.#running.get(node) ?? new Set();
    this.#running.set(node, sets.add(set));
    const allowed = this.#allowed.get(node) ?? 0;
    if (sets.size > allowed)
      this.#log.add('V13', `${node} copies ${[...sets].join(', ')}: ${sets.size} at a time, but its limit is ${allowed}`);
  }

  end(node: string, set: string): void {
    this.#running.get(node)?.delete(set);
  }
}
