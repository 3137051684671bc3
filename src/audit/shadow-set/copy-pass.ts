import { type Io, Op } from '../../kernel/io.ts';
import type { HostIo } from '../host-io.ts';
import type { Medium } from '../media.ts';
import { blocksText, type ViolationLog } from '../violation.ts';
import type { VolumeHistory } from '../volume-history.ts';
import { CopyProgress, type CopyRange } from './copy-progress.ts';

/** What the copy does to one target. */
interface TargetCounts {
  readonly medium: Medium;
  /** Ranges that differed from the source when the copy came to them. */
  differed: number;
  compares: number;
  writes: number;
}

/** How a pass was announced. */
export interface AnnouncedPass {
  readonly node: string;
  readonly targets: readonly Medium[];
  readonly from: number;
  readonly assisted: boolean;
  /** Ranges that the copy has under way at a time. */
  readonly depth: number;
  /** Instant in ns. */
  readonly since: number;
}

/**
 * One pass of a copy over the set, by one node from one starting block on: what it does on the media, counted.
 *
 * V5: within a pass, no range is read again once it is done.
 * V6: a range takes one write and two compares, if it differs, and two more of each for every host write that overlaps
 *     it: it can find the target changed since the source was read, and then the source changed since the target was
 *     written. A failure may repeat any of them once more.
 * V14: no block is left out; and if no host wrote to the set meanwhile and nothing failed, N ranges of which d differed
 *     take N + d reads of a source, N + d compares and d writes; by copy assist N reads and N writes.
 */
export class CopyPass {
  readonly node: string;
  readonly progress: CopyProgress;
  readonly #targets: readonly TargetCounts[];
  readonly #log: ViolationLog;
  readonly #history: VolumeHistory;
  readonly #since: number;
  #assisted: boolean;
  /** Ranges that were read, and those of them that differed on any target. */
  #ranges = 0;
  #differed = 0;
  #reads = 0;
  #failures = 0;
  /** The numbers of I/Os are determined: no host wrote, nothing failed. */
  #quiet: boolean;
  #complete = false;

  constructor(log: ViolationLog, history: VolumeHistory, announced: AnnouncedPass) {
    this.#log = log;
    this.#history = history;
    this.node = announced.node;
    this.progress = new CopyProgress(announced.from, announced.depth, announced.targets.length);
    this.#targets = announced.targets.map((medium) => ({ medium, differed: 0, compares: 0, writes: 0 }));
    this.#since = announced.since;
    this.#assisted = announced.assisted;
    this.#quiet = history.writes.size === 0 && history.orphans.size === 0;
  }

  /** Whether it copies to this disk. */
  has(medium: Medium): boolean {
    const target = this.#indexOf(medium);
    return target >= 0 && !this.progress.isGone(target);
  }

  /** A disk has left the set, perhaps a target. */
  left(medium: Medium): void {
    this.disturb();
    const target = this.#indexOf(medium);
    if (target >= 0) this.progress.gone(target);
  }

  /** Something has failed or is back: I/Os may be done once more. */
  disturb(): void {
    this.#failures++;
    this.#quiet = false;
  }

  set assisted(yes: boolean) {
    if (yes !== this.#assisted) this.disturb();
    this.#assisted = yes;
  }

  hostWrites(write: HostIo): void {
    this.#quiet = false;
    this.progress.overlapped(write);
  }

  /** The copy has read a full member. */
  sourceRead(source: Medium, io: Io): void {
    if (io.began < this.#since) return; // of the pass before: it was on its way when its node crashed
    this.#reads++;
    const end = io.block + io.blocks;
    if (io.block < this.progress.reached)
      this.#log.add('V5', `${this.#name()} reads ${blocksText(io.block, end)}, though block ${this.progress.reached} has been reached`);
    else if (this.progress.read(io.block, io.blocks, this.#history.writes.countTouching(io.block, end))) this.#count(source, io.block, end);
  }

  /** The copy has compared or written a target. */
  targetUsed(medium: Medium, io: Io): void {
    if (io.began < this.#since) return;
    const target = this.#indexOf(medium);
    const compares = io.op === Op.Compare;
    if (compares) this.#targets[target]!.compares++;
    else this.#targets[target]!.writes++;
    const range = this.progress.rangeOf(io.block, io.blocks);
    if (range === null) {
      this.#log.add('V6', `${this.#verb(medium, io)}, which are done, or were not read`);
      return;
    }
    const times = compares ? ++range.compares[target]! : ++range.writes[target]!;
    if (times === this.#allowed(range, compares) + 1)
      this.#log.add('V6', `${this.#verb(medium, io)} ${times} times, but only ${range.overlapping} host writes overlapped them`);
    this.progress.used(range, target, compares ? medium.contents.equals(io.block, io.blocks, io.payload!) : byController(io));
  }

  /** The copy says that it is complete, perhaps once for each target. */
  completed(): void {
    if (this.#complete) return;
    this.#complete = true;
    const { blocks } = this.#history.acknowledged;
    const { possible, open } = this.progress;
    if (open !== null && open.block <= possible)
      this.#log.add(
        'V1',
        `${this.#name()} is complete, but ${blocksText(open.block, open.block + open.blocks)} were not found equal after the last write`,
      );
    else if (possible < blocks) this.#log.add('V14', `${this.#name()} leaves out ${blocksText(possible, open?.block ?? blocks)}`);
    else if (this.#quiet) this.#checkCounts();
  }

  #allowed({ overlapping }: CopyRange, compares: boolean): number {
    return 2 * overlapping + this.#failures + (compares ? 2 : 1);
  }

  #count(source: Medium, block: number, end: number): void {
    this.#ranges++;
    let differs = false;
    for (const target of this.#targets) {
      if (source.contents.firstDifference(target.medium.contents, block, end) < 0) continue;
      target.differed++;
      differs = true;
    }
    if (differs) this.#differed++;
  }

  #checkCounts(): void {
    const n = this.#ranges;
    this.#expect('reads of source members', this.#reads, this.#assisted ? n : n + this.#differed);
    for (const { medium, differed, compares, writes } of this.#targets) {
      this.#expect(`compares of ${medium.name}`, compares, this.#assisted ? 0 : n + differed);
      this.#expect(`writes of ${medium.name}`, writes, this.#assisted ? n : differed);
    }
  }

  #expect(what: string, found: number, expected: number): void {
    if (found !== expected) this.#log.add('V14', `${this.#name()}: ${found} ${what} for ${this.#ranges} ranges, expected ${expected}`);
  }

  #indexOf(medium: Medium): number {
    for (let index = 0; index < this.#targets.length; index++) if (this.#targets[index]!.medium === medium) return index;
    return -1;
  }

  #verb(medium: Medium, io: Io): string {
    return `${this.#name(medium.name)} ${io.op === Op.Compare ? 'compares' : 'writes'} ${blocksText(io.block, io.block + io.blocks)}`;
  }

  #name(target = this.#targets.map(({ medium }) => medium.name).join(' and ')): string {
    return `the copy of ${this.#history.name} to ${target} on ${this.node}`;
  }
}

/** It is part of a disk-copy-data command: what the controller has copied is done. */
function byController(io: Io): boolean {
  return io.parent?.op === Op.CopyData;
}
