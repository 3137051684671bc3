/**
 * Shadow sets: Volume Shadowing for OpenVMS, the copy operation.
 *
 * "The purpose of a copy operation is to duplicate data on a source disk to a target disk. At the end of a copy
 * operation, both disks contain identical information, and the target disk becomes a complete member of the shadow
 * set." It is host-based: every node of the cluster presents the virtual unit (DSAn) to its own applications and sends
 * their I/Os to the members itself; one node manages the copy.
 *
 *      node A (manages the copy)                   node B
 *      ┌────────────────────────────┐              ┌──────────────┐
 *      │ virtual unit DSA1          │  the fence,  │ virtual unit │
 *      │   host I/Os     copy ┐     │  now and     │ DSA1         │
 *      │      │          thread     │  then        │   │          │
 *      │      │   read, compare,    │ ───────────► │   │          │
 *      │      │        write│       │              │   │          │
 *      └──────┼─────────────┼───────┘              └───┼──────────┘
 *             ├─────────────┴───── interconnects ──────┤
 *        controller 1                             controller 2
 *        source member  ── disk copy data ──► target   target
 *                          (assisted)
 *
 * Contents, as in the manual:
 *   life-table.ts           states of sets and members, and what leads from one to another
 *   parameters.ts           what the scenario may say
 *   rules.ts                the decisions of the manual, one a method
 *   virtual-unit.ts         host reads and writes on either side of the fence
 *   member-access.ts        a member as one node sees it
 *   unassisted-copy.ts      read, compare, write through host memory
 *   assisted-copy.ts        disk copy data within a controller; copy-assist.ts: when
 *   copy-operation.ts       targets, ranges (copy-ranges.ts) and threads (copy-thread.ts) of one copy
 *   copy-fence.ts           publication, acknowledged take-over (writes-under-way.ts)
 *   copy-work.ts            election of a node, delays, SHADOW_MAX_COPY, priorities
 *   rundown.ts              I/Os still under way to disks that have left
 *   mount-verification.ts   members out of reach
 *   shadow-set.ts           membership (membership.ts), failures of nodes and members
 *   verbs.ts                MOUNT, DISMOUNT, SET SHADOW
 *
 * Left out: minicopy and merge (a merge that is due is recorded and stays pending), DISMOUNT on one node alone,
 * SET SHADOW/EVALUATE=RESOURCES, partitions of the cluster and votes, I/O that stops while the cluster reconfigures,
 * the storage control block on the disks. Membership is known to all nodes at once, as by the cluster's locks.
 */
import type { ClusterCopyModel } from '../../copy-service.ts';
import { gauges } from './gauges.ts';
import { life, State, states } from './life-table.ts';
import { dismountOptions, mountOptions, setShadowOptions, shadowSetParameters } from './parameters.ts';
import { VolumeShadowing } from './volume-shadowing.ts';

export const shadowSet: ClusterCopyModel<typeof shadowSetParameters> = {
  kind: 'shadow-set',
  means: 'OpenVMS host-based shadow set: unassisted and assisted copies to new members while hosts go on.',
  follows: [
    {
      key: 'S004',
      title: 'HP Volume Shadowing for OpenVMS',
      section: 'Copy Operations; Unassisted Copy Operations; Assisted Copy Operations',
    },
    { key: 'VS-10', title: 'HP Volume Shadowing for OpenVMS 8.4 (BA554-90020)', section: '10.2, 10.3 Performance' },
    { key: 'VS-6', title: 'HP Volume Shadowing for OpenVMS 8.4 (BA554-90020)', section: '6.2 Copy Operations' },
    { key: 'HLP', title: 'OpenVMS HELP', section: 'SYS_PARAMETERS SHADOW_*; SET SHADOW; SHOW SHADOW' },
    { key: 'VSIW', title: 'VSI OpenVMS wiki', section: 'SHADOW_REC_DLY, SHADOW_PSM_RDLY, SHADOW_MBR_TMO' },
  ],
  installedInto: 'cluster',
  points: ['host submit', 'host complete'],
  parameters: shadowSetParameters,
  states,
  initial: State.Steady,
  life,
  options: [
    { verb: 'mount', parameters: mountOptions },
    { verb: 'dismount', parameters: dismountOptions },
    { verb: 'set_shadow', parameters: setShadowOptions },
  ],
  copying: [State.CopyPending, State.Copying],
  gauges,
  install: (cluster) => new VolumeShadowing(cluster),
};
