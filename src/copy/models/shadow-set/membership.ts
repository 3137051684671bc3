import type { Cluster, MemberDisk } from '../../surroundings.ts';
import type { CopyOperation } from './copy-operation.ts';
import { MemberState } from './life-table.ts';
import { Member } from './member.ts';
import { MemberAccess } from './member-access.ts';
import type { Rules } from './rules.ts';
import type { Rundown } from './rundown.ts';
import type { VirtualUnit } from './virtual-unit.ts';

/** Bits of the masks of members. */
const BITS = 30;

/** Who is in a set: full members and copy targets, as every node knows by the cluster's locks. */
export class Membership {
  /** Source members first, then targets, in the order in which they came. */
  all: readonly Member[] = [];
  /** Full members. */
  sources: readonly Member[] = [];
  /** Those that hosts read from. */
  readers: readonly Member[] = [];
  readonly #name: string;
  readonly #cluster: Cluster;
  readonly #rules: Rules;
  readonly #rundown: Rundown;
  #lastBit = -1;

  constructor(name: string, cluster: Cluster, rules: Rules, rundown: Rundown) {
    this.#name = name;
    this.#cluster = cluster;
    this.#rules = rules;
    this.#rundown = rundown;
  }

  /** A disk joins. @param operation the copy that it is a target of; null: as a full member */
  join(disk: MemberDisk, operation: CopyOperation | null, units: readonly VirtualUnit[], cause: string): Member {
    const member = new Member(disk, this.#nextBit(), operation);
    member.access = units.map((unit) => new MemberAccess(member, unit));
    this.#set([...this.all, member]);
    this.#announce(member, MemberState.Out, operation === null ? MemberState.Source : MemberState.Target, cause);
    return member;
  }

  /** A target has become a full member. */
  promote(member: Member, cause: string): void {
    member.operation = null;
    this.#set(this.all);
    this.#announce(member, MemberState.Target, MemberState.Source, cause);
  }

  leave(member: Member, cause: string): void {
    member.removed = true;
    this.#rundown.left(member);
    this.#set(this.all.filter((one) => one !== member));
    this.#announce(member, member.isSource ? MemberState.Source : MemberState.Target, MemberState.Out, cause);
  }

  #set(members: readonly Member[]): void {
    this.sources = members.filter((member) => member.isSource);
    this.all = [...this.sources, ...members.filter((member) => !member.isSource)];
    this.readers = this.all.filter((member) => this.#rules.servesReads(member));
  }

  /** Bits go round, so that a write on its way does not take a disk that comes back for the one that left. */
  #nextBit(): number {
    do this.#lastBit = (this.#lastBit + 1) % BITS;
    while (this.all.some(({ bit }) => bit === 1 << this.#lastBit));
    return 1 << this.#lastBit;
  }

  #announce(member: Member, from: string, to: string, cause: string): void {
    this.#cluster.events.record(`${this.#name}.${member.disk.name}`, 'member', from, to, cause);
  }
}
