import { type Io, type Layer, Op, Status } from '../../kernel/io.ts';
import type { Contents } from '../../storage/contents.ts';
import type { MediaObserver } from '../../storage/observer.ts';
import { hasParity, locate, newPlace } from './raid.ts';
import type { Rank } from './rank.ts';

const NONE = -1;
const Step = { Lost: 0, OldRead: 1, Done: 2 } as const;

/**
 * A volume as it lies on its rank: what has been destaged. All strips of an I/O are read or written in parallel.
 *
 *     read              one read of each strip; where its drive has failed: of the mirror, or of all other drives
 *     write  none       one write
 *            raid1/10   two writes
 *            raid5      old data and old parity are read, then both written: 2 + 2; of a whole stripe: all drives are written
 *            raid6      the same with two parities: 3 + 3
 *
 * Of a failed drive: raid5    a write of its data reads all other data of the stripe, and writes the parity: n - 1 + 1
 *                             (a piece of several strips, and raid6: all other drives are read)
 *                    any      parity, or a mirror, that has failed is not written; with no parity left nothing is read
 *
 * Of drives with parity as many may have failed as there are parities, of mirrors one of each pair; beyond that the
 * rank has failed, and all its I/Os fail. If a drive fails while an I/O is under way, the I/O begins again. Contents change at the instant at which the
 * last write ends. I/Os with negative priority are background work.
 */
export class RankVolume implements Layer {
  readonly name: string;
  readonly rank: Rank;
  readonly contents: Contents;
  /** First block on the rank. */
  readonly #first: number;
  readonly #media: MediaObserver;
  readonly #place = newPlace();
  /** Which mirror was read last. */
  #turn = 0;

  constructor(name: string, rank: Rank, first: number, contents: Contents, media: MediaObserver) {
    this.name = name;
    this.rank = rank;
    this.contents = contents;
    this.#first = first;
    this.#media = media;
  }

  submit(io: Io): void {
    if (io.priority >= 0) this.rank.foreground++;
    this.#start(io);
  }

  advance(io: Io): void {
    if (io.step === Step.Lost || !this.rank.powered) return this.#end(io, Status.Failed);
    if (io.outcome > Status.Good) return this.#start(io);
    // A drive that has failed since may leave nothing to be written to.
    if (io.step === Step.OldRead) return this.rank.survives ? this.#write(io) : this.#start(io);
    if (io.op === Op.Read) {
      this.contents.read(io.block, io.blocks, io.payload!);
      this.#media.mediaRead(this.name, io);
    } else {
      this.contents.write(io.block, io.blocks, io.payload!);
      this.#media.mediaWritten(this.name, io);
    }
    this.#end(io, Status.Good);
  }

  #end(io: Io, status: Status): void {
    if (io.priority >= 0) this.rank.foreground--;
    io.done(status);
  }

  #start(io: Io): void {
    if (!this.rank.powered || !this.rank.survives) return io.proceed(Step.Lost);
    if (io.op === Op.Read) return this.#read(io);
    if (hasParity(this.rank.raid)) this.#readOld(io);
    if (io.pending === 0) this.#write(io);
  }

  #read(io: Io): void {
    const end = this.#first + io.block + io.blocks;
    for (let at = this.#first + io.block; at < end; at = this.#stripEnd(at)) {
      this.#locate(at);
      const { drive, others, redundant } = this.#place;
      const blocks = Math.min(end, this.#stripEnd(at)) - at;
      const from = this.#blockOf(at);
      if (hasParity(this.rank.raid)) {
        if (this.#up(drive)) this.#ask(io, drive, Op.Read, from, blocks, Step.Done);
        else this.#askAllUp(io, from, blocks, Step.Done);
      } else if (redundant === 0) this.#ask(io, drive, Op.Read, from, blocks, Step.Done);
      else {
        this.#turn ^= 1;
        const mirror = this.#turn === 0 ? drive : others[0]!;
        this.#ask(io, this.#up(mirror) ? mirror : mirror === drive ? others[0]! : drive, Op.Read, from, blocks, Step.Done);
      }
    }
  }

  /** Old data and old parity of every stripe that is not written as a whole. */
  #readOld(io: Io): void {
    const { stripe } = this.rank;
    const end = this.#first + io.block + io.blocks;
    for (let at = this.#first + io.block; at < end; ) {
      const next = Math.min(end, (Math.floor(at / stripe) + 1) * stripe);
      if (next - at < stripe) this.#readOldStripe(io, at, next);
      at = next;
    }
  }

  #readOldStripe(io: Io, begin: number, end: number): void {
    let lost = false;
    for (let at = begin; at < end; at = this.#stripEnd(at)) {
      this.#locate(at);
      if (!this.#up(this.#place.drive)) lost = true;
    }
    const from = this.#parityFrom(begin, end);
    const blocks = this.#parityBlocks(begin, end);
    const { others, redundant } = this.#place;
    if (lost) return this.#askAllUp(io, from, blocks, Step.OldRead, redundant === 1 && end <= this.#stripEnd(begin) ? others[0]! : NONE);
    let parity = false;
    for (let i = 0; i < redundant; i++) {
      if (!this.#up(others[i]!)) continue;
      parity = true;
      this.#ask(io, others[i]!, Op.Read, from, blocks, Step.OldRead);
    }
    for (let at = begin; parity && at < end; at = this.#stripEnd(at)) {
      this.#locate(at);
      this.#ask(io, this.#place.drive, Op.Read, this.#blockOf(at), Math.min(end, this.#stripEnd(at)) - at, Step.OldRead);
    }
  }

  #write(io: Io): void {
    const { stripe, raid } = this.rank;
    const end = this.#first + io.block + io.blocks;
    const parity = hasParity(raid);
    for (let at = this.#first + io.block; at < end; at = this.#stripEnd(at)) {
      this.#locate(at);
      const { drive, others, redundant } = this.#place;
      const next = Math.min(end, this.#stripEnd(at));
      const from = this.#blockOf(at);
      if (this.#up(drive)) this.#ask(io, drive, Op.Write, from, next - at, Step.Done);
      if (!parity && redundant === 1 && this.#up(others[0]!)) this.#ask(io, others[0]!, Op.Write, from, next - at, Step.Done);
      if (parity && (next === end || next % stripe === 0)) this.#writeParity(io, next);
    }
  }

  /** The parity of the stripe in which the I/O reaches `end`. */
  #writeParity(io: Io, end: number): void {
    const { stripe } = this.rank;
    const begin = Math.max(this.#first + io.block, Math.floor((end - 1) / stripe) * stripe);
    const { others, redundant } = this.#place;
    for (let i = 0; i < redundant; i++)
      if (this.#up(others[i]!))
        this.#ask(io, others[i]!, Op.Write, this.#parityFrom(begin, end), this.#parityBlocks(begin, end), Step.Done);
  }

  /** First block of parity for a piece of one stripe: of a piece of several strips it is the whole strip. */
  #parityFrom(begin: number, end: number): number {
    const stripEnd = this.#stripEnd(begin);
    this.#locate(begin);
    return end <= stripEnd ? this.#blockOf(begin) : this.#place.block;
  }
  #parityBlocks(begin: number, end: number): number {
    return end <= this.#stripEnd(begin) ? end - begin : this.rank.strip;
  }

  /** @param but this drive is not needed */
  #askAllUp(io: Io, from: number, blocks: number, next: number, but = NONE): void {
    const { drives } = this.rank;
    for (let i = 0; i < drives.length; i++) if (i !== but && drives[i]!.up) this.#ask(io, i, Op.Read, from, blocks, next);
  }

  /** Contents are kept here, not on the drive: nothing is carried there. */
  #ask(io: Io, drive: number, op: Op, block: number, blocks: number, next: number): void {
    io.submit(this.rank.drives[drive]!, op, block, blocks, next).payload = null;
  }

  #up(drive: number): boolean {
    return this.rank.drives[drive]!.up;
  }

  #stripEnd(at: number): number {
    return (Math.floor(at / this.rank.strip) + 1) * this.rank.strip;
  }

  #locate(at: number): void {
    locate(this.rank.raid, this.rank.strip, Math.floor(at / this.rank.strip), this.#place);
  }

  /** On the drive, for a block of the strip that was located last. */
  #blockOf(at: number): number {
    return this.#place.block + (at % this.rank.strip);
  }
}
