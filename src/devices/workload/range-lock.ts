import type { Io, WaitingPlace } from '../../kernel/io.ts';
import { RangeIndex } from './range-index.ts';

/** Volumes begin at multiples of this many blocks in the address space of the lock, so that none shares a bin with another. */
const VOLUME_ALIGNMENT = 4096;

/**
 * Serialises overlapping writes, as applications do with locks of their own: over all workloads, nodes and volumes
 * of a run. A write waits until every overlapping one that asked before it has been released, so none is overtaken.
 * Reads take no lock. An I/O holds or waits for one range at most.
 */
export class RangeLock implements WaitingPlace {
  readonly name = 'range lock';
  readonly #category: number;
  readonly #index = new RangeIndex();
  readonly #bases = new Map<string, number>();
  readonly #sizes = new Map<string, number>();
  #end = 0;
  /** Of those that wait, by the number of the I/O: itself, and how many earlier overlapping ones have not been released. */
  readonly #ios: (Io | null)[] = [];
  readonly #ahead: number[] = [];
  readonly #letGo = (id: number): void => this.#oneLess(id);

  /** @param category residence category of waiting */
  constructor(category: number) {
    this.#category = category;
  }

  /** Writes that hold a range or wait for one. */
  get held(): number {
    return this.#index.size;
  }

  /** Where a volume begins in the address space of the lock: give it to `take`. The same name always means the same volume. */
  base(volume: string, blocks: number): number {
    const known = this.#bases.get(volume);
    if (known !== undefined) {
      if (blocks !== this.#sizes.get(volume))
        throw new RangeError(`${volume} has two sizes: ${this.#sizes.get(volume)} and ${blocks} blocks`);
      return known;
    }
    const base = this.#end;
    this.#bases.set(volume, base);
    this.#sizes.set(volume, blocks);
    this.#end = base + Math.ceil(blocks / VOLUME_ALIGNMENT) * VOLUME_ALIGNMENT;
    return base;
  }

  /** Asks for the blocks of the I/O. True: it has them at once. False: it waits, and goes on at `next` when it has them. */
  take(io: Io, base: number, next: number): boolean {
    const ahead = this.#index.add(io.id, base + io.block, io.blocks);
    if (ahead === 0) return true;
    this.#enrol(io, ahead);
    io.wait(this, next);
    return false;
  }

  /** The I/O gives back its range; one that has none may say so. */
  release(io: Io): void {
    if (this.#index.has(io.id)) this.#index.remove(io.id, this.#letGo);
  }

  forget(io: Io): void {
    this.release(io);
  }

  revoke(io: Io): void {
    this.release(io);
  }

  #enrol(io: Io, ahead: number): void {
    while (io.id >= this.#ios.length) {
      this.#ios.push(null);
      this.#ahead.push(0);
    }
    this.#ios[io.id] = io;
    this.#ahead[io.id] = ahead;
  }

  #oneLess(id: number): void {
    if (--this.#ahead[id]! > 0) return;
    const io = this.#ios[id]!;
    this.#ios[id] = null;
    io.resume(io.ticket, this.#category);
  }
}
