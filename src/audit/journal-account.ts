import type { Invariant } from './violation.ts';

/** What the master journal has room for, in bytes. */
export interface JournalSize {
  /** Data and metadata together. */
  readonly journal: number;
  /** Of one entry. */
  readonly metadata_bytes: number;
}

interface Entry {
  readonly pair: number;
  readonly bytes: number;
  /** When it was created, in ns. */
  readonly time: number;
}

/** Data area to metadata area of a journal volume (Continuous Access Journal; Hitachi Universal Replicator audit reports). */
const DATA_PARTS = 32;

/**
 * Keeps the account of a master journal from what goes in and out:
 *
 *     created = freed + dropped + what the box says is in use; not more than there is room for; restored <= sent   (J10)
 *
 * and of what has arrived, from which follows what a lost main box takes with it (J7).
 */
export class JournalAccount {
  readonly #violated: (invariant: Invariant, details: string) => void;
  readonly #size: JournalSize;
  /** By sequence number: host writes that the master journal keeps. */
  readonly #entries = new Map<number, Entry>();
  #bytes = 0;
  #last = 0;
  #purged = 0;
  #restored = 0;
  /** All entries up to this one have arrived; and the later ones that have. */
  #arrived = 0;
  readonly #ahead = new Set<number>();
  #sentBytes = 0;
  #restoredBytes = 0;

  constructor(size: JournalSize, violated: (invariant: Invariant, details: string) => void) {
    this.#size = size;
    this.#violated = violated;
  }

  entered(sequence: number, pair: number, bytes: number, time: number): void {
    this.#entries.set(sequence, { pair, bytes, time });
    this.#bytes += bytes;
    this.#last = Math.max(this.#last, sequence);
  }

  /** An entry without data. */
  baseEntered(sequence: number): void {
    this.#last = Math.max(this.#last, sequence);
  }

  sent(bytes: number): void {
    this.#sentBytes += bytes;
  }

  arrived(sequence: number): void {
    this.#ahead.add(sequence);
    while (this.#ahead.delete(this.#arrived + 1)) this.#arrived++;
  }

  restored(sequence: number, bytes: number): void {
    this.#restored = Math.max(this.#restored, sequence);
    this.#restoredBytes += bytes;
    if (this.#restoredBytes > this.#sentBytes)
      this.#violated('J10', `${this.#restoredBytes} bytes are restored, but ${this.#sentBytes} were sent`);
  }

  purged(upTo: number): void {
    for (; this.#purged < upTo; this.#purged++) this.#drop(this.#purged + 1);
    for (; this.#arrived < upTo; this.#arrived++) this.#ahead.delete(this.#arrived + 1);
    while (this.#ahead.delete(this.#arrived + 1)) this.#arrived++;
  }

  /** The pair is suspended or given up: what is not restored of it is dropped. */
  dropped(pair: number): void {
    for (const [sequence, entry] of this.#entries) if (entry.pair === pair && sequence > this.#restored) this.#drop(sequence);
  }

  /** What the box says is in use. */
  used(dataBytes: number, metadataBytes: number): void {
    const { journal, metadata_bytes } = this.#size;
    const metadata = (this.#last - this.#purged) * metadata_bytes;
    if (dataBytes !== this.#bytes || metadataBytes !== metadata)
      this.#violated('J10', `${dataBytes} + ${metadataBytes} bytes are in use, but ${this.#bytes} + ${metadata} are kept`);
    const room = journal / (DATA_PARTS + 1);
    if (this.#bytes > room * DATA_PARTS || metadata > room)
      this.#violated('J10', `${this.#bytes} + ${metadata} bytes are kept in a journal of ${journal}`);
  }

  /** The main box is lost: what it is said to take with it. @param age in ns; null: other things than entries count as well */
  lost(entries: number, bytes: number, age: number | null, now: number): void {
    let [count, sum, oldest] = [0, 0, now];
    for (const [sequence, entry] of this.#entries) {
      if (sequence <= this.#arrived) continue;
      count++;
      sum += entry.bytes;
      oldest = Math.min(oldest, entry.time);
    }
    if (count !== entries || sum !== bytes)
      this.#violated('J7', `${entries} writes (${bytes} bytes) are said to be lost, but it is ${count} (${sum} bytes)`);
    else if (age !== null && age !== now - oldest)
      this.#violated('J7', `an RPO of ${age / 1e9} s is said to be reached, but it is ${(now - oldest) / 1e9} s`);
  }

  /** A host write that has arrived without a gap and is not restored; 0: there is none. */
  get restorable(): number {
    for (const sequence of this.#entries.keys()) if (sequence > this.#restored && sequence <= this.#arrived) return sequence;
    return 0;
  }

  #drop(sequence: number): void {
    const entry = this.#entries.get(sequence);
    if (entry === undefined) return;
    this.#bytes -= entry.bytes;
    this.#entries.delete(sequence);
  }
}
