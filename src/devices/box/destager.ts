import { type Io, type Layer, Op, Status } from '../../kernel/io.ts';
import type { Actor } from '../../kernel/kernel.ts';
import { Cause } from '../../storage/cause.ts';
import { TRACK_BLOCKS } from './attachment.ts';
import type { Box } from './box.ts';
import type { BoxVolume } from './box-volume.ts';

const Step = { Locked: 0, Asked: 1, Written: 2 } as const;

/** ns until a rank on which a destage has failed is tried again. */
const PAUSE_AFTER_FAILURE = 1e9;

/**
 * Moves modified pages to their ranks, on each rank the one written least recently first: all ranks from the high mark
 * of NVS occupancy down to the low mark, and what has not been written for long at any time. Services of the volume
 * are asked before (copy on write). A page is written run by run; what hosts write to it meanwhile waits for its next
 * destage. If the rank fails, or the box, its pages stay in NVS.
 *
 * `io.block` is the first block of the track; `io.a` the service that is asked next, then the first unit of the run
 * that is being written, `io.b` its end.
 */
export class Destager implements Layer, Actor {
  readonly name: string;
  readonly #box: Box;
  readonly #id: number;
  /** Destages under way, by rank. */
  readonly #tasks: Int32Array;
  /** 1: an event will look at the rank again. */
  readonly #armed: Uint8Array;
  /** Instant until which nothing is begun on a rank. */
  readonly #paused: Float64Array;
  /** Volume of each destage under way, by the id of its I/O. */
  readonly #volumes: BoxVolume[] = [];
  #draining = false;

  constructor(box: Box) {
    this.#box = box;
    this.name = `${box.name}, destage`;
    this.#id = box.kernel.register(this);
    this.#tasks = new Int32Array(box.ranks.length);
    this.#armed = new Uint8Array(box.ranks.length);
    this.#paused = new Float64Array(box.ranks.length);
  }

  /** A page of this rank has become modified. */
  modified(rank: number): void {
    const { nvs, spec, ranks } = this.#box;
    if (!this.#draining && nvs.used >= spec.destage_high * nvs.capacity) {
      this.#draining = true;
      for (let i = 0; i < ranks.length; i++) this.#start(i);
    } else if (this.#draining || this.#armed[rank] === 0) this.#start(rank);
  }

  /** Power is back. */
  goOn(): void {
    this.#paused.fill(0);
    for (let rank = 0; rank < this.#tasks.length; rank++) this.#start(rank);
  }

  /** It is time to look at a rank again. */
  fire(rank: number): void {
    this.#armed[rank] = 0;
    this.#start(rank);
  }

  /** Destages one track for `io`, which holds its lock and goes on at `next`. */
  destageNow(io: Io, volume: BoxVolume, track: number, next: number): void {
    const child = io.submit(this, Op.Write, track * TRACK_BLOCKS, TRACK_BLOCKS, next);
    child.cause = Cause.Destage;
    child.payload = this.#box.payloads.take();
    this.#volumes[child.id] = volume;
    child.proceed(Step.Locked);
  }

  /** The child is set going by `destageNow`. */
  submit(_io: Io): void {}

  advance(io: Io): void {
    const volume = this.#volumes[io.id]!;
    switch (io.step) {
      case Step.Locked:
        return this.#locked(io, volume);
      case Step.Asked:
        return this.#askServices(io, volume);
      case Step.Written:
        return this.#written(io, volume);
    }
  }

  /** Begins as many destages on a rank as it takes. */
  #start(rank: number): void {
    const { cache, kernel, nvs, spec, up, volumes } = this.#box;
    if (!up) return;
    if (this.#draining && nvs.used <= spec.destage_low * nvs.capacity) this.#draining = false;
    if (kernel.now < this.#paused[rank]!) return this.#arm(rank, this.#paused[rank]!);
    for (let page = cache.oldestModified(rank); page >= 0; page = cache.oldestModified(rank)) {
      if (this.#tasks[rank]! >= spec.destage_tasks) return;
      const due = cache.writtenAt(page) + spec.destage_age;
      if (!this.#draining && kernel.now < due) return this.#arm(rank, due);
      cache.pick(page);
      this.#tasks[rank]!++;
      this.#begin(volumes[cache.volumeOf(page)]!, cache.trackOf(page));
    }
  }

  #arm(rank: number, at: number): void {
    if (this.#armed[rank] === 1) return;
    this.#armed[rank] = 1;
    this.#box.kernel.after(at - this.#box.kernel.now, this.#id, rank);
  }

  #begin(volume: BoxVolume, track: number): void {
    const io = this.#box.ios.take(this, null);
    this.#volumes[io.id] = volume;
    io.op = Op.Write;
    io.cause = Cause.Destage;
    io.block = track * TRACK_BLOCKS;
    io.blocks = TRACK_BLOCKS;
    io.payload = this.#box.payloads.take();
    volume.locks.acquire(io, track, Step.Locked);
  }

  /** The page may have been destaged, or become void, while this I/O waited for the lock. */
  #locked(io: Io, volume: BoxVolume): void {
    const { cache } = this.#box;
    const page = cache.find(volume.number, io.block / TRACK_BLOCKS);
    if (page < 0 || !cache.isModified(page)) return this.#end(io, volume, Status.Good);
    cache.pick(page);
    io.a = 0;
    this.#askServices(io, volume);
  }

  #askServices(io: Io, volume: BoxVolume): void {
    if (io.outcome > Status.Good) return this.#failed(io, volume);
    const { cache } = this.#box;
    const { attachments } = volume;
    const track = io.block / TRACK_BLOCKS;
    const generation = cache.generationOf(cache.find(volume.number, track));
    while (io.a < attachments.length) if (attachments[io.a++]!.destaging?.(volume, io, track, generation, Step.Asked) === true) return;
    io.b = 0;
    this.#writeNext(io, volume);
  }

  /** Writes the next run of dirty units. */
  #writeNext(io: Io, volume: BoxVolume): void {
    const { cache, unitBlocks } = this.#box;
    const { units } = cache;
    const page = cache.find(volume.number, io.block / TRACK_BLOCKS);
    io.a = units.nextDirty(page, io.b);
    if (io.a === units.units) return this.#settle(io, volume, page, Status.Good);
    io.b = units.dirtyEnd(page, io.a);
    io.payload!.clear();
    units.takeRun(page, io.a, io.b, io.payload!);
    io.submit(volume.rank, Op.Write, io.block + io.a * unitBlocks, (io.b - io.a) * unitBlocks, Step.Written);
  }

  #written(io: Io, volume: BoxVolume): void {
    if (io.outcome === Status.Good) return this.#writeNext(io, volume);
    const { cache } = this.#box;
    const page = cache.find(volume.number, io.block / TRACK_BLOCKS);
    if (cache.units.has(page, io.a, io.b - io.a)) cache.units.setDirty(page, io.a, io.b);
    this.#failed(io, volume);
  }

  #failed(io: Io, volume: BoxVolume): void {
    this.#paused[volume.rank.rank.number] = this.#box.kernel.now + PAUSE_AFTER_FAILURE;
    this.#settle(io, volume, this.#box.cache.find(volume.number, io.block / TRACK_BLOCKS), Status.Failed);
  }

  #settle(io: Io, volume: BoxVolume, page: number, status: Status): void {
    if (this.#box.cache.settle(page, volume.rank.rank.number)) this.#box.nvs.give(1);
    this.#end(io, volume, status);
  }

  /** A destage for another I/O leaves the lock to it. */
  #end(io: Io, volume: BoxVolume, status: Status): void {
    const rank = volume.rank.rank.number;
    this.#box.payloads.give(io.payload!);
    if (io.parent === null) {
      volume.locks.release(io.block / TRACK_BLOCKS);
      this.#tasks[rank]!--;
    }
    io.done(status);
    this.#start(rank);
  }
}
