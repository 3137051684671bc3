import type { Attachment } from '../../../devices/box/attachment.ts';
import type { BoxVolume } from '../../../devices/box/box-volume.ts';
import { type Io, Op } from '../../../kernel/io.ts';
import { CopySourceToTarget } from './copy-source-to-target.ts';
import { LongBusy } from './long-busy.ts';
import type { Pair } from './pair.ts';
import type { Rules } from './rules.ts';

/**
 * A source volume. "When you write some data to the source volume, at first the updated data is written to the data
 * cache and persistent memory. And when the updated data is destaged to the source volume, FlashCopy checks the
 * bitmap": only the destage asks; reads and writes of hosts do not notice.
 */
export class SourceSide implements Attachment {
  readonly name = 'flashcopy';
  readonly volume: BoxVolume;
  readonly pairs: Pair[] = [];
  readonly busy: LongBusy;
  readonly #rules: Rules;
  readonly #copySourceToTarget: CopySourceToTarget;

  constructor(volume: BoxVolume, rules: Rules) {
    this.volume = volume;
    this.busy = new LongBusy(`extended long busy of ${volume.name}`);
    this.#rules = rules;
    this.#copySourceToTarget = new CopySourceToTarget(this, rules);
    volume.attach(this);
  }

  submitted(_volume: BoxVolume, io: Io, next: number): boolean {
    if (!this.busy.busy || io.op !== Op.Write) return false;
    this.busy.hold(io, next);
    return true;
  }

  destaging(_volume: BoxVolume, io: Io, track: number, generation: number, next: number): boolean {
    for (let i = 0; i < this.pairs.length; i++) {
      const { point } = this.pairs[i]!;
      if (point === null || point.over || !this.#rules.mustCopy(point, track, generation)) continue;
      this.#copySourceToTarget.copy(io, track, generation, next);
      return true;
    }
    return false;
  }
}
