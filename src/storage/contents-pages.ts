import type { InitialContents } from './initial-contents.ts';
import { IntSlabs } from './int-slabs.ts';

/** Blocks of one track of contents. */
export const TRACK = 128;

const PAGE_SHIFT = 10;
const PAGE_TRACKS = 1 << PAGE_SHIFT;
const NO_PAGE = -1;

/** How a track is kept: not written; one stamp; from then on `1 << (kind - 1)` stamps of equal parts. */
const INITIAL = 0;
const UNIFORM = 1;
/** A part of kind k has `1 << (FINEST - k)` blocks. */
const FINEST = 8;

/**
 * Stamps by track: the memory behind `Contents`. Pages of 1024 tracks come into being when written; a page holds two
 * integers for each track, how it is kept and its stamp or slot.
 */
export class ContentsPages {
  initial: InitialContents;
  /** The stamp that `find` has found, and the block up to which it found it. */
  stamp = 0;
  end = 0.5;
  /** Slots of the pages, `NO_PAGE` where nothing was written. */
  readonly #directory: Int32Array;
  readonly #pages = new IntSlabs(PAGE_SHIFT + 1);
  /** By kind. */
  readonly #slabs: readonly IntSlabs[];

  constructor(blocks: number, initial: InitialContents) {
    this.#directory = new Int32Array(Math.ceil(blocks / (PAGE_TRACKS * TRACK))).fill(NO_PAGE);
    this.initial = initial;
    this.#slabs = Array.from({ length: FINEST + 1 }, (_, kind) => new IntSlabs(Math.max(0, kind - 1)));
  }

  /** Integers of memory that contents take: a measure that depends on what was written where, and on nothing else. */
  get memory(): number {
    return this.#slabs.reduce((sum, slab, kind) => sum + (slab.slots << Math.max(0, kind - 1)), this.#pages.slots * 2 * PAGE_TRACKS);
  }

  /** Finds `stamp` of a block, and an `end`, at most `limit`, up to which it does not change; it may hold on longer. */
  find(block: number, limit: number): void {
    const track = (block / TRACK) | 0;
    const page = this.#directory[track >> PAGE_SHIFT]!;
    if (page === NO_PAGE) {
      this.#findInitial(block, Math.min(limit, ((track >> PAGE_SHIFT) + 1) * PAGE_TRACKS * TRACK));
      return;
    }
    const begin = track * TRACK;
    const end = Math.min(limit, begin + TRACK);
    const tracks = this.#pages.chunk(page);
    const at = this.#pages.offset(page) + 2 * (track & (PAGE_TRACKS - 1));
    const kind = tracks[at]!;
    if (kind === INITIAL) this.#findInitial(block, end);
    else if (kind === UNIFORM) {
      this.stamp = tracks[at + 1]!;
      this.end = end;
    } else this.#findPart(kind, tracks[at + 1]!, block - begin, end - begin, begin);
  }

  /** Writes one stamp to blocks `first` to `end` of a track. */
  fill(track: number, first: number, end: number, stamp: number): void {
    const page = this.#page(track);
    const tracks = this.#pages.chunk(page);
    const at = this.#pages.offset(page) + 2 * (track & (PAGE_TRACKS - 1));
    if (end - first === TRACK) {
      this.#keepUniform(tracks, at, stamp);
      return;
    }
    const coarsest = kindOf(first | end);
    if (tracks[at]! < coarsest) this.#divide(track, tracks, at, coarsest);
    const kind = tracks[at]!;
    const slab = this.#slabs[kind]!;
    const slot = tracks[at + 1]!;
    const stamps = slab.chunk(slot);
    const base = slab.offset(slot);
    const shift = FINEST - kind;
    const last = ((end - 1) >> shift) + base;
    for (let at = (first >> shift) + base; at <= last; at++) stamps[at] = stamp;
  }

  /** Keeps a track in as few parts as will do. @param first blocks of the track from here up to `end` hold one stamp */
  simplify(track: number, first = 0, end = 1): void {
    const page = this.#directory[track >> PAGE_SHIFT]!;
    if (page === NO_PAGE) return;
    const tracks = this.#pages.chunk(page);
    const at = this.#pages.offset(page) + 2 * (track & (PAGE_TRACKS - 1));
    const kind = tracks[at]!;
    if (kind <= UNIFORM) return;
    const slot = tracks[at + 1]!;
    const stamps = this.#slabs[kind]!.chunk(slot);
    const base = this.#slabs[kind]!.offset(slot);
    const parts = 1 << (kind - 1);
    const from = first >> (FINEST - kind);
    const to = (end - 1) >> (FINEST - kind);
    let edges = parts;
    for (let part = 1; part <= from && (edges & 1) === 0; part++) if (stamps[base + part] !== stamps[base + part - 1]) edges |= part;
    for (let part = to + 1; part < parts && (edges & 1) === 0; part++) if (stamps[base + part] !== stamps[base + part - 1]) edges |= part;
    const step = edges & -edges;
    if (step === parts) this.#keepUniform(tracks, at, stamps[base]!);
    else if (step > 1) {
      const simpler = this.#newSlot(tracks, at, kind + Math.clz32(step) - 31);
      const slab = this.#slabs[tracks[at]!]!;
      const [fewer, begin] = [slab.chunk(simpler), slab.offset(simpler)];
      for (let part = 0; part * step < parts; part++) fewer[begin + part] = stamps[base + part * step]!;
      this.#slabs[kind]!.give(slot);
    }
  }

  /** The tracks that were written, in rising order. */
  forEachWritten(visit: (track: number) => void): void {
    for (const [number, page] of this.#directory.entries()) {
      for (let index = 0; page !== NO_PAGE && index < PAGE_TRACKS; index++) {
        if (this.#pages.chunk(page)[this.#pages.offset(page) + 2 * index] !== INITIAL) visit(number * PAGE_TRACKS + index);
      }
    }
  }

  reset(initial: InitialContents): void {
    this.initial = initial;
    this.#directory.fill(NO_PAGE);
    this.#pages.clear();
    for (const slab of this.#slabs) slab.clear();
  }

  copyFrom(other: ContentsPages): void {
    this.initial = other.initial;
    this.#directory.fill(NO_PAGE);
    this.#directory.set(other.#directory.subarray(0, this.#directory.length));
    this.#pages.copyFrom(other.#pages);
    for (const [kind, slab] of this.#slabs.entries()) slab.copyFrom(other.#slabs[kind]!);
  }

  #findInitial(block: number, limit: number): void {
    this.stamp = this.initial.stampAt(block);
    this.end = Math.min(limit, this.initial.runEnd(block));
  }

  #findPart(kind: number, slot: number, first: number, end: number, begin: number): void {
    const slab = this.#slabs[kind]!;
    const stamps = slab.chunk(slot);
    const base = slab.offset(slot);
    const shift = FINEST - kind;
    const last = (end - 1) >> shift;
    let part = first >> shift;
    const stamp = stamps[base + part]!;
    while (part < last && stamps[base + part + 1] === stamp) part++;
    this.stamp = stamp;
    this.end = begin + Math.min(end, (part + 1) << shift);
  }

  #page(track: number): number {
    const page = this.#directory[track >> PAGE_SHIFT]!;
    return page === NO_PAGE ? (this.#directory[track >> PAGE_SHIFT] = this.#pages.take()) : page;
  }

  #keepUniform(tracks: Int32Array, at: number, stamp: number): void {
    const kind = tracks[at]!;
    if (kind > UNIFORM) this.#slabs[kind]!.give(tracks[at + 1]!);
    tracks[at] = UNIFORM;
    tracks[at + 1] = stamp;
  }

  #newSlot(tracks: Int32Array, at: number, kind: number): number {
    tracks[at] = kind;
    return (tracks[at + 1] = this.#slabs[kind]!.take());
  }

  /** Keeps a track in parts of at least this kind. */
  #divide(track: number, tracks: Int32Array, at: number, kind: number): void {
    const before = tracks[at]!;
    const value = tracks[at + 1]!;
    if (before === INITIAL) this.#divideInitial(track, tracks, at, kind);
    else {
      const slot = this.#newSlot(tracks, at, kind);
      const stamps = this.#slabs[kind]!.chunk(slot);
      const base = this.#slabs[kind]!.offset(slot);
      const parts = 1 << (kind - 1);
      if (before === UNIFORM) {
        for (let part = 0; part < parts; part++) stamps[base + part] = value;
        return;
      }
      const old = this.#slabs[before]!.chunk(value);
      const from = this.#slabs[before]!.offset(value);
      for (let part = 0; part < parts; part++) stamps[base + part] = old[from + (part >> (kind - before))]!;
      this.#slabs[before]!.give(value);
    }
  }

  #divideInitial(track: number, tracks: Int32Array, at: number, atLeast: number): void {
    const begin = track * TRACK;
    let edges = 0;
    for (let block = begin; block < begin + TRACK; block = this.end) {
      edges |= block - begin;
      this.#findInitial(block, begin + TRACK);
    }
    const kind = Math.max(atLeast, kindOf(edges));
    const slot = this.#newSlot(tracks, at, kind);
    const stamps = this.#slabs[kind]!.chunk(slot);
    const base = this.#slabs[kind]!.offset(slot);
    const shift = FINEST - kind;
    for (let block = begin; block < begin + TRACK; block = this.end) {
      this.#findInitial(block, begin + TRACK);
      for (let part = (block - begin) >> shift; begin + (part << shift) < this.end; part++) stamps[base + part] = this.stamp;
    }
  }
}

/** The coarsest equal division of a track that has an edge at each of the places of which `edges` is the bitwise or. */
function kindOf(edges: number): number {
  const lowest = (edges | TRACK) & -(edges | TRACK);
  return FINEST - 31 + Math.clz32(lowest);
}
