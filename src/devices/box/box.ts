import type { IoPool } from '../../kernel/io-pool.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { PayloadPool } from '../../storage/payload-pool.ts';
import { Residence } from '../../storage/residence.ts';
import { BLOCK_BYTES } from '../../storage/volume.ts';
import type { Component } from '../component.ts';
import { TRACK_BLOCKS } from './attachment.ts';
import type { BoxVolume } from './box-volume.ts';
import { Cache } from './cache.ts';
import { Destager } from './destager.ts';
import { Nvs } from './nvs.ts';
import type { Rank } from './rank.ts';

export interface BoxSpec {
  /** Bytes of cache, and of it the bytes that are battery-backed for writes (NVS); at most half of the cache. */
  readonly cache: number;
  readonly nvs: number;
  /** Time of a cache hit or fast write inside the box, beside the controller's command time, in ns. */
  readonly cache_time: number;
  /** NVS occupancy at which destage begins, and down to which it goes on, 0 to 1. */
  readonly destage_high: number;
  readonly destage_low: number;
  /** A track that has not been written for so long (ns) is destaged below the marks as well. */
  readonly destage_age: number;
  /** Destages at a time on one rank. */
  readonly destage_tasks: number;
}

const PAGE_BYTES = TRACK_BLOCKS * BLOCK_BYTES;

/**
 * An array with a write-back cache: what its volumes and the copy services in it share.
 *
 * When it fails, it has no power. What is under way in it fails; unmodified pages of the cache are lost; modified ones stay in
 * NVS, on battery, and are destaged when power is back. Its ranks stand still meanwhile.
 */
export class Box implements Component {
  readonly name: string;
  up = true;
  speed = 1;
  readonly kernel: Kernel;
  readonly ios: IoPool;
  readonly spec: BoxSpec;
  readonly ranks: readonly Rank[];
  readonly cache: Cache;
  readonly nvs: Nvs;
  readonly payloads = new PayloadPool();
  readonly destager: Destager;
  /** By number. */
  readonly volumes: BoxVolume[] = [];
  /** Blocks of one unit of contents. */
  readonly unitBlocks: number;

  constructor(name: string, ios: IoPool, spec: BoxSpec, ranks: readonly Rank[], unitBlocks: number) {
    this.name = name;
    this.kernel = ios.kernel;
    this.ios = ios;
    this.spec = spec;
    this.ranks = ranks;
    this.unitBlocks = unitBlocks;
    this.cache = new Cache(Math.floor(spec.cache / PAGE_BYTES), TRACK_BLOCKS / unitBlocks, ranks.length);
    this.nvs = new Nvs(ios.kernel, `NVS of ${name}`, Math.floor(spec.nvs / PAGE_BYTES), Residence['nvs wait']);
    this.destager = new Destager(this);
  }

  /** Time of a cache hit or fast write, in ns. */
  get cacheTime(): number {
    return this.speed === 1 ? this.spec.cache_time : Math.round(this.spec.cache_time / this.speed);
  }

  fail(): void {
    if (!this.up) return;
    this.up = false;
    const { cache, nvs, ranks, volumes } = this;
    for (const rank of ranks) rank.cutPower();
    for (const { number } of volumes)
      cache.forEachOf(number, (page) => {
        if (!cache.isModified(page)) cache.discard(page);
      });
    nvs.dismiss();
  }

  repair(): void {
    if (this.up) return;
    this.up = true;
    for (const rank of this.ranks) rank.powered = true;
    this.destager.goOn();
  }

  degrade(speed: number): void {
    this.speed = speed;
  }

  /** What is cached of these tracks of a volume is void: a point in time has replaced it. */
  discard(volume: BoxVolume, concerns: (track: number) => boolean = () => true): void {
    const { cache, nvs } = this;
    let given = 0;
    cache.forEachOf(volume.number, (page) => {
      if (concerns(cache.trackOf(page)) && cache.discard(page)) given++;
    });
    if (given > 0) nvs.give(given);
  }
}
