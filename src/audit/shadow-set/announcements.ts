/** What an operator learns of a shadow set, in the order in which it happens. */
export interface Announcements {
  /** A disk has become a member: full, or to be copied to. */
  joined(disk: string, full: boolean): void;
  /** The copy to this member is complete. */
  becameFull(disk: string): void;
  /** A disk is no member any more. */
  left(disk: string): void;
  /** A node begins a copy, or takes over and goes on with one, at block `from`. */
  copying(node: string, targets: readonly string[], from: number, takenOver: boolean): void;
  /** Whether controllers do the copy. */
  assisted(yes: boolean): void;
  /** No node copies any more. */
  stopped(): void;
  mergePending(): void;
}

/** An event as `EventSink.record` is told of it. */
export interface AuditedEvent {
  readonly subject: string;
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly cause: string;
}

const NOT_A_MEMBER = 'not a member';
const FULL_MEMBER = 'ShadowSetMember';
const COPYING = 'Copying';

/** Tells `listener` what an event means for the set of that name. */
export function announce(listener: Announcements, set: string, { subject, event, from, to, cause }: AuditedEvent): void {
  if (subject.startsWith(`${set}.`) && event === 'member') {
    const disk = subject.slice(set.length + 1);
    if (to === NOT_A_MEMBER) listener.left(disk);
    else if (from === NOT_A_MEMBER) listener.joined(disk, to === FULL_MEMBER);
    else listener.becameFull(disk);
  }
  if (subject !== set) return;
  if (event === 'merge-pending') listener.mergePending();
  if (event === 'copy-assist') listener.assisted(cause.startsWith('assisted'));
  if (from === COPYING && to !== COPYING) listener.stopped();
  const copies = /^(\S+) copies to (.+) from block (\d+)$/.exec(cause);
  if (to === COPYING && from !== COPYING && copies !== null)
    listener.copying(copies[1]!, copies[2]!.split(' and '), Number(copies[3]), event === 'copy-continued');
}
