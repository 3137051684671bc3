import type { Io } from '../kernel/io.ts';
import type { Payload } from '../kernel/payload.ts';
import type { BitmapObserver, EventSink, FenceObserver, HostObserver, JournalObserver, MediaObserver } from '../storage/observer.ts';
import { type AuditedDisk, Medium } from './media.ts';
import type { Rules, Seen } from './rules.ts';
import { Versions } from './versions.ts';
import { type Violation, ViolationLog } from './violation.ts';
import type { VolumeHistory } from './volume-history.ts';

/** How many violations are kept with their text. */
const KEPT = 20;

interface WatchedDisk {
  readonly medium: Medium;
  readonly rules: Rules[];
}

/**
 * The referee of a run. It sees what hosts issue and what they are told, what is read from and written to the media,
 * and the events (verbs, faults, announcements), never a model's state. From these it knows what every read may
 * return and what must be on which medium. It schedules nothing, draws nothing and changes nothing.
 *
 * It works as things happen: a host I/O costs it a few table operations, and whole media are compared only at
 * changes of state and at the end.
 */
export class Oracle implements HostObserver, MediaObserver, JournalObserver, BitmapObserver, FenceObserver, EventSink, Seen {
  readonly clock: { readonly now: number };
  readonly log: ViolationLog;
  readonly #versions: Versions;
  readonly #disks = new Map<string, WatchedDisk>();
  readonly #rulesOf = new Map<string, Rules>();
  readonly #followers = new Map<string, Rules[]>();
  readonly #journals = new Map<string, JournalObserver>();
  readonly #bitmaps = new Map<string, BitmapObserver>();
  readonly #fences = new Map<string, FenceObserver>();
  readonly #rules: Rules[] = [];

  constructor(clock: { readonly now: number }) {
    this.clock = clock;
    this.log = new ViolationLog(clock, KEPT);
    this.#versions = new Versions(clock, this.log);
  }

  /** Makes a medium of the run known, before anything is read or written. */
  addDisk(disk: AuditedDisk): void {
    this.#disks.set(disk.name, { medium: new Medium(disk, this.log), rules: [] });
  }

  /** Nothing was violated so far. */
  get clean(): boolean {
    return this.log.clean;
  }

  /** The first violations. */
  get violations(): readonly Violation[] {
    return this.log.first;
  }

  /** The stamp for the next host write; each write of the run carries one of its own. */
  next(): number {
    return this.#versions.next();
  }

  hostIssued(target: string, io: Io): void {
    const known = this.#versions.issued(target, io);
    this.#rulesOf.get(target)!.hostIssued?.(known);
    const followers = this.#followers.get(target);
    if (followers !== undefined) for (const one of followers) one.hostIssued?.(known);
  }

  hostDone(target: string, io: Io): void {
    const known = this.#versions.done(target, io);
    if (known === null) return;
    this.#rulesOf.get(target)!.hostDone?.(known, io.status);
    const followers = this.#followers.get(target);
    if (followers !== undefined) for (const one of followers) one.hostDone?.(known, io.status);
  }

  mediaRead(disk: string, io: Io): void {
    const { medium, rules } = this.#disk(disk);
    medium.read(io);
    for (const one of rules) one.mediaRead?.(medium, io);
  }

  mediaWritten(disk: string, io: Io): void {
    const { medium, rules } = this.#disk(disk);
    if (!medium.written(io)) return;
    for (const one of rules) one.mediaWritten?.(medium, io);
  }

  journalled(group: string, sequence: number, volume: string, payload: Payload): void {
    this.#journals.get(group)!.journalled(group, sequence, volume, payload);
  }

  baseEntered(group: string, sequence: number, volume: string, block: number, blocks: number): void {
    this.#journals.get(group)!.baseEntered(group, sequence, volume, block, blocks);
  }

  sent(group: string, bytes: number): void {
    this.#journals.get(group)!.sent(group, bytes);
  }

  arrived(group: string, sequence: number): void {
    this.#journals.get(group)!.arrived(group, sequence);
  }

  purged(group: string, sequence: number): void {
    this.#journals.get(group)!.purged(group, sequence);
  }

  used(group: string, dataBytes: number, metadataBytes: number): void {
    this.#journals.get(group)!.used(group, dataBytes, metadataBytes);
  }

  marked(group: string, volume: string, block: number, blocks: number): void {
    this.#journals.get(group)!.marked(group, volume, block, blocks);
  }

  lost(group: string, entries: number, bytes: number, age: number): void {
    this.#journals.get(group)!.lost(group, entries, bytes, age);
  }

  restoring(group: string, volume: string, block: number, blocks: number, payload: Payload): void {
    this.#journals.get(group)!.restoring(group, volume, block, blocks, payload);
  }

  restored(group: string, sequence: number, volume: string, block: number, blocks: number, payload: Payload): void {
    this.#journals.get(group)!.restored(group, sequence, volume, block, blocks, payload);
  }

  trackLeft(relationship: string, track: number, left: number): void {
    this.#bitmaps.get(relationship)!.trackLeft(relationship, track, left);
  }

  fencePublished(set: string, manager: string, block: number): void {
    this.#fences.get(set)!.fencePublished(set, manager, block);
  }

  fenceTold(set: string, node: string, block: number): void {
    this.#fences.get(set)!.fenceTold(set, node, block);
  }

  fenceTakenOver(set: string, manager: string, block: number): void {
    this.#fences.get(set)!.fenceTakenOver(set, manager, block);
  }

  fenceAcknowledged(set: string, node: string): void {
    this.#fences.get(set)!.fenceAcknowledged(set, node);
  }

  /** Hosts see a volume or set, with this size in blocks. */
  presented(target: string, blocks: number): void {
    this.#rulesOf.get(target)?.presented?.(blocks);
  }

  record(subject: string, event: string, from: string, to: string, cause: string): void {
    for (const one of this.#rules) one.recorded?.(subject, event, from, to, cause);
  }

  /** The run is over: what can only be said at the end. */
  end(): void {
    for (const one of this.#rules) one.end?.();
  }

  medium(disk: string): Medium {
    return this.#disk(disk).medium;
  }

  volume(name: string, blocks: number, unitBlocks: number, rules: Rules): VolumeHistory {
    this.#rulesOf.set(name, rules);
    this.#rules.push(rules);
    return this.#versions.addVolume(name, blocks, unitBlocks);
  }

  known(name: string): VolumeHistory | null {
    return this.#versions.find(name);
  }

  watch(disk: string, rules: Rules): void {
    const watched = this.#disk(disk).rules;
    if (!watched.includes(rules)) watched.push(rules);
  }

  follow(volume: string, rules: Rules): void {
    this.#followers.set(volume, [...(this.#followers.get(volume) ?? []), rules]);
    if (!this.#rules.includes(rules)) this.#rules.push(rules);
  }

  journal(group: string, observer: JournalObserver): void {
    this.#journals.set(group, observer);
  }

  bitmap(relationship: string, observer: BitmapObserver): void {
    this.#bitmaps.set(relationship, observer);
  }

  fence(set: string, observer: FenceObserver): void {
    this.#fences.set(set, observer);
  }

  #disk(name: string): WatchedDisk {
    const disk = this.#disks.get(name);
    if (disk === undefined) throw new RangeError(`the oracle has not been told of a disk ${name}`);
    return disk;
  }
}
