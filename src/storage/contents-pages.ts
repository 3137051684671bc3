import type { InitialContents } from './initial-contents.ts';
import { StampSlabs } from './stamp-slabs.ts';

/** Blocks of one track of contents. */
export const TRACK = 128;

const PAGE_SHIFT = 10;
const PAGE_TRACKS = 1 << PAGE_SHIFT;

/** How a track is kept: not written; one stamp; from then on `1 << (kind - 1)` stamps of equal parts. */
const INITIAL = 0;
const UNIFORM = 1;

/** 1024 tracks: how each is kept, and its stamp or slot. */
class Page {
  readonly kinds: Uint8Array;
  readonly values: Int32Array;

  constructor(like?: Page) {
    this.kinds = like ? like.kinds.slice() : new Uint8Array(PAGE_TRACKS);
    this.values = like ? like.values.slice() : new Int32Array(PAGE_TRACKS);
  }
}

/** Stamps by track, in pages that come into being when written: the memory behind `Contents`. */
export class ContentsPages {
  initial: InitialContents;
  readonly #unitBlocks: number;
  #pages: (Page | undefined)[];
  /** By kind. */
  readonly #slabs: readonly StampSlabs[];

  constructor(blocks: number, unitBlocks: number, initial: InitialContents) {
    this.#pages = new Array<Page | undefined>(Math.ceil(blocks / (PAGE_TRACKS * TRACK))).fill(undefined);
    this.#unitBlocks = unitBlocks;
    this.initial = initial;
    this.#slabs = Array.from({ length: 9 }, (_, kind) => new StampSlabs(Math.max(0, kind - 1)));
  }

  stampAt(block: number): number {
    const track = (block / TRACK) | 0;
    const page = this.#pages[track >> PAGE_SHIFT];
    if (page === undefined) return this.initial.stampAt(block);
    const index = track & (PAGE_TRACKS - 1);
    const kind = page.kinds[index]!;
    if (kind === INITIAL) return this.initial.stampAt(block);
    const value = page.values[index]!;
    if (kind === UNIFORM) return value;
    const slab = this.#slabs[kind]!;
    return slab.chunk(value)[slab.offset(value) + ((block - track * TRACK) >> (8 - kind))]!;
  }

  /** A block after `block` before which the stamp does not change. */
  runEnd(block: number): number {
    const track = (block / TRACK) | 0;
    const page = this.#pages[track >> PAGE_SHIFT];
    if (page === undefined) return Math.min(this.initial.runEnd(block), ((track >> PAGE_SHIFT) + 1) * PAGE_TRACKS * TRACK);
    const kind = page.kinds[track & (PAGE_TRACKS - 1)]!;
    if (kind === INITIAL) return Math.min(this.initial.runEnd(block), (track + 1) * TRACK);
    const shift = 8 - kind;
    return track * TRACK + ((((block - track * TRACK) >> shift) + 1) << shift);
  }

  setUniform(track: number, stamp: number): void {
    const page = this.#page(track);
    const index = track & (PAGE_TRACKS - 1);
    const kind = page.kinds[index]!;
    if (kind > UNIFORM) this.#slabs[kind]!.give(page.values[index]!);
    page.kinds[index] = UNIFORM;
    page.values[index] = stamp;
  }

  /** Writes a part of a track in place, if the track is divided finely enough for that; otherwise does nothing and returns false. */
  setPart(track: number, first: number, blocks: number, stamp: number): boolean {
    const page = this.#pages[track >> PAGE_SHIFT];
    if (page === undefined) return false;
    const index = track & (PAGE_TRACKS - 1);
    const kind = page.kinds[index]!;
    if (kind <= UNIFORM) return false;
    const shift = 8 - kind;
    if (((first | blocks) & ((1 << shift) - 1)) !== 0) return false;
    const slab = this.#slabs[kind]!;
    const slot = page.values[index]!;
    const chunk = slab.chunk(slot);
    const at = slab.offset(slot) + (first >> shift);
    for (let i = at; i < at + (blocks >> shift); i++) chunk[i] = stamp;
    return true;
  }

  /** The stamps of a track, unit by unit. */
  expand(track: number, into: Int32Array): void {
    const unit = this.#unitBlocks;
    const begin = track * TRACK;
    for (let block = begin; block < begin + TRACK; ) {
      const next = Math.min(begin + TRACK, this.runEnd(block));
      into.fill(this.stampAt(block), (block - begin) / unit, (next - begin) / unit);
      block = next;
    }
  }

  /** Keeps a track, in as few parts as will do. */
  store(track: number, stamps: Int32Array): void {
    const kind = kindFor(stamps);
    if (kind === UNIFORM) {
      this.setUniform(track, stamps[0]!);
      return;
    }
    const page = this.#page(track);
    const index = track & (PAGE_TRACKS - 1);
    const before = page.kinds[index]!;
    const slab = this.#slabs[kind]!;
    if (kind !== before) {
      if (before > UNIFORM) this.#slabs[before]!.give(page.values[index]!);
      page.kinds[index] = kind;
      page.values[index] = slab.take();
    }
    const slot = page.values[index]!;
    const chunk = slab.chunk(slot);
    const at = slab.offset(slot);
    const parts = 1 << (kind - 1);
    const step = stamps.length / parts;
    for (let i = 0; i < parts; i++) chunk[at + i] = stamps[i * step]!;
  }

  forEachWritten(visit: (track: number) => void): void {
    this.#pages.forEach((page, number) => {
      for (let index = 0; page !== undefined && index < PAGE_TRACKS; index++) {
        if (page.kinds[index] !== INITIAL) visit(number * PAGE_TRACKS + index);
      }
    });
  }

  reset(initial: InitialContents): void {
    this.initial = initial;
    this.#pages.fill(undefined);
    for (const slab of this.#slabs) slab.clear();
  }

  copyFrom(other: ContentsPages): void {
    this.initial = other.initial;
    for (let number = 0; number < this.#pages.length; number++) {
      const page = other.#pages[number];
      this.#pages[number] = page && new Page(page);
    }
    for (const [kind, slab] of this.#slabs.entries()) slab.copyFrom(other.#slabs[kind]!);
  }

  #page(track: number): Page {
    return (this.#pages[track >> PAGE_SHIFT] ??= new Page());
  }
}

/** The coarsest equal division that tells the stamps apart: the lowest bit set in any place where they change. */
function kindFor(stamps: Int32Array): number {
  let edges = stamps.length;
  for (let i = 1; i < stamps.length; i++) if (stamps[i] !== stamps[i - 1]) edges |= i;
  const step = edges & -edges;
  return UNIFORM + (31 - Math.clz32(stamps.length / step));
}
