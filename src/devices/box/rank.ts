import type { StationReport } from '../../kernel/station.ts';
import type { Disk } from '../disk/disk.ts';
import { hasParity, type Raid } from './raid.ts';

/** A group of drives under one RAID scheme; volumes lie on it one after the other. */
export class Rank {
  readonly name: string;
  /** Its number in the box. */
  readonly number: number;
  readonly raid: Raid;
  /** Blocks of a strip: what lies together on one drive. */
  readonly strip: number;
  readonly drives: readonly Disk[];
  /** Blocks of data that it holds. */
  readonly blocks: number;
  /** I/Os of hosts and destages under way; background work looks at it and gives way. */
  foreground = 0;
  /** Its box works; otherwise it takes no I/Os. */
  powered = true;

  constructor(name: string, number: number, raid: Raid, strip: number, drives: readonly Disk[]) {
    this.name = name;
    this.number = number;
    this.raid = raid;
    this.strip = strip;
    this.drives = drives;
    this.blocks = capacityOf(raid, strip, Math.min(...drives.map((drive) => drive.blocks)));
  }

  /** Blocks of a stripe. */
  get stripe(): number {
    return this.strip * this.raid.data;
  }

  /** As its drives are: all work, or so many that all its data can be read, or too few. */
  get state(): 'optimal' | 'degraded' | 'failed' {
    if (!this.survives) return 'failed';
    return this.drives.every(({ up }) => up) ? 'optimal' : 'degraded';
  }

  /** Power is lost: what waits at its drives fails now, what is in service when its time is over. */
  cutPower(): void {
    this.powered = false;
    for (const drive of this.drives) {
      if (!drive.up) continue;
      drive.fail();
      drive.repair();
    }
  }

  /** All its data can be read: no more drives have failed than its parities, of mirrors none together with its partner. */
  get survives(): boolean {
    const { drives } = this;
    let down = 0;
    for (let i = 0; i < drives.length; i++) if (!drives[i]!.up) down++;
    if (hasParity(this.raid)) return down <= this.raid.redundant;
    if (down === 0 || this.raid.level === 'none') return down === 0;
    for (let i = 0; i < drives.length; i += 2) if (!drives[i]!.up && !drives[i + 1]!.up) return false;
    return true;
  }

  /** Figures of all drives together, up to the present instant. */
  report(into: StationReport): StationReport {
    const one: StationReport = { busy: new Float64Array(into.busy.length), population: 0, visits: 0 };
    into.busy.fill(0);
    into.population = 0;
    into.visits = 0;
    for (const drive of this.drives) {
      drive.report(one);
      for (let cause = 0; cause < one.busy.length; cause++) into.busy[cause]! += one.busy[cause]!;
      into.population += one.population;
      into.visits += one.visits;
    }
    return into;
  }
}

/** Blocks of data that a group holds: whole strips. @param drive blocks of its smallest drive */
export function capacityOf(raid: Raid, strip: number, drive: number): number {
  return Math.floor(drive / strip) * strip * raid.data;
}
