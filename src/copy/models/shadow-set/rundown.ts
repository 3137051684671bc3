import type { MemberDisk } from '../../surroundings.ts';
import type { Member } from './member.ts';

/**
 * The disks of the cluster that have left a set while I/Os were under way to them. Such an I/O still reads or writes
 * the disk, whoever has it by then.
 */
export class Rundown {
  #members: readonly Member[] = [];
  readonly #whenOver: () => void;

  /** @param whenOver called when the last of them to a disk has ended */
  constructor(whenOver: () => void) {
    this.#whenOver = whenOver;
  }

  /** A member has left its set. */
  left(member: Member): void {
    if (member.underWay === 0) return;
    this.#members = [...this.#members, member];
    member.whenIdle = () => this.#over(member);
  }

  awaits(disk: MemberDisk): boolean {
    return this.#members.some((member) => member.disk === disk);
  }

  #over(member: Member): void {
    this.#members = this.#members.filter((one) => one !== member);
    this.#whenOver();
  }
}
