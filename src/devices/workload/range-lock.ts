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
  /** By the number of the I/O: itself, and how many earlier overlapping ones have not been released. */
  readonly #ios: (Io | null)[] = [];
  #ahead = new Int32Array(0);
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
    const { id } = io;
    if (id >= this.#ahead.length) this.#grow(id);
    const ahead = this.#index.add(id, base + io.block, base + io.block + io.blocks);
    this.#ios[id] = io;
    this.#ahead[id] = ahead;
    if (ahead > 0) io.wait(this, next);
    return ahead === 0;
  }

  /** The I/O gives back its range; one that has none may say so. */
  release(io: Io): void {
    if (this.#ios[io.id] !== io) return;
    this.#ios[io.id] = null;
    this.#index.remove(io.id, this.#letGo);
  }

  forget(io: Io): void {
    this.release(io);
  }

  revoke(io: Io): void {
    this.release(io);
  }

  #oneLess(id: number): void {
    if (--this.#ahead[id]! > 0) return;
    const io = this.#ios[id]!;
    io.resume(io.ticket, this.#category);
  }

  #grow(id: number): void {
    const ahead = new Int32Array(Math.max(64, 2 * this.#ahead.length, id + 1));
    ahead.set(this.#ahead);
    this.#ahead = ahead;
    while (this.#ios.length < ahead.length) this.#ios.push(null);
  }
}
