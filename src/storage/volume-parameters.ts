import type { ParameterTable } from '../parameters/parameter.ts';

/** A volume, or several alike. */
export const volumeParameters = {
  count: {
    type: 'count',
    default: 1,
    range: [1, 10_000],
    means: 'Number of volumes alike; more than one are named with -1, -2 and so on.',
    tag: 'E',
    source: 'one volume unless said otherwise',
  },
  size: {
    type: 'size',
    optional: true,
    range: [512, 1e15],
    floorTo: 512,
    means: 'Size, rounded down to whole blocks of 512 bytes. Missing: the whole drive.',
    tag: 'E',
    source: 'the configuration',
  },
  pool: {
    type: 'name',
    of: ['pools', 'arrays'],
    means: 'The pool it lies in, such as `xp.pvols`; of an array without pools the array.',
    tag: 'E',
    source: 'the configuration',
  },
} as const satisfies ParameterTable;
