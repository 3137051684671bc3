import type { QuantityType } from './parameter.ts';

/** A unit as a factor to the canonical unit: times * 10^exponent / over. */
export interface Unit {
  readonly times: number;
  readonly exponent?: number;
  readonly over?: number;
}

const KIB = 1024;

const sizes: { [unit: string]: Unit } = {
  B: { times: 1 },
  kB: { times: 1e3 },
  MB: { times: 1e6 },
  GB: { times: 1e9 },
  TB: { times: 1e12 },
  PB: { times: 1e15 },
  KiB: { times: KIB },
  MiB: { times: KIB * KIB },
  GiB: { times: KIB * KIB * KIB },
  TiB: { times: KIB * KIB * KIB * KIB },
  blocks: { times: 512 },
  block: { times: 512 },
  // A cylinder of an IBM 3390: 15 tracks of 56,664 bytes.
  cyl: { times: 849_960 },
};

const bytesPerSecond = Object.fromEntries(
  Object.entries(sizes)
    .filter(([unit]) => unit.endsWith('B'))
    .map(([unit, factor]) => [`${unit}/s`, factor]),
);

/** The units of each type, largest use first; a type without units is written as a plain number. */
export const UNITS: { readonly [T in QuantityType]: { readonly [unit: string]: Unit } } = {
  duration: {
    ns: { times: 1 },
    us: { times: 1e3 },
    '\u00b5s': { times: 1e3 },
    '\u03bcs': { times: 1e3 },
    ms: { times: 1e6 },
    s: { times: 1e9 },
    min: { times: 60e9 },
    h: { times: 3600e9 },
    d: { times: 86_400e9 },
  },
  size: sizes,
  bandwidth: {
    ...bytesPerSecond,
    // A bit is 125 / 1000 of a byte.
    'b/s': { times: 125, exponent: -3 },
    'kb/s': { times: 125 },
    'Mb/s': { times: 125e3 },
    'Gb/s': { times: 125e6 },
    'Tb/s': { times: 125e9 },
  },
  rate: { IOPS: { times: 1 }, '/s': { times: 1 }, '/min': { times: 1, over: 60 }, '/h': { times: 1, over: 3600 } },
  fraction: { '%': { times: 1, exponent: -2 } },
  distance: { m: { times: 1 }, km: { times: 1e3 } },
  speed: { rpm: { times: 1 } },
  count: {},
  number: {},
};

/** Types whose canonical value is a whole number. */
export const WHOLE: ReadonlySet<QuantityType> = new Set(['duration', 'size', 'count']);

/** How a value of the type is written: for messages and the reference. */
export const WRITTEN: { readonly [T in QuantityType]: { readonly name: string; readonly like: readonly string[] } } = {
  duration: { name: 'a duration', like: ['8 ms', '8 us', '3 h 10 min'] },
  size: { name: 'a size', like: ['64 KiB', '300 GB', '127 blocks'] },
  bandwidth: { name: 'a bandwidth', like: ['16 MB/s', '70 Mb/s'] },
  rate: { name: 'a rate', like: ['350 IOPS', '40 /min'] },
  fraction: { name: 'a fraction', like: ['70 %'] },
  distance: { name: 'a distance', like: ['62 km', '45 m'] },
  speed: { name: 'a speed', like: ['7200 rpm'] },
  count: { name: 'a whole number', like: ['12'] },
  number: { name: 'a number', like: ['0.5'] },
};

/** Ways of writing that are seen in the wild, and what they may mean here. */
const AMBIGUOUS: { readonly [unit: string]: string } = {
  KB: 'KB may be 1000 or 1024 bytes: write kB or KiB',
  K: 'K may be 1000 or 1024: write kB or KiB',
  k: 'k may be 1000 or 1024: write kB or KiB',
  M: 'M may be decimal or binary: write MB or MiB',
  G: 'G may be decimal or binary: write GB or GiB',
  T: 'T may be decimal or binary: write TB or TiB',
  'KB/s': 'KB may be 1000 or 1024 bytes: write kB/s or KiB/s',
  'Kb/s': 'write kb/s for 1000 bits per second',
  m: 'm may be minutes, milliseconds or metres: write min or ms',
  month: 'months differ in length: write days (d)',
};

const SAME_AS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bit: 'b',
    bits: 'b',
    byte: 'B',
    bytes: 'B',
    sec: 's',
    second: 's',
    seconds: 's',
    minute: 'min',
    minutes: 'min',
    mins: 'min',
    hour: 'h',
    hours: 'h',
    hr: 'h',
    hrs: 'h',
    day: 'd',
    days: 'd',
    msec: 'ms',
    usec: 'us',
    percent: '%',
    '/sec': '/s',
    '/minute': '/min',
    iops: 'IOPS',
    'io/s': 'IOPS',
    tps: '/s',
    cylinders: 'cyl',
    sectors: 'blocks',
    kilometres: 'km',
    metres: 'm',
  }),
);

/** Why `unit` is not a unit of the type, and what to write instead. */
export function explainUnit(unit: string, type: QuantityType): string {
  const known = Object.keys(UNITS[type]);
  if (known.length === 0) return `it takes no unit (found ${unit})`;
  if (Object.hasOwn(AMBIGUOUS, unit)) return AMBIGUOUS[unit]!;
  const spelt = unit.replace(/^([kMGT]?[bB])ps$/, '$1/s').replace(/^([kMGT]?)bit(ps|\/s)$/, '$1b/s');
  const exact = known.find((candidate) => candidate === spelt);
  if (exact !== undefined) return `unknown unit ${unit}: did you mean ${exact}?`;
  const folded = (SAME_AS.get(unit.toLowerCase()) ?? spelt).toLowerCase();
  const alike = known.filter((candidate) => candidate.toLowerCase() === folded);
  if (alike.length > 0) return `unknown unit ${unit}: did you mean ${alike.join(' or ')}?`;
  const other = (Object.keys(UNITS) as QuantityType[]).find((candidate) => Object.hasOwn(UNITS[candidate], unit));
  if (other !== undefined) return `${unit} is the unit of ${WRITTEN[other].name}`;
  return `unknown unit ${unit}: known are ${known.filter((name) => !/^[\u00b5\u03bc]/.test(name)).join(', ')}`;
}
