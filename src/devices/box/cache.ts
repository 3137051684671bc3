import type { Payload } from '../../kernel/payload.ts';
import { Directory } from './directory.ts';
import { PageLists } from './page-lists.ts';
import { PageUnits } from './page-units.ts';

/** Lists of pages: unmodified ones in the order of their last use, and those that hold nothing. */
const CLEAN = 0;
const FREE = 1;
/** Modified pages by rank, in the order of their last write; a page that is being destaged is in no list. */
const MODIFIED = 2;

/**
 * The cache of a box: pages of one track each. A modified page holds data that are not on the rank, in a page of NVS as
 * well; it stays until it is destaged. Unmodified pages leave in the order of least recent use.
 */
export class Cache {
  /** Pages that it holds at most. */
  readonly capacity: number;
  readonly units: PageUnits;
  readonly #directory = new Directory();
  readonly #lists: PageLists;
  #used = 0;
  #volumes = 0;
  /** 1: the page holds a page of NVS. */
  #modified = new Uint8Array(64);
  #generations = new Int32Array(64);
  #written = new Float64Array(64);

  /** @param units of a track @param ranks of the box */
  constructor(capacity: number, units: number, ranks: number) {
    this.capacity = capacity;
    this.units = new PageUnits(units);
    this.#lists = new PageLists(MODIFIED + ranks);
  }

  /** Makes a volume known. @returns its number */
  addVolume(): number {
    return this.#volumes++;
  }

  /** The page of a track, or -1. */
  find(volume: number, track: number): number {
    return this.#directory.find(volume, track);
  }

  volumeOf(page: number): number {
    return this.#directory.volumeOf(page);
  }

  trackOf(page: number): number {
    return this.#directory.trackOf(page);
  }

  /** It holds data that are not on the rank, or on the way there. */
  isModified(page: number): boolean {
    return this.#modified[page] === 1;
  }

  /** Generation of the volume in which the page was last written; 0: never since it is here. */
  generationOf(page: number): number {
    return this.#generations[page]!;
  }

  /** Instant of the last write to the page, in ns. */
  writtenAt(page: number): number {
    return this.#written[page]!;
  }

  /** The modified page of a rank that was written least recently and is not being destaged; -1 if there is none. */
  oldestModified(rank: number): number {
    return this.#lists.head(MODIFIED + rank);
  }

  /** All pages of a volume, in the order of their numbers. */
  forEachOf(volume: number, visit: (page: number) => void): void {
    for (let page = 0, left = this.#directory.countOf(volume); left > 0; page++) {
      if (this.#directory.volumeOf(page) !== volume) continue;
      left--;
      visit(page);
    }
  }

  /** The page of a track; an empty one if there is none yet, for which the unmodified page used least recently goes. */
  claim(volume: number, track: number): number {
    const known = this.#directory.find(volume, track);
    if (known >= 0) return known;
    let page = this.#lists.head(FREE);
    if (page < 0) page = this.#used < this.capacity ? this.#newPage() : this.#lists.head(CLEAN);
    if (this.#directory.volumeOf(page) >= 0) this.#directory.remove(page);
    this.#generations[page] = 0;
    this.units.clear(page);
    this.#directory.add(page, volume, track);
    this.#lists.append(page, CLEAN);
    return page;
  }

  /** The page has been used: of the unmodified ones it leaves last. */
  touch(page: number): void {
    if (this.#lists.listOf(page) === CLEAN) this.#lists.append(page, CLEAN);
  }

  /** Writes units; they are not on the rank from now on. @param skip units of the payload that belong elsewhere */
  write(page: number, first: number, count: number, payload: Payload, skip: number, rank: number, generation: number, now: number): void {
    this.units.write(page, first, count, payload, skip);
    const beingDestaged = this.#modified[page] === 1 && this.#lists.listOf(page) < 0;
    this.#modified[page] = 1;
    this.#generations[page] = generation;
    this.#written[page] = now;
    if (!beingDestaged) this.#lists.append(page, MODIFIED + rank);
  }

  /** A modified page is going to be destaged: it is in no list until `settle`. */
  pick(page: number): void {
    this.#lists.remove(page);
  }

  /** The destage is over. @returns whether the page is unmodified now, and gives back its page of NVS; else it has been written meanwhile */
  settle(page: number, rank: number): boolean {
    const clean = this.units.nextDirty(page, 0) === this.units.units;
    this.#lists.append(page, clean ? CLEAN : MODIFIED + rank);
    if (clean) this.#modified[page] = 0;
    return clean;
  }

  /**
   * The data of a page are void. One that is being destaged stays, empty, until that is over.
   * @returns whether a page of NVS is given back
   */
  discard(page: number): boolean {
    this.units.clear(page);
    const modified = this.#modified[page] === 1;
    if (modified && this.#lists.listOf(page) < 0) return false;
    this.#modified[page] = 0;
    this.#directory.remove(page);
    this.#lists.append(page, FREE);
    return modified;
  }

  #newPage(): number {
    const page = this.#used++;
    if (page === this.#modified.length) {
      this.#modified = enlarged(this.#modified, new Uint8Array(2 * page));
      this.#generations = enlarged(this.#generations, new Int32Array(2 * page));
      this.#written = enlarged(this.#written, new Float64Array(2 * page));
    }
    return page;
  }
}

function enlarged<T extends Uint8Array | Int32Array | Float64Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
