import type { Age } from '../../../statistics/age.ts';
import type { Level } from '../../../statistics/level.ts';
import type { Gauge } from '../../copy-service.ts';
import type { JournalCounts, JournalGroup } from './journal-group.ts';

interface JournalGauge extends Gauge {
  readonly of: (group: JournalGroup) => number;
  /** A statistic over the time of the run. */
  readonly statistic?: (group: JournalGroup, statistic: string) => number;
}

const QUANTILES: { readonly [statistic: string]: number } = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, 'p99.9': 0.999 };
const SECOND = 1e9;

const age = (name: string, means: string, which: (group: JournalGroup) => Age): JournalGauge => ({
  name,
  unit: 's',
  means,
  aggregate: 'level',
  statistics: ['mean', ...Object.keys(QUANTILES), 'max'],
  of: (group) => which(group).value / SECOND,
  statistic: (group, statistic) => {
    const ages = which(group);
    const ns = statistic === 'mean' ? ages.mean : statistic === 'max' ? ages.max : ages.quantile(QUANTILES[statistic]!);
    return ns / SECOND;
  },
});

const level = (name: string, means: string, which: (group: JournalGroup) => Level): JournalGauge => ({
  name,
  unit: '%',
  means,
  aggregate: 'level',
  statistics: ['mean', 'max'],
  of: (group) => which(group).value,
  statistic: (group, statistic) => {
    const { max, integral } = { max: which(group).max, integral: which(group).integral(group.kernel.now) };
    return statistic === 'max' ? max : integral / group.kernel.now;
  },
});

const count = (name: string, unit: string, means: string, what: keyof JournalCounts): JournalGauge => ({
  name,
  unit,
  means,
  aggregate: 'count',
  of: ({ counts }) => counts[what],
});

/** What is measured of a copy; a copy is one journal group. Statistics are over the time of the whole run, exactly. */
export const gauges: readonly JournalGauge[] = [
  age('rpo', 'Age of the oldest write that has not arrived without a gap: what is lost if the main box is lost now.', ({ rpo }) => rpo),
  age('lag', 'Age of the oldest write that the S-VOLs do not show: how old they are.', ({ lag }) => lag),
  level('journal_usage', 'How full the master journal is: its data or its metadata area, whichever is fuller.', ({ usage }) => usage),
  level('metadata_usage', 'How full the metadata area of the master journal is.', ({ metadataUsage }) => metadataUsage),
  {
    name: 'backlog',
    unit: 'B',
    means: 'Data in the master journal: what is not known there to be restored.',
    aggregate: 'level',
    of: ({ master }) => master.dataBytes,
  },
  {
    name: 'suspended_time',
    unit: 's',
    means: 'For how long at least one pair was suspended: PFUS, PSUS or PSUE.',
    aggregate: 'count',
    of: ({ suspendedTime }) => suspendedTime / SECOND,
  },
  {
    name: 'tracks_to_copy',
    unit: 'tracks',
    means: 'Tracks in the bitmaps of all pairs: what a resynchronisation has to copy.',
    aggregate: 'level',
    of: ({ pairs }) => pairs.reduce((sum, { bitmap }) => sum + bitmap.count, 0),
  },
  {
    name: 'entries_at_risk',
    unit: 'entries',
    means: 'Host writes in the journal that have not arrived without a gap: lost if the main box is lost now.',
    aggregate: 'level',
    of: ({ atRisk }) => atRisk.entries,
  },
  {
    name: 'loss',
    unit: 's',
    means: 'RPO at the instant at which the main box last failed; 0: it has not.',
    aggregate: 'level',
    of: ({ loss }) => loss.age / SECOND,
  },
  {
    name: 'lost_entries',
    unit: 'entries',
    means: 'Host writes that had not arrived without a gap when the main box last failed.',
    aggregate: 'level',
    of: ({ loss }) => loss.entries,
  },
  count('entries', 'entries', 'Host writes that were taken into the journal.', 'entries'),
  count('created_bytes', 'B', 'Data of these writes.', 'createdBytes'),
  count('sent_bytes', 'B', 'What went over the links, with metadata and repetitions.', 'sentBytes'),
  count('restored_bytes', 'B', 'What was written to S-VOLs.', 'restoredBytes'),
  count('base_bytes', 'B', 'Data of base journals that were read from P-VOLs.', 'baseBytes'),
  count('read_journals', 'commands', 'Read-journal commands; polls that would have found nothing are not counted.', 'readJournals'),
  count(
    'lost_commands',
    'commands',
    'Read-journal commands that were lost with a path or a box, each repeated after the retry interval.',
    'lostCommands',
  ),
];
