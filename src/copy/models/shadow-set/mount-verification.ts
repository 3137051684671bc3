import type { Alarm, Alarms } from '../../alarms.ts';
import type { Member } from './member.ts';
import type { ShadowSet } from './shadow-set.ts';
import type { VirtualUnit } from './virtual-unit.ts';

/**
 * Mount verification of a shadow set on one node. While any member does not answer, all I/Os of the node to the set
 * wait. A member that has not answered for SHADOW_MBR_TMO is removed from the set, if there is a source member that
 * does. With no source member in reach the node waits for the time-out of the virtual unit; then its I/Os fail.
 */
export class MountVerification {
  readonly #set: ShadowSet;
  readonly #unit: VirtualUnit;
  readonly #alarms: Alarms;
  /** Members that do not answer, and the time-out of each; null: it is over. */
  readonly #missing = new Map<Member, Alarm | null>();
  #hopeless: Alarm | null = null;

  constructor(set: ShadowSet, unit: VirtualUnit, alarms: Alarms) {
    this.#set = set;
    this.#unit = unit;
    this.#alarms = alarms;
  }

  /** Looks at all members again: a component or the membership has changed. */
  check(): void {
    if (!this.#unit.open) return this.stop();
    for (const member of [...this.#missing.keys()]) if (member.removed) this.#found(member);
    for (const member of this.#set.members) {
      if (this.#answers(member)) this.#found(member);
      else this.#miss(member);
    }
    this.#watchSources();
    this.#announce();
    this.#removeOverdue();
  }

  /** The node has left the set, or crashed. */
  stop(): void {
    for (const member of [...this.#missing.keys()]) this.#found(member);
    if (this.#hopeless !== null) this.#alarms.cancel(this.#hopeless);
    this.#hopeless = null;
    this.#unit.verifying = false;
    this.#unit.stalled.release();
  }

  #answers({ disk }: Member): boolean {
    return !disk.failed && this.#unit.node.reaches(disk);
  }

  #miss(member: Member): void {
    member.access[this.#unit.node.index]!.lost = true;
    if (this.#missing.has(member)) return;
    const overdue = (): void => {
      this.#missing.set(member, null);
      this.#removeOverdue();
    };
    this.#missing.set(member, this.#alarms.set(this.#unit.node.shadow_mbr_tmo, overdue));
  }

  #found(member: Member): void {
    member.access[this.#unit.node.index]!.lost = false;
    const alarm = this.#missing.get(member);
    if (alarm) this.#alarms.cancel(alarm);
    this.#missing.delete(member);
  }

  #watchSources(): void {
    const hopeless = !this.#set.sources.some((member) => !this.#missing.has(member));
    if (hopeless && this.#hopeless === null) this.#hopeless = this.#alarms.set(this.#set.values.vu_timeout, () => this.#timeOut());
    if (hopeless || this.#hopeless === null) return;
    this.#alarms.cancel(this.#hopeless);
    this.#hopeless = null;
  }

  #announce(): void {
    const { node } = this.#unit;
    const names = [...this.#missing.keys()].map(({ disk }) => disk.name).join(', ');
    if (names !== '' && !this.#unit.verifying) this.#set.life.go('mount-verification', `${node.name} does not reach ${names}`);
    if (names === '' && this.#unit.verifying) this.#set.life.go('mount-verified', node.name);
    this.#unit.verifying = names !== '';
    // Those that still have to wait will come back.
    this.#unit.stalled.release();
  }

  #removeOverdue(): void {
    for (const [member, alarm] of this.#missing) {
      const another = this.#set.sources.some((source) => source !== member && !this.#missing.has(source));
      if (alarm !== null || !another || member.removed) continue;
      this.#set.removeMember(member, `${this.#unit.node.name} did not reach ${member.disk.name} for SHADOW_MBR_TMO`);
      return; // the membership has changed: check() has been called again
    }
  }

  #timeOut(): void {
    this.#hopeless = null;
    const queued = this.#unit.stalled.hostWrites > 0 || this.#unit.writes.count > 0;
    this.#unit.open = false;
    this.stop();
    this.#set.unitTimedOut(this.#unit, queued);
  }
}
