import type { Box } from '../../../devices/box/box.ts';
import type { BoxVolume } from '../../../devices/box/box-volume.ts';
import type { Values } from '../../../parameters/parameter.ts';
import { Life } from '../../life.ts';
import type { Boxes } from '../../surroundings.ts';
import { life, State } from './life-table.ts';
import type { flashcopyParameters } from './parameters.ts';
import { PointInTime } from './point-in-time.ts';
import type { Rules } from './rules.ts';
import type { SourceSide } from './source-side.ts';
import type { TargetSide } from './target-side.ts';

/** What all pairs share. */
export interface Shared {
  readonly boxes: Boxes;
  readonly rules: Rules;
}

/** A source and a target of one array, and the relationship between them. */
export class Pair {
  readonly name: string;
  readonly values: Values<typeof flashcopyParameters>;
  readonly source: BoxVolume;
  readonly target: BoxVolume;
  readonly sourceSide: SourceSide;
  readonly targetSide: TargetSide;
  readonly life: Life;
  readonly shared: Shared;
  /** While there is a relationship that counts. */
  point: PointInTime | null = null;
  /** It is going to be established, or is being. */
  awaited = false;
  /** Tracks that have left the bitmap, by what. */
  readonly counts = { cst: 0, background: 0, target_write: 0 };

  constructor(name: string, values: Values<typeof flashcopyParameters>, sides: readonly [SourceSide, TargetSide], shared: Shared) {
    this.name = name;
    this.values = values;
    [this.sourceSide, this.targetSide] = sides;
    this.source = this.sourceSide.volume;
    this.target = this.targetSide.volume;
    this.shared = shared;
    this.life = new Life(name, { initial: State.None, life }, shared.boxes.kernel, shared.boxes.events);
  }

  get box(): Box {
    return this.source.box;
  }

  /** The point in time is now. */
  take(): PointInTime {
    const { rules } = this.shared;
    const point = new PointInTime(this, this.source.generation);
    this.source.generation = rules.nextGeneration(this.source.generation);
    this.target.generation++;
    if (rules.discardsTarget()) this.box.discard(this.target, (track) => point.uncopied.has(track));
    this.point = point;
    this.targetSide.point = point;
    this.life.go('established', this.values.mode, this.values.mode === 'copy' ? State.ActiveCopy : State.ActiveNocopy);
    return point;
  }

  /** All tracks are copied. */
  complete(): void {
    this.#end();
    this.life.go('copied', 'no track is left', this.values.relationship === 'persistent' ? State.Complete : State.None);
  }

  withdraw(): void {
    const left = this.point?.uncopied.count ?? 0;
    const tracks = this.source.tracks;
    this.#leave();
    this.life.go('withdraw', left === 0 ? 'the target is complete' : `${left} of ${tracks} tracks are undefined on the target`, State.None);
  }

  /** The target cannot be written any more; the source goes on. */
  fail(): void {
    if (this.point === null) return;
    this.point.over = true;
    this.targetSide.failed = true;
    this.life.go('failed', `rank ${this.target.rank.rank.name} has failed`, State.Failed);
  }

  /** What the target inherits goes on to be read from the source until `#end`: what is cached of it is void then. */
  #leave(): void {
    const { point } = this;
    this.targetSide.failed = false;
    if (point === null) return;
    this.target.generation++;
    this.box.discard(this.target, (track) => point.uncopied.has(track));
    this.#end();
  }

  #end(): void {
    if (this.point !== null) this.point.over = true;
    this.point = null;
    this.targetSide.point = null;
  }
}
