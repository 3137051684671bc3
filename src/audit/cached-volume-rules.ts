import type { Io } from '../kernel/io.ts';
import { Cause } from '../storage/cause.ts';
import type { Medium } from './media.ts';
import type { Rules, Seen } from './rules.ts';
import { blocksText } from './violation.ts';
import type { VolumeHistory } from './volume-history.ts';

/**
 * Rules of a volume of an array with a write-back cache, without any copy. What was acknowledged may be in the cache
 * alone, so the medium need not have it; but a destage never goes back to an older write, nor puts anything there that
 * no host has written.
 */
export class CachedVolumeRules implements Rules {
  readonly #seen: Seen;
  readonly #history: VolumeHistory;

  constructor(seen: Seen, name: string) {
    const medium = seen.medium(name);
    this.#seen = seen;
    this.#history = seen.volume(name, medium.blocks, medium.contents.unitBlocks, this);
    this.#history.begin(medium.contents);
    seen.watch(name, this);
  }

  mediaWritten(medium: Medium, io: Io): void {
    if (io.cause === Cause.Destage && io.began >= this.#history.replaced) checkDestaged(this.#seen, this.#history, medium, io);
  }
}

/**
 * What is destaged, though it may have been overwritten in the cache meanwhile, is of a write to these blocks
 * that is acknowledged or under way. Host writes to a block are numbered in their order: none may be newer than the
 * last one.
 */
export function checkDestaged(seen: Seen, history: VolumeHistory, medium: Medium, io: Io): void {
  const payload = io.payload!;
  const unit = history.acknowledged.unitBlocks;
  let block = io.block;
  for (let run = 0; run < payload.runs; run++) {
    const stamp = payload.stampOf(run);
    const end = block + payload.lengthOf(run) * unit;
    for (let at = block; at < end; at += unit) {
      const last = history.acknowledged.stampAt(at);
      if (stamp === last || history.isUndefined(at) || (last > 0 && stamp < last) || history.mayLand(stamp, at, at + unit)) continue;
      seen.log.add('given', `${medium.name}, ${blocksText(at, end)}: ${stamp} was destaged, but ${last} was acknowledged last`);
      break;
    }
    block = end;
  }
}
