import type { ParameterTable } from '../../parameters/parameter.ts';

/** A recorded block trace that is replayed. */
export const traceParameters = {
  file: {
    type: 'text',
    means: 'The trace, relative to the scenario file; .gz is unpacked.',
    tag: 'E',
    source: 'the configuration',
  },
  format: {
    type: 'word',
    words: ['vscsi'],
    default: 'vscsi',
    means: 'Its format: `vscsi` = CloudPhysics vscsiStats records, version 1 or 2.',
    tag: 'E',
    source: 'the format read in this version',
  },
  replay: {
    type: 'word',
    words: ['open', 'closed'],
    default: 'open',
    means: '`open`: at the recorded instants. `closed`: each I/O as long after the completion of the one before as recorded.',
    tag: 'E',
    source: 'recorded arrivals do not wait for the simulated system',
  },
  time_scale: {
    type: 'number',
    default: 1,
    range: [0.0001, 10_000],
    means: 'Factor on the recorded gaps: 0.5 replays twice as fast.',
    tag: 'E',
    source: 'as recorded',
  },
  loops: {
    type: 'count',
    default: 1,
    range: [1, 1_000_000],
    means: 'How often the trace is replayed, one after the other.',
    tag: 'E',
    source: 'once',
  },
  fold: {
    type: 'word',
    words: ['modulo', 'scale'],
    default: 'modulo',
    means: 'Addresses beyond the volume: `modulo` wraps them around, `scale` shrinks the whole address space to the volume.',
    tag: 'E',
    source: 'keeps runs of sequential addresses together',
  },
} as const satisfies ParameterTable;
