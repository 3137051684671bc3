import type { LifeRow } from '../../copy-service.ts';

/** States of a shadow set, in the words of SHOW SHADOW. */
export const State = {
  Dismounted: 'Dismounted',
  Steady: 'SteadyState',
  CopyPending: 'CopyPending',
  Copying: 'Copying',
  MergePending: 'MergePending',
  TimedOut: 'MntVerifyTimeout',
} as const;
export type State = (typeof State)[keyof typeof State];

export const states = [
  { name: State.Dismounted, means: 'No node has the set mounted.' },
  { name: State.Steady, means: 'All members are full members; nothing is left to copy.' },
  {
    name: State.CopyPending,
    means: 'There are copy targets, and no node copies: nodes wait their delays, for a thread, or for a take-over.',
  },
  { name: State.Copying, means: 'One node copies to the targets.' },
  {
    name: State.MergePending,
    means: 'Full members may differ where writes were under way when a node crashed; a merge has to come. A copy goes first.',
  },
  { name: State.TimedOut, means: 'No node has reached a source member for so long that I/Os fail.' },
] as const;

/** States of a member, in the words of SHOW SHADOW. */
export const MemberState = { Out: 'not a member', Source: 'ShadowSetMember', Target: 'ShadowCopying' } as const;

const { Dismounted, Steady, CopyPending, Copying, MergePending, TimedOut } = State;
const MOUNTED = [Steady, CopyPending, Copying, MergePending];
const COPY = [CopyPending, Copying];

const verb = (on: string, from: readonly string[], to: string, means: string): LifeRow => ({ on, kind: 'verb', from, to, means });
const event = (on: string, from: readonly string[], to: string, means: string): LifeRow => ({ on, kind: 'event', from, to, means });

export const life: readonly LifeRow[] = [
  verb('mount', [Dismounted], Steady, 'The set is mounted on all nodes with its full members.'),
  verb('mount', [Dismounted, Steady, MergePending], CopyPending, 'Members are added that have to be copied first.'),
  verb('mount', [Dismounted], MergePending, 'The set is mounted, and its merge is still to come.'),
  verb('mount', COPY, 'same', 'Members are added; their copy waits for the present one.'),
  {
    ...verb(
      'dismount',
      [...MOUNTED, TimedOut],
      Dismounted,
      'The set is dismounted on all nodes; what was copied so far to targets is given up.',
    ),
    ends: 'dismounted',
  },
  verb('dismount', MOUNTED, 'same', 'A member is taken out of the set.'),
  { ...verb('dismount', COPY, Steady, 'The last target is taken out of the set: its copy is cancelled.'), ends: 'cancelled' },
  { ...verb('dismount', COPY, MergePending, 'The last target is taken out of the set; a merge is still to come.'), ends: 'cancelled' },
  verb('dismount', [Copying], CopyPending, 'The targets of the present copy are taken out; those added later are next.'),
  verb('set_shadow', MOUNTED, 'same', 'Priority, copy source or copy assist are set.'),

  event('copy-assist', MOUNTED, 'same', 'It is found out whether controllers can do a copy; the cause says what stands against it.'),
  event('copy-waits', [CopyPending], 'same', 'A node could copy, but I/Os from before a target came are still under way to it.'),
  event('copy-begun', [CopyPending], Copying, 'A node begins to copy at block 0.'),
  event('copy-continued', [CopyPending], Copying, 'Another node goes on from the last published fence.'),
  event('copy-canceled', [Copying], CopyPending, 'The managing node is gone; any node may go on.'),
  { ...event('copy-completed', [Copying], Steady, 'The targets are full members.'), done: true },
  { ...event('copy-completed', [Copying], MergePending, 'The targets are full members; the merge is next.'), done: true },
  event('copy-completed', [Copying], CopyPending, 'The targets are full members; others are still to be copied.'),
  event('member-removed', MOUNTED, 'same', 'A member was out of reach for SHADOW_MBR_TMO or has failed: it is no member any more.'),
  { ...event('member-removed', COPY, Steady, 'The last target is lost: nothing is left to copy to.'), ends: 'broken off' },
  { ...event('member-removed', COPY, MergePending, 'The last target is lost; a merge is still to come.'), ends: 'broken off' },
  event('member-removed', [Copying], CopyPending, 'The targets of the present copy are lost; those added later are next.'),
  event('merge-pending', [Steady], MergePending, 'A node has crashed, or has given up writes: members may differ.'),
  event('merge-pending', [CopyPending, Copying, MergePending, TimedOut], 'same', 'As above; the copy goes first.'),
  event('mount-verification', MOUNTED, 'same', 'A node does not reach a member: I/Os of this node to the set wait.'),
  event('mount-verified', [...MOUNTED, TimedOut], 'same', 'The node reaches all members again: I/Os go on.'),
  event('mount-timeout', [...MOUNTED, TimedOut], 'same', 'A node has reached no source member for too long: its I/Os fail.'),
  {
    ...event('mount-timeout', MOUNTED, TimedOut, 'The same on all nodes: the set is lost until it is dismounted and mounted again.'),
    ends: 'broken off',
  },
];
