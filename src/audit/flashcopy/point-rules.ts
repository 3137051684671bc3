import type { Io } from '../../kernel/io.ts';
import { Contents } from '../../storage/contents.ts';
import { DifferenceBitmap } from '../../storage/difference-bitmap.ts';
import type { HostIo } from '../host-io.ts';
import type { Medium } from '../media.ts';
import { Orphans } from '../orphans.ts';
import { blocksText, type ViolationLog } from '../violation.ts';
import type { VolumeHistory } from '../volume-history.ts';
import { TracksToCopy } from './tracks-to-copy.ts';

/** Blocks of a track: what is copied as a whole. */
export const TRACK = 128;

/** The volumes of a pair as the oracle knows them. */
export interface AuditedPair {
  readonly name: string;
  readonly source: VolumeHistory;
  readonly target: VolumeHistory;
  readonly targetMedium: Medium;
}

/**
 * What must hold of one point in time of a pair, from what hosts issue and what comes to the media.
 *
 * Hosts may find on the target what the source held when it was taken, or what hosts have written there since (the
 * history of the target, renewed at that instant, checks it). A write that was in flight then may be part of the point in
 * time or not: on its blocks either is right.
 */
export class PointRules {
  /** Something has failed since: a copy may have been repeated. */
  disturbed = false;
  /** Instant at which it was taken, in ns. */
  readonly taken: number;
  /** A background copy copies everything; without it, only what hosts overwrite. */
  background: boolean;
  readonly #pair: AuditedPair;
  readonly #log: ViolationLog;
  readonly #image: Contents;
  readonly #toCopy: TracksToCopy;
  /** Writes to the source in flight when it was taken. */
  readonly #ambiguous = new Orphans();
  /** The last write issued before. */
  readonly #lastStamp: number;
  readonly #copied: DifferenceBitmap;
  /** Tracks of the source that hosts have written since. */
  readonly #overwritten: DifferenceBitmap;
  /** Tracks of the target to which hosts have written since, and the instants of the first acknowledgement of a write to them. */
  readonly #touched: DifferenceBitmap;
  readonly #acknowledged = new Map<number, number>();

  constructor(log: ViolationLog, pair: AuditedPair, now: number, lastStamp: number, background: boolean) {
    const { source, target } = pair;
    const { blocks, unitBlocks } = source.acknowledged;
    this.#log = log;
    this.#pair = pair;
    this.taken = now;
    this.background = background;
    this.#lastStamp = lastStamp;
    this.#image = new Contents(blocks, unitBlocks);
    this.#image.copyFrom(source.acknowledged);
    this.#ambiguous.addAll(source.writes, source.orphans);
    this.#toCopy = new TracksToCopy(log, pair.name, blocks, TRACK);
    this.#copied = new DifferenceBitmap(blocks, TRACK);
    this.#overwritten = new DifferenceBitmap(blocks, TRACK);
    this.#touched = new DifferenceBitmap(target.acknowledged.blocks, TRACK);
    // What a host that has crashed had under way may still come.
    for (const writes of [source.writes, source.orphans]) writes.visitAll(({ block, blocks }) => this.#overwritten.mark(block, blocks));
    for (const writes of [target.writes, target.orphans]) writes.visitAll(({ block, blocks }) => this.#touched.mark(block, blocks));
    target.renew(source, now);
  }

  /** A host has written to the source, or begins to. */
  sourceWrites({ block, blocks }: HostIo): void {
    this.#overwritten.mark(block, blocks);
  }

  targetIssued({ block, blocks }: HostIo): void {
    this.#touched.mark(block, blocks);
  }

  targetRead({ block, blocks }: HostIo): void {
    this.#toCopy.targetRead(block, blocks);
  }

  targetAcknowledged({ block, end, issued }: HostIo, now: number): void {
    if (issued < this.taken) return;
    this.#toCopy.acknowledged(block, end);
    for (let track = Math.floor(block / TRACK); track * TRACK < end; track++)
      if (!this.#acknowledged.has(track)) this.#acknowledged.set(track, now);
  }

  /** FC4, FC17: a track has left the bitmap. @param reported how many are still to be copied, as the array says */
  trackLeft(track: number, reported: number): void {
    this.#toCopy.left(track, reported, this.#copied.has(track) || this.#touched.has(track));
  }

  /** FC3: something has been destaged on the source. */
  sourceDestaged(io: Io): void {
    const { targetMedium } = this.#pair;
    this.#eachUnit(io, (block, stamp) => {
      if (stamp <= this.#lastStamp || this.#touched.has(Math.floor(block / TRACK)) || this.#isAmbiguous(block)) return false;
      const [wanted, found] = [this.#image.stampAt(block), targetMedium.contents.stampAt(block)];
      if (wanted === found) return false;
      this.#log.add(
        'FC3',
        `${this.#pair.name}, block ${block}: ${stamp} has replaced ${wanted} on the source, but the target holds ${found}`,
      );
      return true;
    });
  }

  /** FC2, FC6, FC8, FC9: a copy has been written to the target. */
  copied(io: Io): void {
    const end = io.block + io.blocks;
    const where = `${this.#pair.name}, ${blocksText(io.block, end)}`;
    this.#eachUnit(io, (block, stamp) => {
      const wanted = this.#image.stampAt(block);
      if (stamp === wanted || this.#isAmbiguous(block)) return false;
      this.#log.add('FC2', `${where}: ${stamp} is copied to block ${block}, which held ${wanted} at the point in time`);
      return true;
    });
    for (let block = io.block; block < end; block += TRACK) {
      const track = block / TRACK;
      if (this.#copied.has(track) && !this.disturbed) this.#log.add('FC9', `${where}: track ${track} is copied once more`);
      this.#copied.mark(block, 1);
      if (!this.background && !this.#overwritten.has(track)) this.#log.add('FC8', `${where}: no host has written track ${track}`);
      const written = this.#acknowledged.get(track);
      if (written !== undefined && written < io.began) this.#log.add('FC6', `${where}: a host has written to track ${track} before`);
    }
  }

  /** FC5, FC7: the copy says that nothing is left. */
  completed(): void {
    const { name, targetMedium } = this.#pair;
    for (let track = 0; track < this.#copied.tracks; track++) {
      if (this.#copied.has(track) || this.#touched.has(track)) continue;
      this.#log.add('FC5', `${name} is complete, but track ${track} has not been copied`);
      return;
    }
    const { blocks } = this.#image;
    for (let block = this.#image.firstDifference(targetMedium.contents, 0, blocks); block >= 0; ) {
      if (!this.#touched.has(Math.floor(block / TRACK)) && !this.#isAmbiguous(block)) {
        const [wanted, found] = [this.#image.stampAt(block), targetMedium.contents.stampAt(block)];
        this.#log.add('FC7', `${name} is complete, but block ${block} of the target holds ${found} instead of ${wanted}`);
        return;
      }
      const next = block + this.#image.unitBlocks;
      block = next < blocks ? this.#image.firstDifference(targetMedium.contents, next, blocks) : -1;
    }
  }

  /** It has been withdrawn: what is neither copied nor written by hosts is undefined. */
  withdrawn(now: number): void {
    for (let track = 0; track < this.#copied.tracks; track++) {
      if (this.#copied.has(track) || this.#acknowledged.has(track)) continue;
      const block = track * TRACK;
      this.#pair.target.undefine(block, Math.min(TRACK, this.#image.blocks - block), now);
    }
  }

  #isAmbiguous(block: number): boolean {
    return this.#ambiguous.touching(block, block + 1) !== null;
  }

  /** Unit by unit, until the visitor has seen enough. */
  #eachUnit(io: Io, visit: (block: number, stamp: number) => boolean): void {
    const payload = io.payload!;
    const unit = this.#image.unitBlocks;
    let block = io.block;
    for (let run = 0; run < payload.runs; run++)
      for (let left = payload.lengthOf(run); left > 0; left--, block += unit)
        if (block >= this.#image.blocks || visit(block, payload.stampOf(run))) return;
  }
}
