import type { LifeRow } from '../copy/copy-service.ts';
import type { Mark } from '../parameters/mark.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Copies } from './copies.ts';

/** How far a run is, as far as it matters for what can still come. */
export interface Standing {
  /** In ns; before the start: -1. All of this instant has happened. */
  readonly now: number;
  /** Whether the mark of a copy, such as `dsa.done`, has come. */
  cameOf(mark: string): boolean;
  /** Whether a workload has done its work. */
  worked(workload: string): boolean;
  /** Whether something waits for a time after a mark that has come. */
  readonly waiting: boolean;
}

/**
 * Which marks can still come. A copy gets nowhere that its life table does not lead it from its present state by
 * events and by the verbs that the timeline still has for it. The answer no is sure; the answer yes may be wrong.
 */
export class Expectation {
  readonly #scenario: Scenario;
  readonly #copies: Copies;
  readonly #standing: Standing;
  /** Entries that are being asked about: what comes only after itself does not come. */
  readonly #asked = new Set<string>();

  constructor(scenario: Scenario, copies: Copies, standing: Standing) {
    this.#scenario = scenario;
    this.#copies = copies;
    this.#standing = standing;
  }

  canCome(mark: Mark): boolean {
    const { now, waiting } = this.#standing;
    switch (mark.is) {
      case 'time':
        return mark.ns > now;
      case 'daily':
        return true;
      case 'end':
        return false;
      case 'entry':
        return this.#entryCanCome(mark.entry);
      case 'over':
        return waiting || this.#entryCanCome(mark.entry);
      case 'worked':
        return !this.#standing.worked(mark.workload);
      case 'state':
        return this.#leads(mark.copy, (row) => row.to === mark.state);
      case 'done':
        return this.#leads(mark.copy, (row) => row.done === true);
      case 'later':
        return waiting || this.canCome(mark.than.is === 'time' ? { is: 'time', ns: mark.than.ns + mark.by } : mark.than);
      case 'all':
        return mark.of.every((one) => this.#came(one) || this.canCome(one));
      case 'first':
        return mark.of.some((one) => this.canCome(one));
    }
  }

  /** Whether it has come, or may have. */
  #came(mark: Mark): boolean {
    switch (mark.is) {
      case 'time':
        return mark.ns <= this.#standing.now;
      case 'state':
        return this.#standing.cameOf(`${mark.copy}.${mark.state}`);
      case 'done':
        return this.#standing.cameOf(`${mark.copy}.done`);
      case 'end':
        return false;
      default:
        return this.#standing.now >= 0;
    }
  }

  #entryCanCome(name: string): boolean {
    if (this.#asked.has(name)) return false;
    this.#asked.add(name);
    const can = this.canCome(this.#scenario.timeline[name]!.at);
    this.#asked.delete(name);
    return can;
  }

  /** Whether some relationship of the copy can come to a row of its life table. */
  #leads(copy: string, wanted: (row: LifeRow) => boolean): boolean {
    const verbs = new Set(
      Object.entries(this.#scenario.timeline).flatMap(([name, { block, subject, verb }]) =>
        block === 'copies' && subject === copy && this.#entryCanCome(name) ? [verb] : [],
      ),
    );
    const rows = this.#copies.model(copy).life.filter(({ kind, on }) => kind === 'event' || verbs.has(on));
    const reached = new Set(this.#copies.states(copy));
    for (let before = 0; before < reached.size; ) {
      before = reached.size;
      for (const { from, to } of rows) if (to !== 'same' && from.some((state) => reached.has(state))) reached.add(to);
    }
    return rows.some((row) => wanted(row) && row.from.some((state) => reached.has(state)));
  }
}
