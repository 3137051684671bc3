import type { ParameterTable } from '../../parameters/parameter.ts';

/** An interconnect between hosts, arrays or sites. */
export const linkParameters = {
  between: {
    type: 'names',
    of: ['hosts', 'arrays', 'sites'],
    atLeast: 2,
    means: 'What it joins: hosts, arrays, or sites with everything in them.',
    tag: 'E',
    source: 'the configuration',
  },
  bandwidth: {
    type: 'bandwidth',
    range: [100, 1e13],
    means: 'Usable data rate of one path (of each direction, if `sharing` is duplex).',
    tag: 'E',
    source: 'the configuration',
  },
  count: {
    type: 'count',
    default: 1,
    range: [1, 1024],
    means: 'Number of parallel paths; a message takes the one that is free first.',
    tag: 'E',
    source: 'one path unless said otherwise',
  },
  distance: {
    type: 'distance',
    default: 0,
    range: [0, 40_000_000],
    means: 'Length of the cable, 5 us/km each way.',
    tag: 'C',
    source: 'one machine room; light travels at about 200,000 km/s in glass fibre',
  },
  latency: {
    type: 'duration',
    default: 0,
    range: [0, 1e11],
    means: 'Delay of each message beside transfer and distance: switches, routers, extenders.',
    tag: 'E',
    source: 'a direct connection',
  },
  message_time: {
    type: 'duration',
    default: 0,
    range: [0, 1e10],
    means: 'Time for which each message holds the medium beside its data: arbitration, headers, acknowledgement.',
    tag: 'E',
    source: 'contained in the usable data rate unless said otherwise',
  },
  sharing: {
    type: 'word',
    words: ['shared', 'duplex'],
    default: 'duplex',
    means: '`shared`: one medium for all stations and both directions. `duplex`: one each way.',
    tag: 'E',
    source: 'switched serial links are duplex',
  },
} as const satisfies ParameterTable;
