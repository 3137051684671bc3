/**
 * Journal replication: HP StorageWorks XP24000 Continuous Access Journal (Hitachi Universal Replicator).
 *
 * "Initial copy operations synchronize data in the primary data volume and data in the secondary data volume", then
 * update copy goes on: the main box keeps every write as an entry of a journal, and the remote box fetches the entries
 * and restores them in the same order. Hosts never wait for the remote box, so the S-VOLs are a little behind.
 *
 *      main box (MCU)                                          remote box (RCU)
 *      ┌────────────────────────────────────┐                  ┌────────────────────────────────────┐
 *  ──► │ P-VOL ── journal obtain            │                  │            restore ──► S-VOL       │
 *      │            │ next sequence number  │  read journal    │               ▲ in sequence        │
 *      │            ▼                       │ ◄─────────────── │               │                    │
 *      │   master journal ── the next ──────┼────────────────► │ restore journal                    │
 *      │   freed up to what is restored     │   entries        │ holes where entries are on the way │
 *      └────────────────────────────────────┘                  └────────────────────────────────────┘
 *
 * Contents, as in the guide:
 *   life-table.ts           pair states, and what leads from one to another
 *   parameters.ts           what the scenario may say
 *   rules.ts                the decisions of the guide, one a method
 *   primary-volume.ts       update copy: journal obtain
 *   read-journal.ts         journal copy: read-journal commands over the remote paths (remote-paths.ts)
 *   restore.ts              journal restore, on the S-VOLs (secondary-volume.ts)
 *   initial-copy.ts         base journals
 *   inflow-control.ts       a filling journal: high-water mark, inflow control, data overflow watch
 *   path-watch.ts           lost paths
 *   box-failure.ts          a box is lost as a whole: what stays, what is lost (at-risk.ts)
 *   suspension.ts           pairs are suspended; the bitmap (pair.ts)
 *   journal-group.ts        journals, sequence numbers, RPO, states of the pairs
 *   verbs.ts                paircreate, pairsplit, pairresync
 *
 * Left out: takeover (SSWS) and swap resync, the S-VOL write option, delta resync, journals on volumes of their own
 * (Use of Cache: No) with read-back, several mirrors of a group, the transfer speed classes, and the load that
 * read-journal commands put on the processors of the boxes (their time is a delay).
 */
import type { BoxCopyModel } from '../../copy-service.ts';
import { gauges } from './gauges.ts';
import { JournalReplication } from './journal-replication.ts';
import { initial, life, State, states } from './life-table.ts';
import { journalParameters, paircreateOptions, pairsplitOptions } from './parameters.ts';

export const journal: BoxCopyModel<typeof journalParameters> = {
  kind: 'journal',
  means: 'Continuous Access Journal: asynchronous copy to another box by way of journals, in the order of the writes.',
  follows: [
    {
      key: 'S001',
      title: 'HP StorageWorks XP24000 Continuous Access Journal Software User and Reference Guide (T5278-96001)',
      section: 'Remote Copy Operations',
    },
    { key: 'CAJ07', title: 'the same', section: 'pair status, p. 35; data overflow watch; path watch time, p. 156' },
    { key: 'URZ', title: 'Hitachi Universal Replicator for Mainframe User Guide', section: 'update copy, journal restore, 2-25 to 2-27' },
    { key: 'RM7', title: 'HP XP RAID Manager reference', section: 'pair states; o-time, p. 41' },
  ],
  installedInto: 'box',
  points: ['volume submit', 'volume complete', 'between boxes'],
  parameters: journalParameters,
  states,
  initial,
  life,
  options: [
    { verb: 'paircreate', parameters: paircreateOptions },
    { verb: 'pairsplit', parameters: pairsplitOptions },
  ],
  copying: [State.Copy, State.Suspending],
  gauges,
  refuses: ([pvol, svol]) => {
    if (pvol!.array === svol!.array)
      return `${pvol!.name} and ${svol!.name} are in the same box, ${pvol!.array}: a journal goes to another one`;
    return pvol!.size === svol!.size ? null : `${pvol!.name} and ${svol!.name} are not of the same size`;
  },
  install: (boxes) => new JournalReplication(boxes),
};
