import type { Values } from '../../../parameters/parameter.ts';
import { dissimilarRanges } from '../../../storage/dissimilar-ranges.ts';
import { Uniform } from '../../../storage/initial-contents.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import { VerbRefused } from '../../copy-service.ts';
import type { Cluster, MemberDisk } from '../../surroundings.ts';
import { assistSource, isAtLeast } from './copy-assist.ts';
import { State } from './life-table.ts';
import type { dismountOptions, mountOptions, setShadowOptions } from './parameters.ts';
import type { ShadowSet } from './shadow-set.ts';

/** Stamp of what a set held before the run. */
const SET_DATA = -1;
/** Stamp of what the first disk of the cluster held before the run, where that is not the data of a set; the second disk one less. */
const FIRST_FOREIGN_DATA = -2;

/** Version from which a set may have six members instead of three. */
const SIX_MEMBERS = [8, 4];
/** Targets that one unassisted copy serves. */
const TARGETS_OF_A_COPY = 2;

/** The disks that options name, for one set among several of a copy. */
export type Pick = (volumes: readonly string[]) => readonly MemberDisk[];

/**
 * What operators do to shadow sets: MOUNT, DISMOUNT, SET SHADOW. Each looks first whether it is possible for a set, and
 * returns what is then to be done, so that a command for several sets is done for all or for none.
 */
export class Verbs {
  readonly #cluster: Cluster;
  /** Disks that are or were in a set, and which was the last. */
  readonly #known = new Map<MemberDisk, ShadowSet>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** Full members from the start: they hold the data of the set. */
  adopt(disks: readonly MemberDisk[]): void {
    for (const disk of disks) disk.contents.reset(new Uniform(SET_DATA));
  }

  /** The set is there: its disks are spoken for. */
  own(set: ShadowSet): void {
    for (const disk of set.lastMembers) this.#known.set(disk, set);
  }

  /** MOUNT, of the set or of members: "The DCL command MOUNT initiates a copy operation when a disk is added to an existing shadow set." */
  mount(set: ShadowSet, options: Partial<Values<typeof mountOptions>>, pick: Pick): () => void {
    set.life.expect('mount');
    const dismounted = set.life.state === State.Dismounted;
    if (options.member === undefined && !dismounted) throw new VerbRefused(`${set.name} is mounted already`);
    const named = options.member === undefined ? set.lastMembers : pick(options.member);
    const full = dismounted ? named.filter((disk) => set.lastMembers.includes(disk) && this.#known.get(disk) === set) : [];
    const added = named.filter((disk) => !full.includes(disk));
    if (dismounted && full.length === 0)
      throw new VerbRefused(`none of ${names(named)} was a full member of ${set.name} when it was dismounted`);
    for (const disk of named) this.#expectOnLine(disk);
    for (const disk of added) this.#expectMountable(set, disk);
    const count = (dismounted ? full.length : set.members.length) + added.length;
    const most = this.#cluster.nodes.every(({ version }) => isAtLeast(version, SIX_MEMBERS)) ? 6 : 3;
    if (count > most) throw new VerbRefused(`${set.name} would have ${count} members; ${most} is the limit`);
    return () => {
      const cause = `MOUNT ${names(named)}`;
      if (dismounted) set.open(full, cause);
      for (const disk of added) this.#prepare(set, disk, options);
      if (this.#cluster.twin) this.#join(set, added, cause);
      else this.#addAndCopy(set, added, cause);
    };
  }

  /** DISMOUNT, of the set on all nodes or of members. */
  dismount(set: ShadowSet, options: Partial<Values<typeof dismountOptions>>, pick: Pick): () => void {
    set.life.expect('dismount');
    if (options.member === undefined) {
      const busy = set.units.find(({ writes }) => writes.count > 0);
      if (busy !== undefined) throw new VerbRefused(`writes to ${set.name} are under way on ${busy.node.name}`);
      return () => {
        set.close('DISMOUNT');
        set.life.go('dismount', 'all nodes', State.Dismounted);
      };
    }
    if (set.life.state === State.TimedOut) throw new VerbRefused(`${set.name} has timed out: only the set as a whole can be dismounted`);
    const members = pick(options.member).map((disk) => {
      const member = set.memberOf(disk);
      if (member === undefined) throw new VerbRefused(`${disk.name} is not a member of ${set.name}`);
      return member;
    });
    if (set.sources.every((source) => members.includes(source)))
      throw new VerbRefused(`${names(members.map(({ disk }) => disk))}: no source member of ${set.name} would be left`);
    return () => {
      for (const member of members) set.removeMember(member, `DISMOUNT ${member.disk.name}`, 'dismount');
    };
  }

  /** SET SHADOW. */
  setShadow(set: ShadowSet, options: Partial<Values<typeof setShadowOptions>>, pick: Pick): () => void {
    set.life.expect('set_shadow');
    const { priority, copy_source, copy_assist } = options;
    const source = copy_source === undefined ? undefined : set.memberOf(pick([copy_source])[0]!);
    if (copy_source !== undefined && !source?.isSource) throw new VerbRefused(`${copy_source} is not a full member of ${set.name}`);
    return () => {
      if (priority !== undefined) set.priority = priority;
      if (source !== undefined) set.copySource = source;
      if (copy_assist !== undefined) set.copyAssist = copy_assist;
      set.life.go(
        'set_shadow',
        Object.entries(options)
          .map(([option, value]) => `${option}: ${value}`)
          .join(', '),
      );
    };
  }

  #expectMountable(set: ShadowSet, disk: MemberDisk): void {
    const other = this.#known.get(disk);
    if (other !== undefined && other !== set && other.memberOf(disk) !== undefined)
      throw new VerbRefused(`${disk.name} is a member of ${other.name}`);
    if (set.memberOf(disk) !== undefined) throw new VerbRefused(`${disk.name} is a member of ${set.name} already`);
    if (disk.blocks < set.blocks)
      throw new VerbRefused(`${disk.name} has ${disk.blocks} blocks, fewer than the ${set.blocks} of ${set.name}`);
  }

  #expectOnLine(disk: MemberDisk): void {
    const blind = this.#cluster.nodes.find((node) => node.up && !node.reaches(disk));
    if (disk.failed || blind !== undefined) throw new VerbRefused(`${disk.name} is not on line to ${blind?.name ?? 'any node'}`);
  }

  /** What is on the disk when it comes: what it held in the set before, or as the scenario says. */
  #prepare(set: ShadowSet, disk: MemberDisk, options: Partial<Values<typeof mountOptions>>): void {
    const unknown = !this.#known.has(disk);
    this.#known.set(disk, set);
    if (this.#cluster.twin) disk.contents.copyFrom(set.sources[0]!.disk.contents);
    else if (unknown || options.similar !== undefined) {
      const { values } = set;
      const rangeBlocks = Math.max(1, Math.floor(values.copy_range / BLOCK_BYTES));
      const ranges = Math.ceil(set.blocks / rangeBlocks);
      const count = Math.round((1 - (options.similar ?? values.similar)) * ranges);
      const seed = this.#cluster.streams.stream(`${set.name}/${disk.name}/dissimilar ranges`).int32();
      const choice = dissimilarRanges(ranges, count, rangeBlocks, options.dissimilar_placement ?? values.dissimilar_placement, seed);
      disk.contents.resemble(set.sources[0]!.disk.contents, choice, FIRST_FOREIGN_DATA - this.#cluster.disks.indexOf(disk));
    }
  }

  /** The controller copies to one target at a time; what hosts copy goes to two at a time. */
  #addAndCopy(set: ShadowSet, added: readonly MemberDisk[], cause: string): void {
    const assisted = added.filter((disk) => disk.copyAssist && assistSource(set, disk) !== null && set.copyAssist === 'automatic');
    const others = added.filter((disk) => !assisted.includes(disk));
    for (const disk of assisted) set.addTargets([disk], cause);
    for (let i = 0; i < others.length; i += TARGETS_OF_A_COPY) set.addTargets(others.slice(i, i + TARGETS_OF_A_COPY), cause);
    const copying = set.life.state === State.Copying;
    set.life.go('mount', cause, copying ? State.Copying : set.operations.length > 0 ? State.CopyPending : set.restingState);
    set.evaluate();
  }

  /** The twin: full members at once. */
  #join(set: ShadowSet, added: readonly MemberDisk[], cause: string): void {
    set.life.go('mount', cause, added.length > 0 ? State.CopyPending : set.restingState);
    if (added.length > 0) {
      set.life.go('copy-begun', 'costs nothing', State.Copying);
      for (const disk of added) set.membership.join(disk, null, set.units, cause);
      set.life.go('copy-completed', 'costs nothing', set.restingState);
    }
    set.check();
  }
}

function names(disks: readonly MemberDisk[]): string {
  return disks.map(({ name }) => name).join(', ');
}
