import { type Io, type Layer, Op, type Owner, Status } from '../../kernel/io.ts';
import type { Actor } from '../../kernel/kernel.ts';
import { Cause } from '../../storage/cause.ts';
import { TRACK_BLOCKS } from './attachment.ts';
import type { Box } from './box.ts';
import type { BoxVolume } from './box-volume.ts';
import type { Rank } from './rank.ts';

const Step = { Locked: 0, Services: 1, Written: 2 } as const;

/**
 * Moves dirty pages to their ranks, in the order in which they were written: from the high mark of NVS occupancy down to
 * the low mark, and pages that have been dirty for long. Services of the volume are asked before (copy on write).
 *
 * `io.block` is the first block of the track; `io.a` the service that is asked, then the unit up to which is written;
 * `io.b` how often the page had been written when its destage began.
 */
export class Destager implements Owner, Layer, Actor {
  readonly name: string;
  readonly #box: Box;
  readonly #id: number;
  /** Destages under way, by rank. */
  readonly #tasks = new Map<Rank, number>();
  /** Volume of each destage under way, by the id of its I/O. */
  readonly #volumes: BoxVolume[] = [];
  /** Tracks that a destage is under way for. */
  readonly #busy = new Set<number>();
  #draining = false;
  #aging = false;

  constructor(box: Box) {
    this.#box = box;
    this.name = `${box.name}, destage`;
    this.#id = box.kernel.register(this);
  }

  /** A page has become dirty, or dirtier. */
  dirtied(): void {
    if (!this.#aging) {
      this.#aging = true;
      this.#box.kernel.after(this.#box.spec.destage_age, this.#id, 0);
    }
    this.#pump();
  }

  /** What has been dirty for long is destaged. */
  fire(): void {
    this.#aging = this.#box.cache.dirtyPages > 0;
    this.#draining = this.#aging;
    this.#pump();
    if (this.#aging) this.#box.kernel.after(this.#box.spec.destage_age, this.#id, 0);
  }

  /** Destages one track for `io`, which holds its lock and goes on at `next`. */
  destageNow(io: Io, volume: BoxVolume, track: number, next: number): void {
    const child = io.submit(this, Op.Write, track * TRACK_BLOCKS, TRACK_BLOCKS, next);
    this.#volumes[child.id] = volume;
    child.payload = this.#box.payloads.take();
    child.cause = Cause.Destage;
    child.a = 0;
    child.proceed(Step.Services);
  }

  /** For `destageNow`: the child is set going there. */
  submit(_io: Io): void {}

  advance(io: Io): void {
    const volume = this.#volumes[io.id]!;
    switch (io.step) {
      case Step.Locked:
        io.a = 0;
        return this.#askServices(io, volume);
      case Step.Services:
        return this.#askServices(io, volume);
      case Step.Written:
        if (io.outcome === Status.Good) return this.#writeNext(io, volume);
        return this.#end(io, volume, io.outcome);
    }
  }

  #pump(): void {
    const { nvs, spec } = this.#box;
    const used = nvs.capacity - nvs.free;
    if (used >= spec.destage_high * nvs.capacity) this.#draining = true;
    if (!this.#draining) return;
    if (used <= spec.destage_low * nvs.capacity && !this.#aging) {
      this.#draining = false;
      return;
    }
    this.#start();
  }

  /** Starts as many destages as the ranks take, the page written least recently first. */
  #start(): void {
    const { cache, volumes, spec } = this.#box;
    for (let page = cache.firstDirty(); page >= 0; page = cache.dirtyAfter(page)) {
      const volume = volumes[cache.volumeOf(page)]!;
      const key = volume.key(cache.trackOf(page));
      const tasks = this.#tasks.get(volume.rank.rank) ?? 0;
      if (tasks >= spec.destage_tasks || this.#busy.has(key)) continue;
      this.#busy.add(key);
      this.#tasks.set(volume.rank.rank, tasks + 1);
      this.#begin(volume, cache.trackOf(page));
    }
  }

  #begin(volume: BoxVolume, track: number): void {
    const io = this.#box.ios.take(this, null);
    this.#volumes[io.id] = volume;
    io.op = Op.Write;
    io.cause = Cause.Destage;
    io.block = track * TRACK_BLOCKS;
    io.blocks = TRACK_BLOCKS;
    io.payload = this.#box.payloads.take();
    this.#box.locks.acquire(io, volume.key(track), Step.Locked);
  }

  #askServices(io: Io, volume: BoxVolume): void {
    const { cache } = this.#box;
    const track = io.block / TRACK_BLOCKS;
    const page = cache.find(volume.number, track);
    if (page < 0 || !cache.isDirty(page)) return this.#end(io, volume, Status.Good);
    while (io.a < volume.attachments.length) {
      const service = volume.attachments[io.a++]!;
      if (service.destaging?.(volume, io, track, cache.generationOf(page), Step.Services) === true) return;
    }
    io.a = 0;
    io.b = cache.writesOf(page);
    this.#writeNext(io, volume);
  }

  /** Writes the next run of dirty units. */
  #writeNext(io: Io, volume: BoxVolume): void {
    const { cache } = this.#box;
    const page = cache.find(volume.number, io.block / TRACK_BLOCKS);
    const first = cache.nextDirty(page, io.a);
    if (first === cache.units) return this.#written(io, volume, page);
    const end = cache.nextClean(page, first);
    io.a = end;
    io.payload!.clear();
    cache.read(page, first, end - first, io.payload!);
    const unitBlocks = TRACK_BLOCKS / cache.units;
    io.submit(volume.rank, Op.Write, io.block + first * unitBlocks, (end - first) * unitBlocks, Step.Written);
  }

  /** The page is clean, unless it was written meanwhile: then it stays dirty, and keeps its page of NVS. */
  #written(io: Io, volume: BoxVolume, page: number): void {
    if (this.#box.cache.writesOf(page) === io.b) {
      this.#box.cache.clean(page);
      this.#box.nvs.give(1);
    }
    this.#end(io, volume, Status.Good);
  }

  #end(io: Io, volume: BoxVolume, status: Status): void {
    const { locks, payloads } = this.#box;
    const track = io.block / TRACK_BLOCKS;
    payloads.give(io.payload!);
    if (io.parent === null) {
      locks.release(volume.key(track));
      this.#busy.delete(volume.key(track));
      this.#tasks.set(volume.rank.rank, this.#tasks.get(volume.rank.rank)! - 1);
    }
    io.done(status);
    this.#pump();
  }
}
