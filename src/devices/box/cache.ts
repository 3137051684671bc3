import type { Payload } from '../../kernel/payload.ts';
import { SparseIndex } from '../../storage/sparse-index.ts';
import { PageLists } from './page-lists.ts';

/** A unit of a page that is not in the cache. */
const ABSENT = -0x80000000;

const CLEAN = 0;
const DIRTY = 1;

/**
 * The cache of a box: pages of one track each. A page holds the version stamps of the units that are present, and which
 * of them have not been destaged yet (dirty). Clean pages leave in the order of least recent use; dirty pages never do.
 */
export class Cache {
  /** Pages that it holds at most. */
  readonly capacity: number;
  /** Units of a track. */
  readonly units: number;
  readonly #lists = new PageLists(2);
  readonly #directories: SparseIndex[] = [];
  #used = 0;
  #volumes = new Int32Array(64);
  #tracks = new Float64Array(64);
  #generations = new Int32Array(64);
  #writes = new Int32Array(64);
  #stamps: Int32Array;
  #dirty: Uint8Array;

  constructor(capacity: number, units: number) {
    this.capacity = capacity;
    this.units = units;
    this.#stamps = new Int32Array(64 * units);
    this.#dirty = new Uint8Array(64 * units);
  }

  /** Makes a volume known. @returns its number */
  addVolume(): number {
    return this.#directories.push(new SparseIndex()) - 1;
  }

  get dirtyPages(): number {
    return this.#lists.lengths[DIRTY]!;
  }

  /** The page of a track, or -1. */
  find(volume: number, track: number): number {
    return this.#directories[volume]!.get(track) - 1;
  }

  /** The dirty page that was written least recently, or -1; then the one written after `page`. */
  firstDirty(): number {
    return this.#lists.head(DIRTY);
  }
  dirtyAfter(page: number): number {
    return this.#lists.after(page);
  }

  volumeOf(page: number): number {
    return this.#volumes[page]!;
  }
  trackOf(page: number): number {
    return this.#tracks[page]!;
  }
  /** Generation of the volume in which the page was last written; 0: unchanged since it was staged. */
  generationOf(page: number): number {
    return this.#generations[page]!;
  }
  /** How often the page was written: tells whether that has happened since. */
  writesOf(page: number): number {
    return this.#writes[page]!;
  }
  isDirty(page: number): boolean {
    return this.#lists.listOf(page) === DIRTY;
  }

  /** The page of a track, made if there is none; -1 if every page is dirty. */
  claim(volume: number, track: number): number {
    const known = this.find(volume, track);
    if (known >= 0) return known;
    const page = this.#used < this.capacity ? this.#newPage() : this.#lists.head(CLEAN);
    if (page < 0) return -1;
    if (this.#tracks[page]! >= 0) this.#directories[this.#volumes[page]!]!.set(this.#tracks[page]!, 0);
    this.#volumes[page] = volume;
    this.#tracks[page] = track;
    this.#generations[page] = 0;
    this.#stamps.fill(ABSENT, page * this.units, (page + 1) * this.units);
    this.#directories[volume]!.set(track, page + 1);
    this.#lists.append(page, CLEAN);
    return page;
  }

  /** Forgets a clean page. */
  drop(page: number): void {
    this.#directories[this.#volumes[page]!]!.set(this.#tracks[page]!, 0);
    this.#stamps.fill(ABSENT, page * this.units, (page + 1) * this.units);
  }

  /** A clean page has been used: it leaves last. */
  touch(page: number): void {
    if (!this.isDirty(page)) this.#lists.append(page, CLEAN);
  }

  /** All units from `first` on are present. */
  has(page: number, first: number, count: number): boolean {
    const from = page * this.units + first;
    for (let i = from; i < from + count; i++) if (this.#stamps[i] === ABSENT) return false;
    return true;
  }

  /** Appends the units that the page holds; they must be present. */
  read(page: number, first: number, count: number, into: Payload): void {
    const from = page * this.units + first;
    for (let i = from; i < from + count; i++) into.add(1, this.#stamps[i]!);
  }

  /** What was staged from a rank: units that are present stay as they are. @param payload one track */
  fill(page: number, payload: Payload): void {
    this.#each(page, 0, payload, (i, stamp) => {
      if (this.#stamps[i] === ABSENT) this.#stamps[i] = stamp;
    });
  }

  /** A host (or a copy) writes units; they are dirty from now on. @param skip units at the beginning of the payload that belong elsewhere */
  write(page: number, first: number, count: number, payload: Payload, skip: number, generation: number): void {
    let unit = -skip;
    const from = page * this.units + first;
    for (let run = 0; run < payload.runs; run++) {
      const stamp = payload.stamps[run]!;
      for (let left = payload.lengths[run]!; left > 0; left--, unit++) {
        if (unit < 0 || unit >= count) continue;
        this.#stamps[from + unit] = stamp;
        this.#dirty[from + unit] = 1;
      }
    }
    this.#generations[page] = generation;
    this.#writes[page]!++;
    this.#lists.append(page, DIRTY);
  }

  /** Lays the units that are present over an image of the track that was read elsewhere. @param onlyDirty only those not destaged */
  overlay(page: number, image: Payload, result: Payload, onlyDirty: boolean): void {
    result.clear();
    this.#each(page, 0, image, (i, stamp) => {
      const own = this.#stamps[i]!;
      result.add(1, own === ABSENT || (onlyDirty && this.#dirty[i] === 0) ? stamp : own);
    });
  }

  /** First dirty unit at or after `unit`; `units` if there is none. */
  nextDirty(page: number, unit: number): number {
    while (unit < this.units && this.#dirty[page * this.units + unit] === 0) unit++;
    return unit;
  }
  /** First unit at or after `unit` that is not dirty. */
  nextClean(page: number, unit: number): number {
    while (unit < this.units && this.#dirty[page * this.units + unit] === 1) unit++;
    return unit;
  }

  /** The page has been destaged as it is: nothing of it is dirty any more. */
  clean(page: number): void {
    this.#dirty.fill(0, page * this.units, (page + 1) * this.units);
    this.#lists.append(page, CLEAN);
  }

  #each(page: number, first: number, payload: Payload, visit: (index: number, stamp: number) => void): void {
    let i = page * this.units + first;
    for (let run = 0; run < payload.runs; run++) for (let left = payload.lengths[run]!; left > 0; left--) visit(i++, payload.stamps[run]!);
  }

  #newPage(): number {
    const page = this.#used++;
    if (page < this.#volumes.length) {
      this.#tracks[page] = -1;
      return page;
    }
    const grow = <T extends Int32Array | Float64Array | Uint8Array>(old: T, size: number): T => {
      const grown = new (old.constructor as new (n: number) => T)(size);
      grown.set(old);
      return grown;
    };
    const size = Math.min(this.capacity, 2 * this.#volumes.length);
    this.#volumes = grow(this.#volumes, size);
    this.#tracks = grow(this.#tracks, size);
    this.#generations = grow(this.#generations, size);
    this.#writes = grow(this.#writes, size);
    this.#stamps = grow(this.#stamps, size * this.units);
    this.#dirty = grow(this.#dirty, size * this.units);
    this.#tracks[page] = -1;
    return page;
  }
}
