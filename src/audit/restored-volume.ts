import type { Payload } from '../kernel/payload.ts';
import type { Contents } from '../storage/contents.ts';
import type { Rules, Seen } from './rules.ts';
import type { VolumeHistory } from './volume-history.ts';

/**
 * What hosts may find on an S-VOL: what was restored there, each entry from the instant at which it is visible; while it
 * is being written, either. What hosts write themselves counts only while the volume is not paired.
 */
export class RestoredVolume {
  readonly #history: VolumeHistory;

  /** @param rules they look after the volume, if no others do */
  constructor(seen: Seen, svol: string, rules: Rules) {
    const known = seen.known(svol);
    const { blocks, contents } = seen.medium(svol);
    this.#history = known ?? seen.volume(svol, blocks, contents.unitBlocks, rules);
    if (known === null) this.#history.begin(contents);
    else seen.follow(svol, rules);
  }

  /** What hosts find on it by their writes and what was restored. */
  get contents(): Contents {
    return this.#history.acknowledged;
  }

  /** The run begins with the S-VOL paired: it holds this. */
  prepared(contents: Contents): void {
    this.#history.begin(contents);
  }

  /** While it is paired, hosts may only read it. */
  paired(paired: boolean): void {
    this.#history.close(paired);
  }

  begins(block: number, blocks: number, payload: Payload): void {
    this.#history.overwriting(block, blocks, payload);
  }

  ends(block: number, blocks: number, payload: Payload): void {
    this.#history.overwritten(block, blocks, payload);
  }
}
