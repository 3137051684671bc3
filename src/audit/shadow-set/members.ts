import type { Medium } from '../media.ts';

/** A disk of the set, as the announcements tell. */
export interface AuditedMember {
  readonly medium: Medium;
  /** Instant at which it became a target, in ns; -1: it joined as a full member. */
  readonly since: number;
  /** Instant at which it became a full member; infinite for a target. */
  fullSince: number;
  /** Of a target: all blocks before this one are copied. */
  reached: number;
  /** Of a target: the copy cannot be farther than this. */
  possible: number;
}

/** Who belongs to a shadow set, and as what. */
export class Members {
  readonly all: AuditedMember[] = [];

  find(medium: Medium): AuditedMember | undefined {
    for (const member of this.all) if (member.medium === medium) return member;
    return undefined;
  }

  /** Some full member; undefined if the set has none. */
  get source(): Medium | undefined {
    for (const member of this.all) if (isFull(member)) return member.medium;
    return undefined;
  }

  add(medium: Medium, now: number, full: boolean): void {
    this.all.push(
      full
        ? { medium, since: -1, fullSince: -1, reached: 0, possible: 0 }
        : { medium, since: now, fullSince: Number.POSITIVE_INFINITY, reached: 0, possible: 0 },
    );
  }

  /** Without effect if it is none. */
  remove(medium: Medium): void {
    const index = this.all.findIndex((member) => member.medium === medium);
    if (index >= 0) this.all.splice(index, 1);
  }
}

export function isFull(member: AuditedMember): boolean {
  return member.fullSince < Number.POSITIVE_INFINITY;
}
