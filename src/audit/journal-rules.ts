import { Op, Status } from '../kernel/io.ts';
import type { Payload } from '../kernel/payload.ts';
import type { JournalObserver } from '../storage/observer.ts';
import { BLOCK_BYTES } from '../storage/volume.ts';
import type { AuditedGroup } from './audited-group.ts';
import { Connection } from './connection.ts';
import type { HostIo } from './host-io.ts';
import { JournalAccount } from './journal-account.ts';
import { JournalledWrites, rangeOf, type Write } from './journalled-writes.ts';
import type { Rules, Seen } from './rules.ts';
import type { Invariant } from './violation.ts';
import { IN_STEP, JOURNALING, SUSPENDED, WatchedPair } from './watched-pair.ts';

/** ns within which a write that has become an entry is acknowledged, whatever the links do: overhead, cache, the way back to the host; and for which restore rests at most between two entries. [E] */
const GRACE = 1e9;

/**
 * The rules of one journal group. What is in which order it knows from the hosts: a write that was acknowledged before
 * another was issued comes before it. What the journal takes in and frees, and what appears on the S-VOLs, it sees; of the
 * states of pairs and of failed hardware it is told.
 */
export class JournalRules implements Rules, JournalObserver {
  readonly #seen: Seen;
  readonly #group: AuditedGroup;
  readonly #pairs: readonly WatchedPair[];
  readonly #writes = new JournalledWrites();
  readonly #account: JournalAccount;
  readonly #connection: Connection;
  #highWater = false;
  #sequence = 0;
  #purged = 0;
  /** An entry is being restored; when the last one was, in ns. */
  #restoring = false;
  #restoredAt = 0;

  constructor(seen: Seen, group: AuditedGroup) {
    this.#seen = seen;
    this.#group = group;
    this.#connection = new Connection(group);
    this.#account = new JournalAccount(group, (invariant, details) => this.#violated(invariant, details));
    this.#pairs = group.pairs.map((pair) => new WatchedPair(seen, pair, this));
    seen.journal(group.name, this);
  }

  hostIssued(io: HostIo): void {
    this.#checkMarked();
    if (io.op !== Op.Write) return;
    const pair = this.#pairs.findIndex(({ pvol }) => pvol === io.volume);
    if (pair < 0) return;
    this.#writes.issued(io, pair, this.#pairs[pair]!.epoch);
  }

  hostDone(io: HostIo, status: Status): void {
    this.#checkMarked();
    if (io.op !== Op.Write) return;
    const write = this.#writes.find(io.stamp);
    if (write === undefined) return this.#secondaryWritten(io, status);
    const pair = this.#pairs[write.pair]!;
    if (status !== Status.Good) {
      pair.bitmap.uncertain.add(write.block, write.blocks);
      return this.#writes.failed(write);
    }
    const payload = this.#writes.dataOf(write, pair.wanted.unitBlocks);
    pair.wanted.write(write.block, write.blocks, payload);
    if (write.sequence === 0) this.#unjournalled(pair, write);
    this.#writes.acknowledged(write);
  }

  journalled(_group: string, sequence: number, volume: string, payload: Payload): void {
    this.#numbered(sequence, volume);
    const pair = this.#pairs.findIndex(({ pvol }) => pvol === volume);
    this.#account.entered(sequence, pair, this.#bytesOf(payload), this.#seen.clock.now);
    const write = payload.runs === 1 ? this.#writes.find(payload.stampOf(0)) : undefined;
    if (write !== undefined) this.#writes.journalled(write, sequence, this.#seen.clock.now);
  }

  baseEntered(_group: string, sequence: number, volume: string, block: number, blocks: number): void {
    this.#numbered(sequence, volume);
    this.#account.baseEntered(sequence);
    this.#of(volume).bitmap.marked.remove(block, blocks);
  }

  marked(_group: string, volume: string, block: number, blocks: number): void {
    this.#of(volume).bitmap.marked.add(block, blocks);
  }

  sent(_group: string, bytes: number): void {
    this.#account.sent(bytes);
  }

  arrived(_group: string, sequence: number): void {
    this.#account.arrived(sequence);
  }

  purged(_group: string, sequence: number): void {
    if (sequence < this.#purged) this.#violated('J2', `entries up to ${sequence} are freed, after those up to ${this.#purged}`);
    this.#purged = sequence;
    this.#account.purged(sequence);
    const lost = this.#writes.firstUnrestored();
    if (lost !== null && lost.sequence <= sequence)
      this.#violated('J3', `entry ${lost.sequence} (write ${lost.stamp}) is freed up to ${sequence} and was not restored`);
  }

  used(_group: string, dataBytes: number, metadataBytes: number): void {
    this.#account.used(dataBytes, metadataBytes);
  }

  lost(_group: string, entries: number, bytes: number, age: number): void {
    const allPaired = this.#pairs.every(({ state }) => IN_STEP.includes(state) || state === 'SMPL');
    this.#account.lost(entries, bytes, allPaired ? age : null, this.#seen.clock.now);
  }

  restoring(_group: string, volume: string, block: number, blocks: number, payload: Payload): void {
    this.#restoring = true;
    this.#pairs.find(({ svol }) => svol === volume)!.restored.begins(block, blocks, payload);
  }

  restored(_group: string, sequence: number, volume: string, block: number, blocks: number, payload: Payload): void {
    this.#restoring = false;
    this.#restoredAt = this.#seen.clock.now;
    const at = this.#pairs.findIndex(({ svol }) => svol === volume);
    const pair = this.#pairs[at]!;
    pair.found.write(block, blocks, payload);
    pair.restored.ends(block, blocks, payload);
    this.#account.restored(sequence, this.#bytesOf(payload));
    const write = payload.runs === 1 ? this.#writes.find(payload.stampOf(0)) : undefined;
    // An entry of the initial copy may hold just what a host has written: it is not the entry of that write.
    if (write === undefined || write.sequence !== sequence || write.restored || write.block !== block || write.blocks !== blocks) return;
    if (write.pair !== at) return this.#violated('J1', `write ${write.stamp} to ${this.#pairs[write.pair]!.pvol} is restored to ${volume}`);
    const first = this.#writes.firstUnrestored();
    if (first !== null && first.sequence < write.sequence)
      this.#violated('J2', `entry ${write.sequence} is restored to ${volume}, but entry ${first.sequence} is not`);
    const earlier = this.#writes.firstAcknowledgedUnrestored();
    if (earlier !== null && earlier !== write && earlier.acknowledged < write.issued)
      this.#violated('J1', `${volume} holds write ${write.stamp}; write ${earlier.stamp}, acknowledged before it was issued, is missing`);
    this.#writes.restored(write);
  }

  recorded(subject: string, event: string, _from: string, to: string): void {
    if (event === 'fail' || event === 'repair') this.#hardwareChanged(subject, event === 'fail');
    const pair = this.#pairs.find(({ name }) => name === subject);
    if (pair === undefined || to === '' || to === pair.state) return;
    const { cutSince } = this.#connection;
    this.#checkMarked([pair]);
    if (event === 'begins' || event === 'paircreate') pair.paired(this.#seen, event, to);
    if (event === 'path-watch-time' && this.#seen.clock.now - cutSince < this.#group.path_watch_time)
      this.#violated('J11', `${subject} is suspended ${((this.#seen.clock.now - cutSince) / 1e9).toFixed(3)} s after the paths were lost`);
    if (JOURNALING.includes(to) !== JOURNALING.includes(pair.state)) pair.epoch++;
    if (to === 'PFUL' || to === 'PFUS') this.#highWater = true;
    if (!JOURNALING.includes(to) && to !== 'Suspending') this.#givenUp(pair, to);
    pair.restored.paired(to !== 'SMPL');
    pair.state = to;
  }

  end(): void {
    this.#checkMarked();
    this.#checkAcknowledged();
    this.#checkRestored();
    if (this.#writes.underWay) return;
    for (const pair of this.#pairs) if (IN_STEP.includes(pair.state)) this.#checkEqual(pair);
  }

  #numbered(sequence: number, volume: string): void {
    if (sequence <= this.#sequence) this.#violated('J2', `entry ${sequence} of ${volume} comes after entry ${this.#sequence}`);
    this.#sequence = sequence;
  }

  #of(pvol: string): WatchedPair {
    return this.#pairs.find((pair) => pair.pvol === pvol)!;
  }

  #bytesOf(payload: Payload): number {
    let units = 0;
    for (let run = 0; run < payload.runs; run++) units += payload.lengthOf(run);
    return units * this.#pairs[0]!.wanted.unitBlocks * BLOCK_BYTES;
  }

  /** Suspended, or not paired any more: entries that are not restored are dropped. */
  #givenUp(pair: WatchedPair, to: string): void {
    this.#checkRestored();
    const number = this.#pairs.indexOf(pair);
    if (to === 'SMPL') pair.bitmap.marked.clear();
    else if (!SUSPENDED.includes(pair.state)) pair.bitmap.suspended(pair.wanted, pair.found, this.#writes, number);
    this.#writes.drop(number);
    this.#account.dropped(number);
  }

  /** A write is acknowledged and was never in the journal: J4 if it should be, J9. */
  #unjournalled(pair: WatchedPair, write: Write): void {
    if (JOURNALING.includes(pair.state) && write.epoch === pair.epoch)
      this.#violated('J4', `${pair.pvol}, ${rangeOf(write)}: write ${write.stamp} is acknowledged and not in the journal`);
    const track = pair.bitmap.marked.firstMissing(write.block, write.blocks);
    if (SUSPENDED.includes(pair.state) && pair.epoch - write.epoch <= 1 && track >= 0)
      this.#violated('J9', `${pair.pvol}, ${rangeOf(write)}: write ${write.stamp} is acknowledged, and track ${track} not marked`);
  }

  /** A host write to an S-VOL: refused while it is paired. One that was under way before may have landed or not. */
  #secondaryWritten(io: HostIo, status: Status): void {
    const pair = this.#pairs.find(({ svol }) => svol === io.volume);
    if (pair === undefined) return;
    const [paired, good] = [pair.state !== 'SMPL', status === Status.Good];
    if (!paired ? !good : pair.pairedSince >= io.issued) pair.bitmap.uncertain.add(io.block, io.blocks);
    else if (paired && good) this.#violated('J1', `${io} is accepted, though the volume is an S-VOL`);
  }

  #hardwareChanged(subject: string, failed: boolean): void {
    if (!failed && this.#connection.mends(subject)) this.#checkAcknowledged();
    if (!failed && subject === this.#group.main) this.#checkRestored();
    if (!this.#connection.changed(subject, failed, this.#seen.clock.now)) return;
    this.#highWater = this.#pairs.some(({ state }) => state === 'PFUL');
  }

  /** J5. */
  #checkMarked(pairs = this.#pairs): void {
    for (const { bitmap, pvol } of pairs) {
      const track = bitmap.missing();
      if (track >= 0) this.#violated('J5', `${pvol} is suspended, and track ${track} not marked, though its S-VOL lacks some of it`);
    }
  }

  /** J7: without the main box, the remote one has restored what it could. */
  #checkRestored(): void {
    const { mainDownSince, remoteUpSince } = this.#connection;
    const idleSince = Math.max(mainDownSince, remoteUpSince, this.#restoredAt);
    if (this.#restoring || this.#seen.clock.now - idleSince < GRACE || this.#account.restorable === 0) return;
    this.#violated('J7', `entry ${this.#account.restorable} has arrived without a gap; the main box is lost, and it is not restored`);
  }

  /** J8: what became an entry during the cut has been acknowledged. */
  #checkAcknowledged(): void {
    const { cutSince, undisturbed } = this.#connection;
    if (cutSince === Infinity || !undisturbed || this.#highWater || this.#group.hostsShare) return;
    const late = this.#writes.waitingSince(cutSince, this.#seen.clock.now - GRACE);
    if (late !== undefined)
      this.#violated('J8', `write ${late.stamp} became entry ${late.sequence} while all paths were lost, and its host still waits`);
  }

  /** J6. */
  #checkEqual({ pvol, svol, wanted, found, bitmap }: WatchedPair): void {
    const block = bitmap.firstDifference(wanted, found);
    if (block >= 0) this.#violated('J6', `from block ${block} ${svol} holds ${found.stampAt(block)}, and ${pvol} ${wanted.stampAt(block)}`);
  }

  #violated(invariant: Invariant, details: string): void {
    this.#seen.log.add(invariant, `${this.#group.name}: ${details}`);
  }
}
