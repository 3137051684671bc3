import type { Io } from '../../kernel/io.ts';
import type { HostIo } from '../host-io.ts';
import { blocksText, type ViolationLog } from '../violation.ts';
import type { VolumeHistory } from '../volume-history.ts';
import { type AuditedMember, isFull, type Members } from './members.ts';

/** Rules of host writes to a shadow set. */
export class WriteRules {
  readonly #log: ViolationLog;
  readonly #history: VolumeHistory;
  readonly #members: Members;

  constructor(log: ViolationLog, history: VolumeHistory, members: Members) {
    this.#log = log;
    this.#history = history;
    this.#members = members;
  }

  /**
   * A host write has arrived on a member. Order: to a target, beyond what is copied of it, it may be on its way only
   * after it has arrived on all that were full members when it was issued.
   */
  arrived(io: Io, member: AuditedMember, now: number): void {
    if (io.began < member.since) return; // sent to the disk when it was in the set before
    const write = this.#history.arriving(io);
    write?.landed(member.medium, now);
    if (write === null || isFull(member) || write.end <= member.possible) return;
    for (const { medium, fullSince } of this.#members.all) {
      if (fullSince >= write.issued || write.landedOn(medium) <= io.began) continue;
      const text = `${write}: it goes to the target ${member.medium.name}, copied up to block ${member.possible}, before it is on ${medium.name}`;
      this.#log.add('order', text);
      return;
    }
  }

  /**
   * V7: an acknowledged write is on all members. What was issued before a target joined need not reach it; and where it
   * is not yet copied, the copy may have put older data there for the moment.
   */
  acknowledged(write: HostIo): void {
    for (const member of this.#members.all) {
      const { medium, since, reached } = member;
      if (write.issued <= since) continue;
      const full = isFull(member);
      const what = `${full ? 'source member' : 'target'} ${medium.name}`;
      const end = full ? write.end : Math.min(write.end, reached);
      if (write.landedOn(medium) === Number.POSITIVE_INFINITY)
        this.#log.add('V7', `${write} is acknowledged, but was not written to the ${what}`);
      else if (!this.#history.holds(write, medium.contents, end))
        this.#log.add('V7', `${write} is acknowledged, but the ${what} holds older data in ${blocksText(write.block, end)}`);
    }
  }
}
