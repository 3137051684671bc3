import type { Station } from '../kernel/station.ts';

/** A piece of hardware that can fail, become slow and be repaired: the timeline's faults act on it. */
export interface Component {
  readonly name: string;
  readonly up: boolean;
  /** The share of its usual speed at which it works, above 0; 1 as it should be. */
  readonly speed: number;
  fail(): void;
  /** Works again, at the speed that it has. */
  repair(): void;
  /** Works at this share of its usual speed from now on: what is in service ends as it would have. */
  degrade(speed: number): void;
}

/** Told when a component has failed or works again. */
export interface Watcher {
  changed(): void;
}

/** A component that only has to know whether it works, and how fast its stations are: I/Os find out when they come to it. */
export abstract class Switchable implements Component {
  readonly name: string;
  up = true;
  speed = 1;
  readonly #watchers: Watcher[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** What an I/O is served at in it. */
  abstract readonly stations: readonly Station[];

  /** @param watcher is told from now on, once each time */
  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }

  fail(): void {
    this.#turn(false);
  }

  repair(): void {
    this.#turn(true);
  }

  degrade(speed: number): void {
    this.speed = speed;
    for (const station of this.stations) station.slowness = 1 / speed;
  }

  #turn(up: boolean): void {
    this.up = up;
    for (const watcher of this.#watchers) watcher.changed();
  }
}
