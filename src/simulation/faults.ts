import type { Rank } from '../devices/box/rank.ts';
import type { Component } from '../devices/component.ts';
import type { Chronicle } from './chronicle.ts';
import type { Copies } from './copies.ts';
import type { Hardware } from './hardware.ts';
import type { Workloads } from './workloads.ts';

interface Told {
  readonly chronicle: Chronicle;
  readonly hardware: Hardware;
  readonly copies: Copies;
  readonly workloads: Workloads;
}

/** Lets components fail, become slow and be repaired, and tells everybody whom it concerns. */
export class Faults {
  readonly #told: Told;
  /** The degradation that each slow component is under; a later one replaces an earlier one. */
  readonly #degradations = new Map<Component, symbol>();

  constructor(told: Told) {
    this.#told = told;
  }

  /**
   * `fail`, `degrade` (option `speed`) or `repair`.
   * @param cause for events
   * @returns what undoes it: only what it has brought about
   */
  perform(cause: string, components: readonly Component[], verb: string, options: { readonly [option: string]: unknown }): () => void {
    if (verb === 'degrade') return this.#degrade(cause, components, options['speed'] as number);
    if (verb === 'fail') {
      const failed = this.#change(cause, components, false);
      return () => this.#change(cause, failed, true);
    }
    this.#change(cause, components, true);
    for (const component of components) this.#setSpeed(cause, component, 1);
    return () => {};
  }

  #degrade(cause: string, components: readonly Component[], speed: number): () => void {
    const degradation = Symbol(cause);
    for (const component of components) {
      this.#setSpeed(cause, component, speed);
      this.#degradations.set(component, degradation);
    }
    return () => {
      for (const component of components) if (this.#degradations.get(component) === degradation) this.#setSpeed(cause, component, 1);
    };
  }

  #setSpeed(cause: string, component: Component, speed: number): void {
    const { speed: before } = component;
    this.#degradations.delete(component);
    if (speed === before) return;
    component.degrade(speed);
    this.#told.chronicle.record(component.name, speed === 1 ? 'restored' : 'degrade', percent(before), percent(speed), cause);
  }

  /** @returns the components that were not so before: those that have failed, or are back */
  #change(cause: string, all: readonly Component[], up: boolean): readonly Component[] {
    const { chronicle, copies, hardware, workloads } = this.#told;
    const components = all.filter((component) => component.up !== up);
    const ranks = new Map<Rank, Rank['state']>();
    for (const component of components) {
      const rank = hardware.rankOf(component);
      if (rank !== undefined && !ranks.has(rank)) ranks.set(rank, rank.state);
      if (up) component.repair();
      else component.fail();
      chronicle.record(component.name, up ? 'repair' : 'fail', up ? 'down' : 'up', up ? 'up' : 'down', cause);
    }
    for (const [rank, before] of ranks)
      if (rank.state !== before)
        chronicle.record(rank.name, 'rank state', before, rank.state, up ? `${cause}: drives are back with their data, no rebuild` : cause);
    // First all have failed, then all are told: a site goes down at one blow.
    for (const component of components) workloads.changed(component);
    for (const component of components) copies.changed(component.name);
    return components;
  }
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
