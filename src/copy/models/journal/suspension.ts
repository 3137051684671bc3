import { EntryKind } from '../../../storage/journal.ts';
import type { JournalGroup } from './journal-group.ts';
import { State } from './life-table.ts';
import type { Pair } from './pair.ts';

/**
 * Suspends pairs: their entries that are not restored are dropped, and the tracks marked in the bitmap [D: created and
 * not sent; sent and not acknowledged; received and not restored]. What hosts write from now on is marked, too.
 * @param to the state that follows; SMPL: the pairs are given up
 */
export function suspend(group: JournalGroup, pairs: readonly Pair[], event: string, to: State, cause: string): void {
  if (pairs.length === 0) return;
  const dropped = new Set(pairs);
  for (const pair of pairs) {
    pair.go(event, cause, to);
    pair.initialCopy?.stop();
    pair.initialCopy = null;
  }
  const { master, restoreJournal } = group;
  for (let sequence = group.restored + 1; sequence <= group.created; sequence++) {
    const pair = group.pairs[master.volumeOf(sequence)]!;
    if (!dropped.has(pair) || master.kindOf(sequence) === EntryKind.Void) continue;
    group.shared.rules.drops(group, pair, sequence);
    pair.exposedSince = Math.min(pair.exposedSince, master.timeOf(sequence));
    if (sequence > group.arrived) group.atRisk.remove(master, sequence);
    master.void(sequence);
    if (restoreJournal.has(sequence)) restoreJournal.void(sequence);
  }
  if (to === State.Simplex) {
    for (const pair of pairs) {
      pair.bitmap.clearAll();
      pair.exposedSince = Infinity;
    }
  }
  if (!group.pairs.some((pair) => pair.restoring)) group.clear();
  group.exposureChanged();
  group.usageChanged();
  group.restore.start();
  group.inflow.release();
}
