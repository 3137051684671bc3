import type { Gauge } from '../../copy-service.ts';
import type { CopyOperation } from './copy-operation.ts';
import type { CopyCounts, ShadowSet } from './shadow-set.ts';

interface ShadowGauge extends Gauge {
  readonly of: (sets: readonly ShadowSet[], now: number) => number;
}

const level = (name: string, unit: string, means: string, of: ShadowGauge['of']): ShadowGauge => ({
  name,
  unit,
  means,
  aggregate: 'level',
  of,
});
const count = (name: string, unit: string, means: string, what: keyof CopyCounts): ShadowGauge => ({
  name,
  unit,
  means,
  aggregate: 'count',
  of: (sets) => sum(sets, ({ counts }) => counts[what]),
});

/** What is measured of a copy; of several sets their sum, unless it says otherwise. */
export const gauges: readonly ShadowGauge[] = [
  level('fence', 'blocks', 'Where the copy fence is, as the managing node knows.', (sets) =>
    sum(sets, ({ operations }) => operations[0]?.fence.position ?? 0),
  ),
  level(
    'percent_copied',
    '%',
    'How much of the present copy is done, as SHOW SHADOW tells; of several sets their mean. 100 if nothing is to be copied.',
    (sets) => (sets.length === 0 ? 100 : sum(sets, percentCopied) / sets.length),
  ),
  level('copy_rate', 'MB/s', 'Mean rate of the present copy since a node has taken it up.', (sets, now) =>
    sum(sets, ({ operations }) => (operations[0] === undefined ? 0 : rateOf(operations[0], now))),
  ),
  level('copy_threads', 'threads', 'Copy threads in use (SHADOW_MAX_COPY).', (sets) =>
    sum(sets, ({ operations }) => operations.filter(({ thread }) => thread !== null).length),
  ),
  level('full_members', 'members', 'Full members of a set; of several sets the fewest.', (sets) =>
    Math.min(...sets.map(({ sources }) => sources.length)),
  ),
  level('merges_pending', 'sets', 'Sets whose members may differ after a crash.', (sets) =>
    sum(sets, ({ mergePending }) => (mergePending ? 1 : 0)),
  ),
  level('verifying', 'nodes', 'Nodes whose I/Os to a set wait in mount verification.', (sets) =>
    sum(sets, ({ units }) => units.filter(({ verifying }) => verifying).length),
  ),
  count('copied_bytes', 'B', 'What the fence has passed; ranges repeated after a take-over count again.', 'copiedBytes'),
  count('copy_reads', 'I/Os', 'Ranges read from source members.', 'reads'),
  count('copy_compares', 'I/Os', 'Ranges compared on targets.', 'compares'),
  count('copy_writes', 'I/Os', 'Ranges written to targets.', 'writes'),
  count('copy_retries', 'I/Os', 'Times that a range was written once more, since a host had written there meanwhile.', 'retries'),
  count(
    'interconnect_bytes',
    'B',
    'Data of unassisted copies between controllers and the memory of the managing node.',
    'interconnectBytes',
  ),
  count('assisted_bytes', 'B', 'Data copied from disk to disk within a controller.', 'assistedBytes'),
];

function sum(sets: readonly ShadowSet[], of: (set: ShadowSet) => number): number {
  return sets.reduce((total, set) => total + of(set), 0);
}

function percentCopied({ operations, blocks }: ShadowSet): number {
  return operations[0] === undefined ? 100 : (100 * operations[0].fence.position) / blocks;
}

/** In MB/s, 1e6 B each. */
function rateOf({ thread, since, from, fence }: CopyOperation, now: number): number {
  return thread === null || now === since ? 0 : ((fence.position - from) * 512 * 1e3) / (now - since);
}
