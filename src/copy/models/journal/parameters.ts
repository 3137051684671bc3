import type { ParameterTable } from '../../../parameters/parameter.ts';

const SECOND = 1e9;
const MINUTE = 60 * SECOND;

/** The state in which the pairs begin. */
const beginsParameters = {
  state: {
    type: 'word',
    words: ['SMPL', 'PAIR'],
    default: 'SMPL',
    means: 'SMPL: the volumes are not paired, the S-VOL holds other data. PAIR: they are, and equal.',
    tag: 'E',
    source: 'the configuration',
  },
} as const satisfies ParameterTable;

/** Parameters of a journal group with its pairs. */
export const journalParameters = {
  source: {
    type: 'names',
    of: ['volumes'],
    atLeast: 1,
    means: 'The primary data volumes (P-VOLs). All pairs of the copy are in one journal group: their writes keep one order.',
    tag: 'E',
    source: 'the configuration',
  },
  target: {
    type: 'names',
    of: ['volumes'],
    atLeast: 1,
    means: 'The secondary data volumes (S-VOLs) in another box, paired by number, of the same sizes.',
    tag: 'E',
    source: 'the configuration',
  },
  journal: {
    type: 'size',
    range: [1e6, 1e15],
    means: 'Journal volumes on either side, data and metadata together (32 to 1).',
    tag: 'E',
    source: 'the configuration; at least 6 GB per group are recommended (planning guide)',
  },
  begins: {
    type: 'map',
    table: beginsParameters,
    default: { state: 'SMPL' },
    means: 'What the run begins with.',
    tag: 'E',
    source: 'not paired unless said otherwise',
  },
  inflow_control: {
    type: 'word',
    words: ['yes', 'no'],
    default: 'no',
    means: 'Whether host writes are delayed above the high-water mark, and wait for the data overflow watch time when the journal is full.',
    tag: 'D',
    source: 'Universal Replicator audit reports: no; the web console of later arrays begins with yes',
  },
  data_overflow_watch: {
    type: 'duration',
    default: MINUTE,
    range: [0, 600 * SECOND],
    means: 'How long host writes wait while the journal is full, before the pairs are suspended (PFUS); 0: not at all.',
    tag: 'D',
    source: 'RAID Manager reference: 60 s; counted from the full journal as the guides of 2011 say (those of 2007 count from 80 %)',
  },
  high_water: {
    type: 'fraction',
    default: 0.8,
    range: [0.01, 1],
    means: 'Usage of the master journal above which pairs are PFUL.',
    tag: 'D',
    source: 'XP24000 Continuous Access Journal guide: 80 %, fixed',
  },
  high_water_over: {
    type: 'fraction',
    default: 0.75,
    range: [0, 1],
    means: 'Usage down to which they stay so; not above `high_water`.',
    tag: 'E',
    source: 'so that the state does not flicker; not published',
  },
  path_watch_time: {
    type: 'duration',
    default: 5 * MINUTE,
    range: [SECOND, 60 * 24 * 60 * MINUTE],
    means: 'How long no path between the boxes may work before the pairs are suspended (PSUE).',
    tag: 'P',
    source: 'OpenStack Cinder driver: 5 min; audit samples show 30 min',
  },
  journal_overhead: {
    type: 'duration',
    default: 200_000,
    range: [0, SECOND],
    means: 'What journal obtain adds to a host write: processor time for sequence number, metadata and reference.',
    tag: 'E',
    source: '0.1 to 0.3 ms; not published',
  },
  metadata_bytes: {
    type: 'size',
    default: 256,
    range: [16, 65_536],
    means: 'Metadata of one journal entry, in the journal and on the way.',
    tag: 'E',
    source: 'so that writes of 8 KiB use both areas of the journal alike',
  },
  read_journals: {
    type: 'count',
    default: 8,
    range: [1, 1024],
    means: 'Read-journal commands that the remote box has outstanding on each path.',
    tag: 'E',
    source: 'not published',
  },
  read_journal_size: {
    type: 'size',
    default: 1_048_576,
    range: [65_536, 67_108_864],
    multiple: 512,
    means: 'What one read-journal command brings at most; one larger write is brought alone.',
    tag: 'E',
    source: 'not published',
  },
  read_journal_time: {
    type: 'duration',
    default: 200_000,
    range: [0, SECOND],
    means: 'Time of the main box for one read-journal command, beside the link.',
    tag: 'E',
    source: 'a command time of its controllers',
  },
  idle_poll: {
    type: 'duration',
    default: 1_000_000,
    range: [1000, 60 * SECOND],
    means: 'Interval of read-journal commands while they are answered with no journal. Those that find nothing put no load on the link.',
    tag: 'E',
    source: '1 ms up to the round trip',
  },
  retry_interval: {
    type: 'duration',
    default: SECOND,
    range: [1e6, 60 * SECOND],
    means: 'A read-journal command that was lost is repeated after this time.',
    tag: 'E',
    source: 'not published',
  },
  restore_tasks: {
    type: 'count',
    default: 8,
    range: [1, 1024],
    means: 'Entries that are restored at a time; they become visible on the S-VOLs strictly in sequence.',
    tag: 'E',
    source: 'not published',
  },
  base_journals: {
    type: 'count',
    default: 8,
    range: [1, 1024],
    means: 'Base journals that the initial copy of a pair has under way (copy pace).',
    tag: 'E',
    source: 'low, medium and high stand for 150, 500 and 1500 without a unit (audit reports)',
  },
  base_journal_size: {
    type: 'size',
    default: 1_048_576,
    range: [65_536, 16_777_216],
    multiple: 65_536,
    means: 'Data of one base journal: neighbouring tracks.',
    tag: 'E',
    source: 'as read_journal_size',
  },
  inflow_delay_limit: {
    type: 'duration',
    default: SECOND,
    range: [0, 60 * SECOND],
    means:
      'What inflow control delays a host write at most below a full journal. It admits as much as the journal drained in the last second.',
    tag: 'E',
    source: 'the law of inflow control is not published',
  },
  behind_after: {
    type: 'duration',
    default: 10 * SECOND,
    range: [1e6, 3600 * SECOND],
    means: 'RPO from which on the group counts as fallen behind; so it does when all paths are lost.',
    tag: 'E',
    source: 'a word of this program',
  },
  in_step_within: {
    type: 'duration',
    default: SECOND,
    range: [0, 3600 * SECOND],
    means: 'A group that has fallen behind is in step again (mark `done`) when no write that is not restored is older than this.',
    tag: 'E',
    source: 'a word of this program: some writes are always on their way; not above `behind_after`',
  },
} as const satisfies ParameterTable;

/** Words that a verb takes in a timeline entry. */
export const paircreateOptions = {
  copy_mode: {
    type: 'word',
    words: ['entire', 'none'],
    default: 'entire',
    means: 'none: nothing is copied, the operator vouches that the volumes are equal.',
    tag: 'D',
    source: 'XP24000 Continuous Access Journal guide, paircreate',
  },
} as const satisfies ParameterTable;

export const pairsplitOptions = {
  mode: {
    type: 'word',
    words: ['flush', 'purge', 'simplex'],
    default: 'flush',
    means: 'flush: after what is in the journal is restored. purge: at once. simplex: the pair is given up.',
    tag: 'D',
    source: 'Business Continuity Manager reference, suspend options; pairsplit -S',
  },
} as const satisfies ParameterTable;
