import type { Attachment } from '../../../devices/box/attachment.ts';
import type { BoxVolume } from '../../../devices/box/box-volume.ts';
import { type Io, Status } from '../../../kernel/io.ts';
import { LongBusy } from './long-busy.ts';
import type { PointInTime } from './point-in-time.ts';
import type { Rules } from './rules.ts';

/**
 * A target volume. A track that is copied, or that hosts have written, is its own. Any other is the source's: "If the
 * backup data is not copied yet, it is read from the source volume" - and stays there; reading copies nothing. All
 * this is done with the lock of the target's track, so that no copy of it comes in between.
 */
export class TargetSide implements Attachment {
  readonly name = 'flashcopy';
  readonly volume: BoxVolume;
  readonly busy: LongBusy;
  point: PointInTime | null = null;
  failed = false;
  /** Tracks that were read from the source. */
  redirected = 0;
  readonly #rules: Rules;

  constructor(volume: BoxVolume, rules: Rules) {
    this.volume = volume;
    this.busy = new LongBusy(`extended long busy of ${volume.name}`);
    this.#rules = rules;
    volume.attach(this);
  }

  submitted(_volume: BoxVolume, io: Io, next: number): boolean {
    if (this.failed) io.status = Status.Failed;
    if (!this.busy.busy) return false;
    this.busy.hold(io, next);
    return true;
  }

  stage(volume: BoxVolume, io: Io, track: number, next: number): boolean {
    const { point } = this;
    if (point === null || !point.uncopied.has(track)) return false;
    this.redirected++;
    const { source } = point.pair;
    source.images.read(io, this.#rules.generationRead(point), io.block, volume.blocksOf(track), next);
    return true;
  }

  inherits(_volume: BoxVolume, track: number): boolean {
    return this.point !== null && this.#rules.inherits(this.point, track);
  }

  claimed(_volume: BoxVolume, track: number): void {
    this.point?.copied(track, 'target_write');
  }
}
