import type { ParameterTable } from '../../../parameters/parameter.ts';

const SECOND = 1e9;
const ESTIMATE = 'E' as const;

const similar = {
  type: 'fraction',
  range: [0, 1],
  means: 'Fraction of the copy ranges of a disk that hold the same data as the set when the disk is mounted into it.',
} as const;

const placement = {
  type: 'word',
  words: ['uniform', 'clustered'],
  means: 'Where the dissimilar ranges of such a disk lie: anywhere, or in one stretch.',
} as const;

const copyAssist = {
  type: 'word',
  words: ['automatic', 'disabled'],
} as const;

const PRIORITY_RANGE = [0, 10_000] as const;

/** Parameters of a shadow set, as far as the copy operation goes. System parameters (SHADOW_MAX_COPY and so on) are words of the host. */
export const shadowSetParameters = {
  members: {
    type: 'names',
    of: ['volumes'],
    atLeast: 1,
    means:
      'Full members of the set when the run begins; volumes with a count make as many sets. Other volumes stand outside until a mount adds them.',
    tag: ESTIMATE,
    source: 'the configuration',
  },
  begins: {
    type: 'word',
    words: ['SteadyState', 'Dismounted'],
    default: 'SteadyState',
    means: 'The state in which the set begins. Dismounted: hosts have no access until the timeline mounts it.',
    tag: ESTIMATE,
    source: 'a set in use unless said otherwise',
  },
  copy_range: {
    type: 'size',
    default: 127 * 512,
    range: [512, 127 * 512],
    means: 'Blocks copied by one pass of the copy loop (LBN range).',
    tag: 'R',
    source: 'K. Parris, presentations on volume shadowing; SHAD$COPY_BUFFER_SIZE is 127 blocks at most',
  },
  depth: {
    type: 'count',
    default: 1,
    range: [1, 16],
    means: 'Ranges that a copy has under way at a time.',
    tag: 'R',
    source: 'K. Parris, presentations on volume shadowing: no double buffering',
  },
  fence_notify_interval: {
    type: 'duration',
    default: SECOND,
    range: [1e6, 3600 * SECOND],
    means: 'The managing node tells the others where the copy fence is when a range is done and this time has passed.',
    tag: ESTIMATE,
    source: 'Volume Shadowing, Copy Operations, says periodically; the period is not published',
  },
  fence_notify_ranges: {
    type: 'count',
    default: 100,
    range: [1, 1_000_000_000],
    means: 'It tells them earlier if so many ranges are done.',
    tag: ESTIMATE,
    source: 'about one second of an idle copy',
  },
  priority: {
    type: 'count',
    default: 5000,
    range: PRIORITY_RANGE,
    means: 'Of sets that wait for a copy thread of a node the one with the higher number goes first; 0: no copy ever.',
    tag: 'P',
    source: 'SHOW SHADOW output (HPE community, message 101051); the range is recalled',
  },
  copy_assist: {
    ...copyAssist,
    default: 'automatic',
    means: 'Whether controllers copy where they can (disk-copy-data commands), or never.',
    tag: 'S',
    source: 'Volume Shadowing, Assisted Copy Operations: enabled automatically from 5.5-2',
  },
  similar: {
    ...similar,
    default: 0,
    tag: ESTIMATE,
    source: 'a disk with other data, the worst case of an unassisted copy. Counts only for a disk that was not in a set before in the run',
  },
  dissimilar_placement: { ...placement, default: 'uniform', tag: ESTIMATE, source: 'the usual case after random updates' },
  read_cost: {
    type: 'count',
    default: 2,
    range: [1, 65_535],
    means: 'READ_COST of a member that a node reaches directly at its own site. A read goes where cost plus I/Os under way is least.',
    tag: 'R',
    source: 'HELP SET SHADOW /READ_COST gives the order of the costs; the values are recalled',
  },
  remote_read_cost: {
    type: 'count',
    default: 500,
    range: [1, 65_535],
    means: 'READ_COST of a member that a node reaches directly at another site.',
    tag: 'R',
    source: 'as read_cost',
  },
  served_read_cost: {
    type: 'count',
    default: 501,
    range: [1, 65_535],
    means: 'READ_COST of a member that another node serves.',
    tag: 'R',
    source: 'as read_cost',
  },
  cluster_reconfiguration: {
    type: 'duration',
    default: 20 * SECOND,
    range: [0, 3600 * SECOND],
    means: 'From the crash of a node until the others have reconfigured the cluster and may take up its copies.',
    tag: ESTIMATE,
    source: 'RECNXINTERVAL is 20 s by default (recalled); less if the node can still announce its end',
  },
  vu_timeout: {
    type: 'duration',
    default: 3600 * SECOND,
    range: [SECOND, 64_000 * SECOND],
    means: 'How long I/Os wait while a node reaches no source member, before they fail (mount verification time-out, MVTIMEOUT).',
    tag: 'P',
    source: 'SHOW SHADOW output (HPE community, message 101051)',
  },
} as const satisfies ParameterTable;

const MEMBER = {
  type: 'names',
  of: ['volumes'],
  optional: true,
  tag: 'S',
} as const;

/** Words that a verb takes in a timeline entry. */
export const mountOptions = {
  member: {
    ...MEMBER,
    means: 'Volumes to add, on one command line; missing: mount the set with all its members.',
    source: 'Volume Shadowing, Copy Operations: MOUNT',
  },
  similar: {
    ...similar,
    optional: true,
    tag: ESTIMATE,
    source: 'what the operator did to the disk before (BACKUP/PHYSICAL, INITIALIZE/ERASE)',
  },
  dissimilar_placement: { ...placement, optional: true, tag: ESTIMATE, source: 'as similar' },
} as const satisfies ParameterTable;

export const dismountOptions = {
  member: {
    ...MEMBER,
    means: 'Volumes to take out of the set; missing: dismount the set on all nodes.',
    source: 'Volume Shadowing, DISMOUNT',
  },
} as const satisfies ParameterTable;

export const setShadowOptions = {
  priority: {
    type: 'count',
    range: PRIORITY_RANGE,
    optional: true,
    means: 'New priority; counts for the next copy thread that is free.',
    tag: 'D',
    source: 'HELP SET SHADOW /PRIORITY',
  },
  copy_source: {
    type: 'name',
    of: ['volumes'],
    optional: true,
    means: 'The full member that copies read from now on; otherwise they take turns from range to range.',
    tag: 'D',
    source: 'HELP SET SHADOW /COPY_SOURCE',
  },
  copy_assist: {
    ...copyAssist,
    optional: true,
    means: 'Enables or disables the copy assist of the set; looked at when a set is mounted, a member is added or a node boots.',
    tag: 'S',
    source: 'Volume Shadowing, Controlling HSC Assisted Copy (there a command of the controller)',
  },
} as const satisfies ParameterTable;
