import { TRACK_BLOCKS } from '../../../devices/box/attachment.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import type { Gauge } from '../../copy-service.ts';
import type { Pair } from './pair.ts';

interface PairGauge extends Gauge {
  readonly of: (pair: Pair) => number;
}

const TRACK_BYTES = TRACK_BLOCKS * BLOCK_BYTES;

/** What is measured of a copy, summed over its pairs. */
export const gauges: readonly PairGauge[] = [
  {
    name: 'tracks_to_copy',
    unit: 'tracks',
    means: 'Tracks that targets still inherit from their sources.',
    aggregate: 'level',
    of: ({ point }) => point?.tracksToCopy ?? 0,
  },
  {
    name: 'background_copies',
    unit: 'pairs',
    means: 'Pairs whose background copy is active; others wait for a task of the array.',
    aggregate: 'level',
    of: ({ point }) => (point?.copying ? 1 : 0),
  },
  {
    name: 'copied_cst',
    unit: 'tracks',
    means: 'Tracks copied because a destage was going to overwrite them (copy source to target, copy on write).',
    aggregate: 'count',
    of: ({ counts }) => counts.cst,
  },
  {
    name: 'copied_background',
    unit: 'tracks',
    means: 'Tracks copied by the background copy.',
    aggregate: 'count',
    of: ({ counts }) => counts.background,
  },
  {
    name: 'copied_target_write',
    unit: 'tracks',
    means: 'Tracks that a host has written on the target before they were copied.',
    aggregate: 'count',
    of: ({ counts }) => counts.target_write,
  },
  {
    name: 'copied_bytes',
    unit: 'B',
    means: 'Data moved from source to target, by both kinds of copy.',
    aggregate: 'count',
    of: ({ counts }) => (counts.cst + counts.background) * TRACK_BYTES,
  },
  {
    name: 'redirected_tracks',
    unit: 'tracks',
    means: 'Tracks staged from the source for reads and writes of the target.',
    aggregate: 'count',
    of: ({ targetSide }) => targetSide.redirected,
  },
  {
    name: 'held_ios',
    unit: 'I/Os',
    means: 'I/Os of hosts that were held while points in time were taken (extended long busy).',
    aggregate: 'count',
    of: ({ sourceSide, targetSide }) => sourceSide.busy.held + targetSide.busy.held,
  },
];
