import type { Io } from '../kernel/io.ts';
import { Cause } from '../storage/cause.ts';
import { checkDurable, checkGiven } from './checks.ts';
import type { Medium } from './media.ts';
import type { Rules, Seen } from './rules.ts';
import type { VolumeHistory } from './volume-history.ts';

/** Rules of a volume that is one disk, without any copy: what was acknowledged is on the disk. */
export class PlainRules implements Rules {
  readonly #seen: Seen;
  readonly #medium: Medium;
  readonly #history: VolumeHistory;

  constructor(seen: Seen, disk: string) {
    this.#seen = seen;
    this.#medium = seen.medium(disk);
    this.#history = seen.volume(disk, this.#medium.blocks, this.#medium, this);
    seen.watch(disk, this);
  }

  mediaWritten(medium: Medium, io: Io): void {
    if (io.cause === Cause.Host) checkGiven(this.#seen.log, this.#history, medium, io);
  }

  end(): void {
    checkDurable(this.#seen.log, this.#history, this.#medium);
  }
}
