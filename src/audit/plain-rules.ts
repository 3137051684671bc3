import type { Io } from '../kernel/io.ts';
import { Cause } from '../storage/cause.ts';
import { checkDurable, checkGiven } from './checks.ts';
import type { Medium } from './media.ts';
import type { Rules, Seen } from './rules.ts';
import type { VolumeHistory } from './volume-history.ts';

/**
 * Rules that hold for every volume whose data are on one disk, with or without a copy beside it: reads return what they
 * may, and what was acknowledged is on the disk.
 */
export class PlainRules implements Rules {
  readonly #seen: Seen;
  readonly #medium: Medium;
  readonly #history: VolumeHistory;

  /** @param volume what hosts use: the disk itself, or what a copy presents of it */
  constructor(seen: Seen, disk: string, volume: string = disk) {
    this.#seen = seen;
    this.#medium = seen.medium(disk);
    const { blocks, contents } = this.#medium;
    this.#history = seen.volume(volume, blocks, contents.unitBlocks, this);
    this.#history.begin(contents);
    seen.watch(disk, this);
  }

  mediaWritten(medium: Medium, io: Io): void {
    if (io.cause === Cause.Host) checkGiven(this.#seen.log, this.#history, medium, io);
  }

  end(): void {
    checkDurable(this.#seen.log, this.#history, this.#medium);
  }
}
