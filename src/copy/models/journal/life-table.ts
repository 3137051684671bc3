import type { LifeRow } from '../../copy-service.ts';

/** States of a data pair, in the words of RAID Manager. */
export const State = {
  Simplex: 'SMPL',
  Copy: 'COPY',
  Pair: 'PAIR',
  HighWater: 'PFUL',
  Full: 'PFUS',
  Suspending: 'Suspending',
  Split: 'PSUS',
  Error: 'PSUE',
} as const;
export type State = (typeof State)[keyof typeof State];

export const states = [
  { name: State.Simplex, means: 'The volumes are not paired; hosts read and write both.' },
  { name: State.Copy, means: 'Base journals are copied; updates run along. The S-VOL is not usable yet.' },
  { name: State.Pair, means: 'Updates flow: the S-VOL is the P-VOL as it was a little earlier. Hosts may read it only.' },
  { name: State.HighWater, means: 'As PAIR, with the master journal above the high-water mark; inflow control delays host writes.' },
  { name: State.Full, means: 'Suspended: the journal was full. Host writes are marked in the bitmap alone.' },
  { name: State.Suspending, means: 'Split by the operator; the journals up to the split are still being restored.' },
  { name: State.Split, means: 'Suspended by the operator.' },
  { name: State.Error, means: 'Suspended by a failure.' },
] as const;

const { Simplex, Copy, Pair, HighWater, Full, Suspending, Split, Error: Failed } = State;

/** The state of volumes that no verb has paired. */
export const initial = Simplex;

/** In which writes of hosts are taken into the journal. */
export const JOURNALING: readonly string[] = [Copy, Pair, HighWater];
/** In which the copy is given up until an operator resynchronises it. */
export const SUSPENDED: readonly string[] = [Full, Split, Failed];

const verb = (on: string, from: readonly string[], to: string, means: string): LifeRow => ({ on, kind: 'verb', from, to, means });
const event = (on: string, from: readonly string[], to: string, means: string): LifeRow => ({ on, kind: 'event', from, to, means });

export const life: readonly LifeRow[] = [
  verb('paircreate', [Simplex], Copy, 'The initial copy begins: base journals of the whole volume, in the order of addresses.'),
  verb('paircreate', [Simplex], Pair, 'Copy mode none: the operator vouches that the volumes are equal.'),
  verb('pairsplit', [Pair, HighWater], Suspending, 'Split after the journals up to now are restored (flush).'),
  verb('pairsplit', [...JOURNALING, Suspending], Split, 'Split at once; journals that are not restored are dropped (purge).'),
  { ...verb('pairsplit', [...JOURNALING, Suspending, ...SUSPENDED], Simplex, 'The pair is given up.'), ends: 'given up' },
  verb('pairresync', SUSPENDED, Copy, 'The tracks in the bitmap are copied by base journals.'),

  event('begins', [Simplex], Pair, 'The scenario begins with the pair in this state.'),
  { ...event('initial-copy-done', [Copy], Pair, 'All base journals are restored.'), done: true },
  { ...event('initial-copy-done', [Copy], HighWater, 'The same, with the journal above the high-water mark.'), done: true },
  event('high-water', [Pair], HighWater, 'The master journal is used above the high-water mark.'),
  event('high-water-over', [HighWater], Pair, 'It is used little enough again.'),
  event('journal-full', [...JOURNALING, Suspending], Full, 'The master journal was full for the data overflow watch time.'),
  event('path-watch-time', [...JOURNALING, Suspending], Failed, 'No path between the boxes worked for the path watch time.'),
  event('volume-error', [...JOURNALING, Suspending], Failed, 'A volume of the pair could not be read or written.'),
  event('flushed', [Suspending], Split, 'All journals up to the split are restored.'),
  event('fallen-behind', [...JOURNALING, Suspending], 'same', 'The group is out of step: paths are lost, or the RPO has grown.'),
  event(
    'main-box-lost',
    [...JOURNALING, Suspending, ...SUSPENDED],
    'same',
    'The main box has failed: what has not arrived is lost with it.',
  ),
  {
    ...event('caught-up', [...JOURNALING, Suspending], 'same', 'The group is in step again: no write that is not restored is old.'),
    done: true,
  },
];
