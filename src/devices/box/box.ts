import type { IoPool } from '../../kernel/io-pool.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { Store } from '../../kernel/store.ts';
import { Residence } from '../../storage/residence.ts';
import { TrackLocks } from '../../storage/track-locks.ts';
import { PayloadPool } from '../../storage/payload-pool.ts';
import { TRACK_BLOCKS } from './attachment.ts';
import type { BoxVolume } from './box-volume.ts';
import { Cache } from './cache.ts';
import { Destager } from './destager.ts';

export interface BoxSpec {
  /** Bytes of cache, and of it the bytes that are battery-backed for writes (NVS). */
  readonly cache: number;
  readonly nvs: number;
  /** Time of a cache hit or fast write inside the box, beside the controller's command time, in ns. */
  readonly cache_time: number;
  /** NVS occupancy at which destage begins, and down to which it goes on, 0 to 1. */
  readonly destage_high: number;
  readonly destage_low: number;
  /** A page that has been dirty for so long (ns) is destaged below the mark as well. */
  readonly destage_age: number;
  /** Destages at a time on one rank. */
  readonly destage_tasks: number;
}

/** A volume number and a track in one key; exact up to 2^21 volumes of 2^32 tracks. */
export const trackKey = (volume: number, track: number): number => volume * 0x100000000 + track;

/** An array with a write-back cache: what its volumes and the copy services in it share. */
export class Box {
  readonly name: string;
  readonly kernel: Kernel;
  readonly ios: IoPool;
  readonly spec: BoxSpec;
  readonly cache: Cache;
  /** Pages of NVS; one for each dirty page of the cache. */
  readonly nvs: Store;
  /** One I/O at a time stages, destages or copies a track. */
  readonly locks: TrackLocks;
  readonly payloads = new PayloadPool();
  readonly destager: Destager;
  readonly volumes: BoxVolume[] = [];

  constructor(name: string, ios: IoPool, spec: BoxSpec, unitBlocks: number) {
    this.name = name;
    this.kernel = ios.kernel;
    this.ios = ios;
    this.spec = spec;
    const pageBytes = TRACK_BLOCKS * 512;
    this.cache = new Cache(Math.floor(spec.cache / pageBytes), TRACK_BLOCKS / unitBlocks);
    this.nvs = new Store(`NVS of ${name}`, Math.floor(spec.nvs / pageBytes), Residence['nvs wait']);
    this.locks = new TrackLocks(`track lock of ${name}`, Residence['copy lock']);
    this.destager = new Destager(this);
  }
}
