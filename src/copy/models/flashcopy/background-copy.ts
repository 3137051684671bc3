import { TRACK_BLOCKS } from '../../../devices/box/attachment.ts';
import { type Io, Op, Status } from '../../../kernel/io.ts';
import { Process } from '../../../kernel/process.ts';
import type { Store } from '../../../kernel/store.ts';
import { Cause } from '../../../storage/cause.ts';
import { Residence } from '../../../storage/residence.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import type { PointInTime } from './point-in-time.ts';

/** I/Os of the background copy are background work: host I/O outranks them. */
const BACKGROUND = -1;
/** ns until what could not be read or written is tried again. */
const PAUSE_AFTER_FAILURE = 1e9;

type Steps = Generator<void, void>;

/**
 * The background copy of one point in time: chunk by chunk in ascending order, each with the locks of its tracks on the
 * target. What has been copied or written there meanwhile is left out.
 */
export class BackgroundCopy {
  readonly #point: PointInTime;
  readonly #tasks: Store;
  /** Instant before which the next chunk does not begin, if there is a rate. */
  #due = 0;

  /** @param tasks of the array: as many pairs copy at a time */
  constructor(point: PointInTime, tasks: Store) {
    this.#point = point;
    this.#tasks = tasks;
    new Process(point.pair.shared.boxes.ios, `background copy of ${point.pair.name}`, (io) => this.#run(io));
  }

  *#run(io: Io): Steps {
    const { uncopied } = this.#point;
    io.cause = Cause.Copy;
    io.priority = BACKGROUND;
    this.#tasks.take(io, 1, 0);
    yield;
    this.#point.copying = true;
    for (let track = uncopied.next(0); track >= 0 && !this.#point.over; track = uncopied.next(track)) {
      yield* this.#giveWay(io);
      const end = this.#chunkEnd(track);
      yield* this.#copyChunk(io, track, end);
      yield* this.#keepRate(io);
      track = end;
      if (uncopied.next(track) < 0) track = 0;
    }
    this.#point.copying = false;
    this.#tasks.give(1);
  }

  /** Up to the end of the stride, or to a track that is copied already. */
  #chunkEnd(track: number): number {
    const { pair, uncopied } = this.#point;
    const chunk = pair.values.background_chunk;
    const stride = Math.min((Math.floor(track / chunk) + 1) * chunk, pair.source.tracks);
    let end = track + 1;
    while (end < stride && uncopied.has(end)) end++;
    return end;
  }

  *#copyChunk(io: Io, first: number, end: number): Steps {
    const { pair } = this.#point;
    const { locks } = pair.target;
    for (let track = first; track < end; track++) {
      if (locks.tryAcquire(track)) continue;
      locks.acquire(io, track, 0);
      yield;
    }
    io.payload = pair.box.payloads.take();
    for (let track = first; track < end; ) {
      let next = track;
      while (next < end && this.#stillToCopy(next)) next++;
      if (next > track) yield* this.#copyRun(io, track, next);
      track = Math.max(next, track + 1);
    }
    pair.box.payloads.give(io.payload);
    io.payload = null;
    for (let track = first; track < end; track++) locks.release(track);
  }

  *#copyRun(io: Io, first: number, end: number): Steps {
    const { pair } = this.#point;
    const { rules } = pair.shared;
    const began = this.#now;
    const block = first * TRACK_BLOCKS;
    const blocks = Math.min(end * TRACK_BLOCKS, pair.source.blocks) - block;
    pair.source.images.read(io, rules.generationRead(this.#point), block, blocks, 0);
    yield;
    if (io.outcome > Status.Good) {
      io.sleep(PAUSE_AFTER_FAILURE, Residence.other, 0);
      yield;
      return;
    }
    if (this.#point.over) return;
    io.submit(pair.target.rank, Op.Write, block, blocks, 0);
    yield;
    if (io.outcome > Status.Good) {
      if (this.#point.over) return;
      if (!pair.target.rank.rank.survives) return pair.fail();
      // The box has lost power: the relationship goes on with it.
      io.sleep(PAUSE_AFTER_FAILURE, Residence.other, 0);
      yield;
      return;
    }
    for (let track = first; track < end; track++) this.#point.copied(track, 'background');
    this.#due = Math.max(this.#due, began) + this.#nsPerByte * blocks * BLOCK_BYTES;
  }

  #stillToCopy(track: number): boolean {
    return !this.#point.over && this.#point.pair.shared.rules.stillToCopy(this.#point, track);
  }

  /** While hosts keep a rank busy it waits, but not for ever. */
  *#giveWay(io: Io): Steps {
    const { source, target, values } = this.#point.pair;
    const threshold = values.background_threshold;
    const until = this.#now + values.background_patience;
    while (this.#now < until && (source.rank.rank.foreground > threshold || target.rank.rank.foreground > threshold)) {
      io.sleep(values.background_pause, Residence.other, 0);
      yield;
    }
  }

  *#keepRate(io: Io): Steps {
    const wait = Math.ceil(this.#due - this.#now);
    if (wait <= 0) return;
    io.sleep(wait, Residence.other, 0);
    yield;
  }

  get #nsPerByte(): number {
    const rate = this.#point.pair.values.background_rate;
    return rate === undefined ? 0 : 1e9 / rate;
  }

  get #now(): number {
    return this.#point.pair.shared.boxes.kernel.now;
  }
}
