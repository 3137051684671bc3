/** Where the time of an I/O goes: the categories of residence time, in the order of the I/O's path. */
export const RESIDENCE = [
  'other',
  'range lock',
  'queue depth',
  'volume stalled',
  'cpu wait',
  'cpu',
  'link wait',
  'link transfer',
  'link latency',
  'controller wait',
  'controller',
  'port wait',
  'port',
  'cache',
  'nvs wait',
  'track lock',
  'copy lock',
  'inflow control',
  'journal',
  'disk queue',
  'disk overhead',
  'seek',
  'rotation',
  'transfer',
  'retry',
] as const;
export type ResidenceName = (typeof RESIDENCE)[number];

/** Index of each category in `io.residence`. */
export const Residence = Object.fromEntries(RESIDENCE.map((name, index) => [name, index])) as { readonly [K in ResidenceName]: number };
