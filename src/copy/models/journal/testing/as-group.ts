import type { JournalObserver } from '../../../../storage/observer.ts';

/** Tells an observer of every group as of this one. */
export function asGroup(to: JournalObserver, group: string): JournalObserver {
  return {
    journalled: (_, ...rest) => to.journalled(group, ...rest),
    baseEntered: (_, ...rest) => to.baseEntered(group, ...rest),
    sent: (_, ...rest) => to.sent(group, ...rest),
    arrived: (_, ...rest) => to.arrived(group, ...rest),
    purged: (_, ...rest) => to.purged(group, ...rest),
    used: (_, ...rest) => to.used(group, ...rest),
    marked: (_, ...rest) => to.marked(group, ...rest),
    lost: (_, ...rest) => to.lost(group, ...rest),
    restoring: (_, ...rest) => to.restoring(group, ...rest),
    restored: (_, ...rest) => to.restored(group, ...rest),
  };
}
