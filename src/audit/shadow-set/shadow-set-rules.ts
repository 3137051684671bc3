import { type Io, Op, Status } from '../../kernel/io.ts';
import { Cause } from '../../storage/cause.ts';
import { checkDurable, checkGiven } from '../checks.ts';
import type { HostIo } from '../host-io.ts';
import type { Medium } from '../media.ts';
import type { Rules, Seen } from '../rules.ts';
import { blocksText, type Invariant } from '../violation.ts';
import type { VolumeHistory } from '../volume-history.ts';
import { type Announcements, announce } from './announcements.ts';
import { CopyPass } from './copy-pass.ts';
import { FenceRules } from './fence-rules.ts';
import { type AuditedMember, isFull, Members } from './members.ts';
import type { Threads } from './threads.ts';
import { WriteRules } from './write-rules.ts';

/** Targets that one pass may have: by copy assist, and without. */
const ASSISTED_TARGETS = 1;
const UNASSISTED_TARGETS = 2;

/**
 * The rules of one OpenVMS shadow set. Who is a member and as what, which node copies from where on, and whether a merge
 * is pending, it knows from announcements, as operators do; how far a copy is, it sees on the media.
 *
 * V1 is checked range by range as they are done, V2 on all blocks when a target becomes a full member, V7 at each
 * acknowledgement. V11 is not checked: until the merge that a crash leaves pending, full members may hold either
 * version of a write that was in flight, and reads may return one or the other.
 */
export class ShadowSetRules implements Rules, Announcements {
  readonly #seen: Seen;
  readonly #name: string;
  readonly #blocks: number;
  readonly #depth: number;
  readonly #threads: Threads;
  readonly #history: VolumeHistory;
  readonly #members = new Members();
  readonly #writes: WriteRules;
  readonly #fence: FenceRules;
  #pass: CopyPass | null = null;
  #assisted = false;
  /** Holds what the set is known by before it has had a member; null from then on. */
  #initial: Medium | null;
  #mergePending = false;
  /** Instant of a crash with writes in flight since which no merge has been announced; -1: none. */
  #mergeOwed = -1;

  /**
   * @param members the disks that the set consists of when it is mounted first
   * @param depth ranges that a copy has under way at a time
   */
  constructor(seen: Seen, threads: Threads, name: string, members: readonly string[], depth = 1) {
    const media = members.map((disk) => seen.medium(disk));
    this.#seen = seen;
    this.#threads = threads;
    this.#name = name;
    this.#depth = depth;
    this.#initial = media[0]!;
    this.#blocks = media.reduce((least, { blocks }) => Math.min(least, blocks), Number.POSITIVE_INFINITY);
    this.#history = seen.volume(name, this.#blocks, media[0]!.contents.unitBlocks, this);
    this.#fence = new FenceRules(seen.log, name);
    seen.fence(name, this.#fence);
    this.#writes = new WriteRules(seen.log, this.#history, this.#members);
  }

  /** V15. @param blocks size of the virtual unit that hosts see */
  presented(blocks: number): void {
    if (blocks !== this.#blocks) this.#violated('V15', `hosts see ${blocks} blocks, but the smallest member has ${this.#blocks}`);
  }

  hostIssued(io: HostIo): void {
    if (this.#initial !== null) this.#issuedBeforeMount(io, this.#initial);
    if (this.#mergeOwed >= 0) this.#checkMerge();
    if (io.op === Op.Write) this.#pass?.hostWrites(io);
  }

  hostDone(io: HostIo, status: Status): void {
    if (io.op !== Op.Write) return;
    if (status === Status.Good) this.#writes.acknowledged(io);
    else if (status === Status.Aborted && !this.#mergePending && this.#members.all.length > 1) this.#mergeOwed = this.#seen.clock.now;
  }

  mediaRead(medium: Medium, io: Io): void {
    const member = this.#members.find(medium);
    if (member === undefined) {
      // A command of the copy that was under way when the source left the set.
      if (io.cause === Cause.Copy && io.op === Op.Read && this.#pass !== null) this.#pass.sourceRead(medium, io);
    } else if (io.cause === Cause.Copy) this.#copyUses(member, io);
    else if (io.cause === Cause.Host && !isFull(member) && io.began > member.since)
      this.#violated('V4', `a host reads ${blocksText(io.block, io.block + io.blocks)} of the target ${medium.name}`);
  }

  mediaWritten(medium: Medium, io: Io): void {
    const member = this.#members.find(medium);
    if (member === undefined) return;
    if (io.cause === Cause.Copy) this.#copyUses(member, io);
    else if (io.cause === Cause.Host) {
      checkGiven(this.#seen.log, this.#history, medium, io);
      this.#writes.arrived(io, member, this.#seen.clock.now);
    }
  }

  recorded(subject: string, event: string, from: string, to: string, cause: string): void {
    if (this.#mergeOwed >= 0) this.#checkMerge();
    if (event === 'fail' || event === 'repair') this.#pass?.disturb();
    announce(this, this.#name, { subject, event, from, to, cause });
  }

  end(): void {
    if (this.#mergeOwed >= 0) this.#checkMerge();
    for (const member of this.#members.all) if (isFull(member)) checkDurable(this.#seen.log, this.#history, member.medium);
  }

  joined(disk: string, full: boolean): void {
    const medium = this.#seen.medium(disk);
    this.#seen.watch(disk, this);
    medium.reread();
    if (full && this.#initial !== null) this.#history.begin(medium.contents);
    this.#initial = null;
    this.#members.add(medium, this.#seen.clock.now, full);
    if (medium.blocks < this.#blocks) this.#violated('V15', `it has ${this.#blocks} blocks, but its member ${disk} only ${medium.blocks}`);
  }

  /** V2. */
  becameFull(disk: string): void {
    const member = this.#members.find(this.#seen.medium(disk));
    if (member === undefined || isFull(member)) return;
    this.#pass?.completed();
    const { source } = this.#members;
    member.fullSince = this.#seen.clock.now;
    if (source === undefined) return;
    this.#checkEqual('V2', source, member.medium, 0, this.#blocks);
    checkDurable(this.#seen.log, this.#history, source);
  }

  left(disk: string): void {
    const medium = this.#seen.medium(disk);
    this.#pass?.left(medium);
    if (this.#pass !== null) this.#fence.possible = this.#pass.progress.possible;
    this.#members.remove(medium);
  }

  /** V5 and V13. */
  copying(node: string, disks: readonly string[], from: number, takenOver: boolean): void {
    if (takenOver) this.#fence.goesOn(node, from);
    else this.#fence.begins();
    const targets = disks.map((disk) => this.#seen.medium(disk));
    const allowed = this.#assisted ? ASSISTED_TARGETS : UNASSISTED_TARGETS;
    if (this.#pass !== null) this.#violated('V13', `${node} begins to copy while ${this.#pass.node} copies`);
    if (targets.length > allowed) this.#violated('V13', `${targets.length} active targets (${disks.join(', ')}), but ${allowed} at most`);
    for (const medium of targets) {
      const member = this.#members.find(medium);
      if (member === undefined) continue;
      const { possible } = member;
      if (from > possible)
        this.#violated('V5', `${node} copies to ${medium.name} from block ${from} on, but only ${possible} have been copied`);
      member.reached = from;
      member.possible = from;
    }
    this.stopped();
    this.#fence.possible = from;
    this.#threads.begin(node, this.#name);
    this.#pass = new CopyPass(this.#seen.log, this.#history, {
      node,
      targets,
      from,
      assisted: this.#assisted,
      depth: this.#depth,
      since: this.#seen.clock.now,
    });
  }

  assisted(yes: boolean): void {
    this.#assisted = yes;
    if (this.#pass !== null) this.#pass.assisted = yes;
  }

  stopped(): void {
    if (this.#pass !== null) this.#threads.end(this.#pass.node, this.#name);
    this.#pass = null;
  }

  mergePending(): void {
    this.#mergePending = true;
    this.#mergeOwed = -1;
  }

  /** Hosts try again what they issue before the set is mounted: they find what its members hold. */
  #issuedBeforeMount({ op, block, blocks, expected }: HostIo, initial: Medium): void {
    initial.reread();
    this.#history.begin(initial.contents);
    this.#initial = null;
    if (op === Op.Read) this.#history.acknowledged.read(block, blocks, expected);
  }

  #copyUses(member: AuditedMember, io: Io): void {
    const { medium } = member;
    const pass = this.#pass;
    const full = isFull(member);
    if (full && io.op !== Op.Read) this.#misused(medium, io, 'a full member');
    if (pass === null) return;
    if (full) pass.sourceRead(medium, io);
    else if (pass.has(medium)) pass.targetUsed(medium, io);
    else this.#misused(medium, io, 'which is no active target');
    this.#checkCopied(pass);
  }

  /** V1 for what has been copied since it was looked at last. */
  #checkCopied(pass: CopyPass): void {
    const { reached, possible } = pass.progress;
    this.#fence.possible = possible;
    const { source } = this.#members;
    for (const member of this.#members.all) {
      if (isFull(member) || !pass.has(member.medium)) continue;
      if (source !== undefined && member.reached < reached) this.#checkEqual('V1', source, member.medium, member.reached, reached);
      member.reached = reached;
      member.possible = possible;
    }
  }

  #checkEqual(invariant: Invariant, source: Medium, medium: Medium, from: number, to: number): void {
    const block = this.#history.firstUnexcused(source.contents, medium.contents, from, to);
    if (block < 0) return;
    const [wanted, found] = [source.contents.stampAt(block), medium.contents.stampAt(block)];
    this.#violated(invariant, `from block ${block}: ${medium.name} holds ${found}, but ${source.name} holds ${wanted}`);
  }

  /** V16. */
  #checkMerge(): void {
    if (this.#seen.clock.now === this.#mergeOwed) return;
    this.#mergeOwed = -1;
    this.#violated('V16', 'host writes were in flight when their node crashed, but no merge is pending');
  }

  #misused(medium: Medium, io: Io, what: string): void {
    this.#violated('V13', `the copy compares or writes ${blocksText(io.block, io.block + io.blocks)} of ${medium.name}, ${what}`);
  }

  #violated(invariant: Invariant, text: string): void {
    this.#seen.log.add(invariant, `${this.#name}: ${text}`);
  }
}
