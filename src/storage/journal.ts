import type { Payload } from '../kernel/payload.ts';
import type { PayloadPool } from './payload-pool.ts';
import { BLOCK_BYTES } from './volume.ts';

/**
 * What an entry is. Update: a write of a host. Base: a piece of an initial copy, whose data are read from the volume
 * when they are sent. Void: its data were given up.
 */
export const EntryKind = { Absent: 0, Update: 1, Base: 2, Void: 3 } as const;
export type EntryKind = (typeof EntryKind)[keyof typeof EntryKind];

/** Data area to metadata area of a journal volume: 32 to 1 (Continuous Access Journal; Hitachi Universal Replicator audit reports). */
const DATA_PARTS = 32;

/** Entries for which there is room at first. */
const ROOM = 1024;

/**
 * The journal volumes of one journal group on one side: entries with consecutive sequence numbers, from 1, each with
 * its metadata and the data of the write (version stamps). The master journal takes them in order; a restore journal
 * may have holes, where an entry has not arrived yet.
 *
 * A ring in typed arrays: nothing is allocated for an entry, but for data of several stamps, which come from a pool.
 */
export class Journal {
  readonly name: string;
  /** Bytes of the areas for data and metadata. */
  readonly dataCapacity: number;
  readonly metadataCapacity: number;
  /** Bytes in use. */
  dataBytes = 0;
  metadataBytes = 0;
  /** All entries before this one are gone. */
  first = 1;
  /** One more than the highest sequence number that there was. */
  end = 1;
  readonly #clock: { readonly now: number };
  readonly #entryBytes: number;
  readonly #unitBlocks: number;
  readonly #payloads: PayloadPool;
  #mask = ROOM - 1;
  #kinds = new Uint8Array(ROOM);
  #volumes = new Int32Array(ROOM);
  #blocks = new Float64Array(ROOM);
  #lengths = new Int32Array(ROOM);
  #times = new Float64Array(ROOM);
  #stamps = new Int32Array(ROOM);
  /** Blocks whose data lie here. */
  #held = new Int32Array(ROOM);
  /** Data of entries with several stamps. */
  #mixed: (Payload | null)[] = new Array<Payload | null>(ROOM).fill(null);

  /** @param capacity in bytes, data and metadata together @param entryBytes metadata of one entry */
  constructor(
    name: string,
    clock: { readonly now: number },
    capacity: number,
    entryBytes: number,
    unitBlocks: number,
    payloads: PayloadPool,
  ) {
    this.name = name;
    this.#clock = clock;
    this.dataCapacity = (capacity * DATA_PARTS) / (DATA_PARTS + 1);
    this.metadataCapacity = capacity / (DATA_PARTS + 1);
    this.#entryBytes = entryBytes;
    this.#unitBlocks = unitBlocks;
    this.#payloads = payloads;
  }

  /** How full it is, 0 to 1: the data or the metadata area, whichever is fuller. */
  get usage(): number {
    return Math.max(this.dataBytes / this.dataCapacity, this.metadataBytes / this.metadataCapacity);
  }

  /** There is room for one more entry with the data of so many blocks. */
  fits(blocks: number): boolean {
    return this.dataBytes + blocks * BLOCK_BYTES <= this.dataCapacity && this.metadataBytes + this.#entryBytes <= this.metadataCapacity;
  }

  /** Takes the next entry, with the present time. @param payload null: without data @returns its sequence number */
  append(kind: EntryKind, volume: number, block: number, blocks: number, payload: Payload | null): number {
    const sequence = this.end;
    const slot = this.#slotFor(sequence);
    this.#kinds[slot] = kind;
    this.#volumes[slot] = volume;
    this.#blocks[slot] = block;
    this.#lengths[slot] = blocks;
    this.#times[slot] = this.#clock.now;
    this.metadataBytes += this.#entryBytes;
    if (payload !== null) this.#keep(slot, blocks, payload);
    return sequence;
  }

  /** Takes an entry over from the journal of the other side. @param payload its data; null: those that lie there */
  copyFrom(other: Journal, sequence: number, payload: Payload | null): void {
    const slot = this.#slotFor(sequence);
    const from = sequence & other.#mask;
    const kind = other.#kinds[from]!;
    this.#kinds[slot] = kind;
    this.#volumes[slot] = other.#volumes[from]!;
    this.#blocks[slot] = other.#blocks[from]!;
    this.#lengths[slot] = other.#lengths[from]!;
    this.#times[slot] = other.#times[from]!;
    this.metadataBytes += this.#entryBytes;
    if (kind === EntryKind.Void) return;
    if (payload !== null || other.#mixed[from] !== null) this.#keep(slot, this.#lengths[slot]!, payload ?? other.#mixed[from]!);
    else {
      this.#stamps[slot] = other.#stamps[from]!;
      this.#hold(slot, this.#lengths[slot]!);
    }
  }

  has(sequence: number): boolean {
    return sequence >= this.first && sequence < this.end && this.#kinds[sequence & this.#mask] !== EntryKind.Absent;
  }

  /** Of an entry that is there. */
  kindOf(sequence: number): EntryKind {
    return this.#kinds[sequence & this.#mask] as EntryKind;
  }

  volumeOf(sequence: number): number {
    return this.#volumes[sequence & this.#mask]!;
  }

  blockOf(sequence: number): number {
    return this.#blocks[sequence & this.#mask]!;
  }

  blocksOf(sequence: number): number {
    return this.#lengths[sequence & this.#mask]!;
  }

  /** Instant at which the write was taken into the master journal, in ns. */
  timeOf(sequence: number): number {
    return this.#times[sequence & this.#mask]!;
  }

  /** Bytes of data of an entry that lie here. */
  bytesOf(sequence: number): number {
    return this.#held[sequence & this.#mask]! * BLOCK_BYTES;
  }

  /** Puts the data of an entry into the payload. */
  read(sequence: number, into: Payload): void {
    const slot = sequence & this.#mask;
    const mixed = this.#mixed[slot]!;
    if (mixed !== null) into.copyFrom(mixed);
    else {
      into.clear();
      into.add(this.#lengths[slot]! / this.#unitBlocks, this.#stamps[slot]!);
    }
  }

  /** The data of an entry are given up; its place in the order stays. */
  void(sequence: number): void {
    const slot = sequence & this.#mask;
    this.#release(slot);
    this.#kinds[slot] = EntryKind.Void;
  }

  /** Frees all entries up to this one, which need not be there. */
  purge(upTo: number): void {
    for (; this.first <= upTo; this.first++) {
      if (this.first >= this.end) this.end = this.first + 1;
      const slot = this.first & this.#mask;
      if (this.#kinds[slot] === EntryKind.Absent) continue;
      this.#release(slot);
      this.#kinds[slot] = EntryKind.Absent;
      this.metadataBytes -= this.#entryBytes;
    }
  }

  #keep(slot: number, blocks: number, payload: Payload): void {
    if (payload.runs === 1) this.#stamps[slot] = payload.stampOf(0);
    else {
      const mixed = this.#payloads.take();
      mixed.copyFrom(payload);
      this.#mixed[slot] = mixed;
    }
    this.#hold(slot, blocks);
  }

  #hold(slot: number, blocks: number): void {
    this.#held[slot] = blocks;
    this.dataBytes += blocks * BLOCK_BYTES;
  }

  #release(slot: number): void {
    this.dataBytes -= this.#held[slot]! * BLOCK_BYTES;
    this.#held[slot] = 0;
    const mixed = this.#mixed[slot]!;
    if (mixed === null) return;
    this.#payloads.give(mixed);
    this.#mixed[slot] = null;
  }

  #slotFor(sequence: number): number {
    while (sequence - this.first > this.#mask) this.#grow();
    if (sequence >= this.end) this.end = sequence + 1;
    return sequence & this.#mask;
  }

  #grow(): void {
    const old = this.#mask + 1;
    this.#kinds = this.#moved(this.#kinds, new Uint8Array(2 * old));
    this.#volumes = this.#moved(this.#volumes, new Int32Array(2 * old));
    this.#blocks = this.#moved(this.#blocks, new Float64Array(2 * old));
    this.#lengths = this.#moved(this.#lengths, new Int32Array(2 * old));
    this.#times = this.#moved(this.#times, new Float64Array(2 * old));
    this.#stamps = this.#moved(this.#stamps, new Int32Array(2 * old));
    this.#held = this.#moved(this.#held, new Int32Array(2 * old));
    this.#mixed = this.#moved(this.#mixed, new Array<Payload | null>(2 * old).fill(null));
    this.#mask = 2 * old - 1;
  }

  /** Every entry to the place of its sequence number in the larger ring. */
  #moved<T extends { [slot: number]: unknown; readonly length: number }>(from: T, to: T): T {
    for (let sequence = this.first; sequence < this.end; sequence++)
      (to as { [slot: number]: unknown })[sequence & (to.length - 1)] = from[sequence & this.#mask];
    return to;
  }
}
