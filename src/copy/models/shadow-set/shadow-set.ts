import type { Values } from '../../../parameters/parameter.ts';
import type { Alarms } from '../../alarms.ts';
import { Life } from '../../life.ts';
import type { Cluster, MemberDisk } from '../../surroundings.ts';
import type { Connections } from './copy-assist.ts';
import { CopyOperation } from './copy-operation.ts';
import type { CopyWork } from './copy-work.ts';
import { life, State } from './life-table.ts';
import type { Member } from './member.ts';
import { Membership } from './membership.ts';
import { MountVerification } from './mount-verification.ts';
import type { shadowSetParameters } from './parameters.ts';
import type { Rules } from './rules.ts';
import { VirtualUnit } from './virtual-unit.ts';

/** What all sets of a cluster share. */
export interface Shared {
  readonly cluster: Cluster;
  readonly rules: Rules;
  readonly alarms: Alarms;
  readonly work: CopyWork;
  readonly connections: Connections;
}

/** What copies of a set have done so far. */
export interface CopyCounts {
  reads: number;
  compares: number;
  writes: number;
  /** Times that a range was written once more because hosts had written meanwhile. */
  retries: number;
  copiedBytes: number;
  interconnectBytes: number;
  assistedBytes: number;
}

/** A shadow set: its members, its virtual unit on every node, the copies that are still to be done. */
export class ShadowSet {
  readonly name: string;
  /** Size of the virtual unit: that of its smallest member. */
  readonly blocks: number;
  readonly values: Values<typeof shadowSetParameters>;
  readonly rules: Rules;
  readonly life: Life;
  readonly membership: Membership;
  readonly units: readonly VirtualUnit[];
  readonly counts: CopyCounts = { reads: 0, compares: 0, writes: 0, retries: 0, copiedBytes: 0, interconnectBytes: 0, assistedBytes: 0 };
  /** The first one is carried out; the others wait for it. */
  operations: readonly CopyOperation[] = [];
  priority: number;
  copyAssist: 'automatic' | 'disabled';
  copySource: Member | null = null;
  mergePending = false;
  /** The disks that were full members when the set was mounted last. */
  lastMembers: readonly MemberDisk[];
  readonly #shared: Shared;
  readonly #verifications: readonly MountVerification[];

  constructor(name: string, disks: readonly MemberDisk[], values: Values<typeof shadowSetParameters>, shared: Shared) {
    const { cluster, rules, alarms, work } = shared;
    this.name = name;
    this.blocks = disks.reduce((least, { blocks }) => Math.min(least, blocks), Number.POSITIVE_INFINITY);
    this.values = values;
    this.rules = rules;
    this.life = new Life(name, { initial: values.begins, life }, cluster.kernel, cluster.events);
    this.membership = new Membership(name, cluster, rules, work.rundown);
    this.units = cluster.nodes.map((node) => new VirtualUnit(this, node));
    this.priority = values.priority;
    this.copyAssist = values.copy_assist;
    this.lastMembers = disks;
    this.#shared = shared;
    this.#verifications = this.units.map((unit) => new MountVerification(this, unit, alarms));
    if (values.begins !== State.Steady) return;
    this.open(disks, 'in the set at the start');
    this.check();
  }

  get members(): readonly Member[] {
    return this.membership.all;
  }

  get sources(): readonly Member[] {
    return this.membership.sources;
  }

  get readers(): readonly Member[] {
    return this.membership.readers;
  }

  /** The state when nothing is left to copy. */
  get restingState(): State {
    return this.mergePending ? State.MergePending : State.Steady;
  }

  memberOf(disk: MemberDisk): Member | undefined {
    return this.members.find((member) => member.disk === disk);
  }

  /** Mounts the set on all nodes that work, with these full members; look (`check`) when the state has changed. */
  open(disks: readonly MemberDisk[], cause: string): void {
    for (const disk of disks) this.membership.join(disk, null, this.units, cause);
    for (const unit of this.units) {
      unit.open = unit.node.up;
      unit.incarnation++;
    }
  }

  /** Dismounts it everywhere. */
  close(cause: string): void {
    this.lastMembers = this.sources.map(({ disk }) => disk);
    for (const unit of this.units) {
      unit.open = false;
      unit.incarnation++;
    }
    this.#cancel([...this.operations]);
    for (const member of [...this.members]) this.membership.leave(member, cause);
    this.copySource = null;
    for (const verification of this.#verifications) verification.stop();
  }

  /** Targets that are copied to in one pass, after those that wait already. */
  addTargets(disks: readonly MemberDisk[], cause: string): void {
    const { cluster, connections } = this.#shared;
    const operation = new CopyOperation(this, cluster, connections);
    operation.targets = disks.map((disk) => this.membership.join(disk, operation, this.units, cause));
    this.operations = [...this.operations, operation];
  }

  /** The configuration has changed: members are looked at, assisted copies decided anew, the first operation set going. */
  evaluate(): void {
    this.check();
    const [current] = this.operations;
    if (current?.manager && current.thread?.begun) current.assist.evaluate(current.manager);
    else if (current !== undefined && !current.begun) this.#shared.work.pend(current);
    this.#shared.work.consider();
  }

  /** Takes a member out. @param on the verb or event that does it */
  removeMember(member: Member, cause: string, on = 'member-removed'): void {
    const { operation } = member;
    const wasCopying = this.life.state === State.Copying && this.operations[0] === operation;
    if (this.copySource === member) this.copySource = null;
    this.membership.leave(member, cause);
    let to = this.life.state;
    if (operation !== null) {
      operation.targets = operation.targets.filter((one) => one !== member);
      if (operation.canceled) {
        this.#cancel([operation]);
        if (this.operations.length === 0) to = this.restingState;
        else if (wasCopying) to = State.CopyPending;
      }
    }
    this.life.go(on, cause, to);
    this.evaluate();
  }

  /** All ranges of an operation are done: its targets are full members. */
  completed(operation: CopyOperation): void {
    const cause = `${operation} copied by ${operation.manager!.name}`;
    this.operations = this.operations.filter((one) => one !== operation);
    for (const target of operation.targets) this.membership.promote(target, cause);
    this.life.go('copy-completed', cause, this.operations.length > 0 ? State.CopyPending : this.restingState);
    this.evaluate();
  }

  /** A component has changed: members that have failed for good leave, every node looks whether the others answer. */
  check(): void {
    const broken = this.members.find((member) => this.#isBroken(member));
    if (broken !== undefined) return this.removeMember(broken, `${broken.disk.name} has failed`);
    const { read_cost, remote_read_cost, served_read_cost } = this.values;
    for (const { node } of this.units) {
      for (const { disk, access } of this.members) {
        access[node.index]!.readCost = node.served(disk) ? served_read_cost : node.remote(disk) ? remote_read_cost : read_cost;
      }
    }
    for (const verification of this.#verifications) verification.check();
  }

  /** A node has crashed. */
  nodeLeft(unit: VirtualUnit): void {
    if (!unit.open) return;
    unit.open = false;
    unit.incarnation++;
    this.#verifications[unit.node.index]!.stop();
    if (this.rules.needsMerge(this.members.length)) this.setMergePending(`${unit.node.name} has crashed`);
    for (const { fence } of this.operations) fence.forget(unit);
    this.#shared.work.left(unit);
  }

  /** A node has booted: it mounts the set. */
  nodeJoined(unit: VirtualUnit): void {
    if (this.life.state === State.Dismounted || this.life.state === State.TimedOut) return;
    unit.open = true;
    unit.incarnation++;
    for (const { fence } of this.operations) fence.inform(unit);
    this.#shared.work.joined(unit);
    this.evaluate();
  }

  /** A node has given up waiting for a source member. @param queued writes were waiting there */
  unitTimedOut(unit: VirtualUnit, queued: boolean): void {
    const cause = `${unit.node.name} reaches no source member`;
    const others = this.units.some(({ open }) => open);
    for (const { fence } of this.operations) fence.forget(unit);
    if (queued && this.rules.needsMerge(this.members.length)) this.setMergePending(cause);
    if (!others) {
      this.#cancel([...this.operations]);
      for (const member of this.members) if (!member.isSource) this.membership.leave(member, cause);
    }
    this.life.go('mount-timeout', cause, others ? this.life.state : State.TimedOut);
  }

  setMergePending(cause: string): void {
    this.mergePending = true;
    this.life.go('merge-pending', cause, this.life.state === State.Steady ? State.MergePending : this.life.state);
  }

  #cancel(operations: readonly CopyOperation[]): void {
    this.operations = this.operations.filter((one) => !operations.includes(one));
    for (const operation of operations) {
      operation.targets = [];
      operation.held.release();
      this.#shared.work.cancel(operation);
    }
  }

  /** A fatal drive error: its controller answers and says so. The last source member stays, for mount verification. */
  #isBroken(member: Member): boolean {
    if (!member.disk.failed || (member.isSource && this.sources.length === 1)) return false;
    return this.units.some(({ open, node }) => open && node.reaches(member.disk));
  }
}
