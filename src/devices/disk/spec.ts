import type { EvidenceTag } from '../../parameters/parameter.ts';

/** What the model knows of a drive. Times are ns, blocks are 512 bytes; read from the catalogue by `loadDrive`. */
export interface DriveSpec {
  readonly name: string;
  /** One sentence. */
  readonly means: string;
  /** The document. */
  readonly source: string;
  /** Evidence of all figures, and the exceptions: by figure (`seek.head_switch_ms`), a tag and what it rests on. */
  readonly tag: EvidenceTag;
  readonly tags: { readonly [figure: string]: string };
  /** The order in which such a drive is usually made to serve its queue. */
  readonly discipline: 'fcfs' | 'sstf' | 'look' | 'c-look';
  /** Blocks that a host can address. */
  readonly blocks: number;
  /** Time of one turn. */
  readonly revolution: number;
  readonly geometry: GeometrySpec;
  readonly seek: SeekSpec;
  readonly overhead: OverheadSpec;
  readonly transfer: TransferSpec;
  readonly cache: CacheSpec;
}

/** Where spare sectors are kept. Blocks after a defective sector move on by one within the same unit of sparing. */
export type Sparing =
  | 'none'
  /** Whole tracks at the end of the zone; defects are tracks. */
  | 'tracks'
  | 'sectors-per-track'
  | 'sectors-per-cylinder'
  /** Sectors at the end of each range of `rangeCylinders` cylinders. */
  | 'sectors-per-range'
  | 'sectors-per-zone'
  /** Sectors at the end of the disk: a zone just loses its defective sectors. */
  | 'sectors-at-end';

/** Cylinders recorded alike. */
export interface ZoneSpec {
  readonly firstCylinder: number;
  readonly lastCylinder: number;
  /** Sectors per track. */
  readonly sectors: number;
  /** Sectors by which the first sector of a track lags behind that of the track before, in the same cylinder. */
  readonly trackSkew: number;
  /** The same for the first track of the next cylinder. */
  readonly cylinderSkew: number;
  /** Sectors after the index at which the first sector of the zone lies. */
  readonly offset: number;
  /** Sectors at the begin of the zone that hold no blocks. */
  readonly reserved: number;
  /** In each unit of sparing; tracks for `tracks`. */
  readonly spares: number;
  /** Defective sectors (or tracks), counted from the begin of the zone, ascending. */
  readonly slips: readonly number[];
}

export interface GeometrySpec {
  readonly heads: number;
  /** Every second cylinder of a zone is filled from the last head to the first. */
  readonly serpentine: boolean;
  readonly sparing: Sparing;
  readonly rangeCylinders: number;
  readonly zones: readonly ZoneSpec[];
}

/** Seek time over distance: measured points, or `single + linear (d - 1) + root sqrt(d - 1)`. */
export type SeekLaw =
  | { readonly points: readonly (readonly [cylinders: number, time: number])[] }
  | { readonly single: number; readonly linear: number; readonly root: number };

export interface SeekSpec {
  readonly read: SeekLaw;
  /** To a write: the head must be steadier before it may begin. */
  readonly write: SeekLaw;
  /** Time to change to another head; a seek that is longer takes care of it. */
  readonly readHeadSwitch: number;
  readonly writeHeadSwitch: number;
  /** The shortest positioning before a write, even on the same track. */
  readonly minimumWrite: number;
}

/** Time by the command before: index 0 after a read, 1 after a write. */
type AfterReadOrWrite = readonly [afterRead: number, afterWrite: number];

export interface OverheadSpec {
  readonly readHit: AfterReadOrWrite;
  readonly readMiss: AfterReadOrWrite;
  readonly writeHit: AfterReadOrWrite;
  readonly writeMiss: AfterReadOrWrite;
  readonly readCompletion: number;
  readonly writeCompletion: number;
  /** Before the first block goes over the interface. */
  readonly dataPreparation: number;
  /** To get hold of the interface again after the mechanics. */
  readonly reselect: number;
}

export interface TransferSpec {
  /** Time of one block over the interface, read or written. */
  readonly read: number;
  readonly write: number;
  /** Part of a read that must be in the buffer before the interface is taken: 0 (the first block) to 1 (all). */
  readonly readStart: number;
  /** Blocks of a write that must be in the buffer before the media are written. */
  readonly writeStart: number;
}

/** How far a drive reads on after a read. */
export type ReadAhead =
  | 'none'
  /** To the end of the track, and of the next one if the segment began on a track before. */
  | 'track-and-next'
  | 'to-segment-end';

export interface CacheSpec {
  readonly segments: number;
  readonly segmentBlocks: number;
  readonly readAhead: ReadAhead;
  /** At most so many blocks beyond the request. */
  readonly readAheadBlocks: number;
  /** The request stays in its segment: reading ahead stops when the segment is full. */
  readonly keepsRequest: boolean;
  /** A hit makes the drive read on from the end of the segment. */
  readonly readAheadAfterHit: boolean;
  /** What passes under the head before the first block of a read is kept. */
  readonly readsOnArrival: boolean;
  /** A head that arrives in the middle of the blocks of a track begins at once and takes the rest after the turn. */
  readonly zeroLatencyRead: boolean;
  readonly zeroLatencyWrite: boolean;
  /** A read of data just written need not go to the media. */
  readonly hitsWrittenData: boolean;
  /** Writes that may end before they are on the media; 0: no write does. */
  readonly writesBehind: number;
}
