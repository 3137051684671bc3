import type { CacheSpec, DriveSpec, OverheadSpec, ZoneSpec } from '../spec.ts';

const NONE = [0, 0] as const;
const NO_OVERHEAD: OverheadSpec = {
  readHit: NONE,
  readMiss: NONE,
  writeHit: NONE,
  writeMiss: NONE,
  readCompletion: 0,
  writeCompletion: 0,
  dataPreparation: 0,
  reselect: 0,
};
const NO_CACHE: CacheSpec = {
  segments: 1,
  segmentBlocks: 50,
  readAhead: 'none',
  readAheadBlocks: 0,
  keepsRequest: false,
  readAheadAfterHit: false,
  readsOnArrival: false,
  zeroLatencyRead: false,
  zeroLatencyWrite: false,
  hitsWrittenData: false,
  writesBehind: 0,
};

export const ZONE: ZoneSpec = {
  firstCylinder: 0,
  lastCylinder: 999,
  sectors: 100,
  trackSkew: 10,
  cylinderSkew: 20,
  offset: 0,
  reserved: 0,
  spares: 0,
  slips: [],
};

/** One turn takes 10 ms, a sector 0.1 ms. */
export const TURN = 10e6;
export const SECTOR = TURN / 100;

/**
 * A drive for sums on paper: two heads, 1,000 cylinders, 100 sectors; a seek takes 1 ms and 1 us per cylinder more, a head
 * switch 0.8 ms; no overhead, an interface that takes no time, no read-ahead.
 */
export function plainDrive(change: { cache?: Partial<CacheSpec>; overhead?: Partial<OverheadSpec>; bus?: number } = {}): DriveSpec {
  const law = { single: 1e6, linear: 1e3, root: 0 };
  return {
    name: 'plain',
    means: 'a drive for tests',
    source: 'none',
    tag: 'E',
    tags: {},
    discipline: 'fcfs',
    blocks: 200_000,
    revolution: TURN,
    geometry: { heads: 2, serpentine: false, sparing: 'none', rangeCylinders: 1, zones: [ZONE] },
    seek: { read: law, write: law, readHeadSwitch: 0.8e6, writeHeadSwitch: 0.8e6, minimumWrite: 0 },
    overhead: { ...NO_OVERHEAD, ...change.overhead },
    transfer: { read: change.bus ?? 0, write: change.bus ?? 0, readStart: 0, writeStart: 1 },
    cache: { ...NO_CACHE, ...change.cache },
  };
}

/** Whole numbers from 0 up to `below`, always the same. */
export function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}
