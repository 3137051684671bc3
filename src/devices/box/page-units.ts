import type { Payload } from '../../kernel/payload.ts';

/** A unit that is not in the cache. */
const ABSENT = -0x80000000;

/** What is in the pages, unit by unit: version stamps, and which of them still have to be destaged (dirty). */
export class PageUnits {
  /** Units of a page. */
  readonly units: number;
  #stamps: Int32Array;
  #dirty: Uint8Array;

  constructor(units: number) {
    this.units = units;
    this.#stamps = new Int32Array(64 * units);
    this.#dirty = new Uint8Array(64 * units);
  }

  /** Nothing is in the page. */
  clear(page: number): void {
    const begin = page * this.units;
    while (begin >= this.#stamps.length) this.#grow();
    this.#stamps.fill(ABSENT, begin, begin + this.units);
    this.#dirty.fill(0, begin, begin + this.units);
  }

  /** All these units are present. */
  has(page: number, first: number, count: number): boolean {
    const from = page * this.units + first;
    for (let i = from; i < from + count; i++) if (this.#stamps[i] === ABSENT) return false;
    return true;
  }

  /** Appends units, which are present. */
  read(page: number, first: number, count: number, into: Payload): void {
    const from = page * this.units + first;
    for (let i = from; i < from + count; i++) into.add(1, this.#stamps[i]!);
  }

  /** What was staged: units that are present stay as they are. @param payload begins with the first unit of the track */
  fill(page: number, payload: Payload): void {
    let i = page * this.units;
    for (let run = 0; run < payload.runs; run++) {
      const stamp = payload.stampOf(run);
      for (let left = payload.lengthOf(run); left > 0; left--, i++) if (this.#stamps[i] === ABSENT) this.#stamps[i] = stamp;
    }
  }

  /** These units become those of the payload, from its unit `skip` on, and dirty. */
  write(page: number, first: number, count: number, payload: Payload, skip: number): void {
    const from = page * this.units + first;
    let unit = -skip;
    for (let run = 0; run < payload.runs && unit < count; run++) {
      const stamp = payload.stampOf(run);
      const end = Math.min(count, unit + payload.lengthOf(run));
      for (let i = Math.max(0, unit); i < end; i++) this.#stamps[from + i] = stamp;
      unit += payload.lengthOf(run);
    }
    this.#dirty.fill(1, from, from + count);
  }

  /** All units that are present are dirty from now on. */
  dirtyAll(page: number): void {
    const from = page * this.units;
    for (let i = from; i < from + this.units; i++) if (this.#stamps[i] !== ABSENT) this.#dirty[i] = 1;
  }

  setDirty(page: number, first: number, end: number): void {
    this.#dirty.fill(1, page * this.units + first, page * this.units + end);
  }

  /** The first dirty unit at or after `unit`; `units` if there is none. */
  nextDirty(page: number, unit: number): number {
    const from = page * this.units;
    while (unit < this.units && this.#dirty[from + unit] === 0) unit++;
    return unit;
  }

  /** Where the run of units that begins with a dirty one ends: behind its last dirty unit before a unit that is absent. */
  dirtyEnd(page: number, first: number): number {
    const from = page * this.units;
    let end = first;
    for (let unit = first; unit < this.units && this.#stamps[from + unit] !== ABSENT; unit++)
      if (this.#dirty[from + unit] === 1) end = unit + 1;
    return end;
  }

  /** Appends the units of a run and takes their dirt away: they are on their way to the rank. */
  takeRun(page: number, first: number, end: number, into: Payload): void {
    this.read(page, first, end - first, into);
    this.#dirty.fill(0, page * this.units + first, page * this.units + end);
  }

  /** Appends the units of an image of the track, each as the page has it if it is present there. @param skip units of the image before those of the track */
  overlay(page: number, image: Payload, skip: number, count: number, into: Payload): void {
    const from = page * this.units;
    let unit = -skip;
    for (let run = 0; run < image.runs && unit < count; run++) {
      const stamp = image.stampOf(run);
      const end = Math.min(count, unit + image.lengthOf(run));
      for (let i = Math.max(0, unit); i < end; i++) {
        const own = page < 0 ? ABSENT : this.#stamps[from + i]!;
        into.add(1, own === ABSENT ? stamp : own);
      }
      unit += image.lengthOf(run);
    }
  }

  #grow(): void {
    const stamps = new Int32Array(2 * this.#stamps.length);
    const dirty = new Uint8Array(2 * this.#dirty.length);
    stamps.set(this.#stamps);
    dirty.set(this.#dirty);
    this.#stamps = stamps;
    this.#dirty = dirty;
  }
}
