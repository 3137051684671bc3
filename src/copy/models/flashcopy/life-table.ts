import type { LifeRow } from '../../copy-service.ts';

/** States of a FlashCopy relationship. */
export const State = {
  None: 'NONE',
  Establishing: 'ESTABLISHING',
  ActiveCopy: 'ACTIVE_COPY',
  ActiveNocopy: 'ACTIVE_NOCOPY',
  Complete: 'COMPLETE_PERSISTENT',
  Failed: 'FAILED',
} as const;
export type State = (typeof State)[keyof typeof State];

export const states = [
  { name: State.None, means: 'There is no relationship; source and target are volumes like others.' },
  { name: State.Establishing, means: 'The bitmap is being made: writes to the source and all I/Os to the target get extended long busy.' },
  { name: State.ActiveCopy, means: 'Tracks are left to be copied, and the background copy copies them.' },
  {
    name: State.ActiveNocopy,
    means: 'Tracks are left; they are copied when a destage would overwrite them on the source, and not before.',
  },
  { name: State.Complete, means: 'Nothing is left to be copied; the relationship is kept because it is persistent.' },
  { name: State.Failed, means: 'The rank of the target has failed: I/Os to the target fail until the relationship is withdrawn.' },
] as const;

const { None, Establishing, ActiveCopy, ActiveNocopy, Complete, Failed } = State;
const ACTIVE = [ActiveCopy, ActiveNocopy];

const verb = (on: string, from: readonly string[], to: string, means: string): LifeRow => ({ on, kind: 'verb', from, to, means });
const event = (on: string, from: readonly string[], to: string, means: string): LifeRow => ({ on, kind: 'event', from, to, means });

export const life: readonly LifeRow[] = [
  verb('establish', [None], Establishing, 'mkflash, FCESTABL: a point in time is going to be taken.'),
  {
    ...verb('withdraw', [...ACTIVE, Complete, Failed], None, 'rmflash, FCWITHDR: what was not copied yet is undefined on the target.'),
    ends: 'withdrawn',
  },
  verb('nocopy_to_copy', [ActiveNocopy], ActiveCopy, 'rmflash -cp, FCNOCOPYTOCOPY: the background copy takes what is left.'),

  event('established', [Establishing], ActiveCopy, 'The point in time is taken: the bitmap is set, no data have moved.'),
  event('established', [Establishing], ActiveNocopy, 'The same, without a background copy.'),
  { ...event('copied', ACTIVE, None, 'The last track is copied: the relationship ends by itself.'), done: true },
  { ...event('copied', ACTIVE, Complete, 'The last track is copied; the relationship is persistent.'), done: true },
  { ...event('failed', ACTIVE, Failed, 'The rank of the target has failed.'), ends: 'broken off' },
];
