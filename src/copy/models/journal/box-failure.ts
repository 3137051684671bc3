import type { JournalGroup } from './journal-group.ts';

/**
 * Failures of a whole box, or of a link [D]:
 *
 *     link lost         pairs stay; the journal grows until the path watch time is over, or it is full
 *     remote box lost   the same; besides, it restores nothing while it is down
 *     main box lost     the remote box restores what has arrived without a gap, and stays there; all later entries are lost
 *
 * Messages under way are lost with the box that they come from or go to, and repeated when it is back. What a box held, it
 * holds when it is back, its journals too: cache and shared memory have batteries. What it was restoring or reading for the
 * copy, it restores or reads again. [E]
 *
 * @param component what has failed or is back
 */
export function boxOrLinkChanged(group: JournalGroup, component: string): void {
  const { main, remote } = group.paths.ends;
  if ((component === main.name && !main.up) || (component === remote.name && !remote.up)) group.interruptions++;
  if (component === main.name && !main.up) group.mainBoxLost();
  if (component === remote.name && remote.up) group.restore.start();
  group.pathWatch.look();
}
