import { Ascending } from './ascending.ts';
import type { GeometrySpec } from './spec.ts';
import { type Zone, zoneTable } from './zone-table.ts';

/** Where a block lies. Filled by `Geometry.locate`, so that nothing is allocated. */
export class Position {
  cylinder = 0;
  head = 0;
  /** Sectors of its track, slipped and spare ones included. */
  sectors = 1;
  /** Where its sector begins: part of a turn after the index, 0 to 1. */
  angle = 0.5;
  /** Blocks from this one to the end of its track, itself included. */
  left = 0;
  /** Blocks of its track before this one. */
  before = 0;
}

/**
 * From block to place: zones, spare and slipped sectors, skews. Within a zone, tracks follow each other by head and
 * cylinder; the first sector of each track lags behind by the skew, so that the head can follow.
 */
export class Geometry {
  /** Blocks that have a place. */
  readonly blocks: number;
  readonly #zones: readonly Zone[];
  /** First block of each zone, and the number of blocks. */
  readonly #firsts: Ascending;
  readonly #heads: number;
  readonly #serpentine: boolean;
  readonly #slipsAreTracks: boolean;
  /** With spares in each cylinder, the cylinders after a slip lag behind by it. */
  readonly #slipsMoveSkew: boolean;

  constructor(spec: GeometrySpec) {
    this.#zones = zoneTable(spec);
    this.#heads = spec.heads;
    this.#serpentine = spec.serpentine;
    this.#slipsAreTracks = spec.sparing === 'tracks';
    this.#slipsMoveSkew = spec.sparing === 'sectors-per-cylinder';
    this.blocks = this.#zones[this.#zones.length - 1]!.first;
    const firsts = this.#zones.map((zone) => zone.first);
    this.#firsts = new Ascending(firsts, this.blocks + 1);
  }

  /** @param block 0 to `blocks` - 1 */
  locate(block: number, at: Position): void {
    const next = this.#firsts.countUpTo(block);
    const zone = this.#zones[next - 1]!;
    const inZone = block - zone.first + zone.reserved;
    const unit = inZone < zone.unitBlocks ? 0 : Math.floor(inZone / zone.unitBlocks);
    const inUnit = inZone - unit * zone.unitBlocks;
    const slips = zone.slipSectors;
    const passed = slips.length === 0 ? 0 : zone.slipBlocks.countUpTo(inZone);
    let sector = unit * zone.unitSectors + inUnit;
    if (passed > 0 && (unit === 0 || slips.at(passed - 1) >= unit * zone.unitSectors)) sector += zone.slipped[passed - 1]!;

    const sectors = zone.sectors;
    const track = Math.floor(sector / sectors);
    const inTrack = sector - track * sectors;
    const cylinder = Math.floor(track / this.#heads);
    const surface = track - cylinder * this.#heads;
    const switches = surface + (this.#heads - 1) * cylinder;
    let lag = zone.offset + switches * zone.trackSkew + cylinder * zone.cylinderSkew + inTrack;
    if (this.#slipsMoveSkew) lag += slips.countUpTo(cylinder * this.#heads * sectors - 1);
    at.cylinder = zone.firstCylinder + cylinder;
    at.head = this.#serpentine && (cylinder & 1) === 1 ? this.#heads - 1 - surface : surface;
    at.sectors = sectors;
    const turns = lag / sectors;
    at.angle = turns - Math.floor(turns);

    let left = sectors - inTrack;
    let before = inTrack;
    if (slips.length > 0 && !this.#slipsAreTracks) {
      for (let i = passed; slips.at(i) < sector + sectors - inTrack; i++) left--;
      for (let i = passed - 1; i >= 0 && slips.at(i) >= sector - inTrack; i--) before--;
    }
    at.left = Math.min(left, zone.unitBlocks - inUnit, this.#firsts.at(next) - block);
    at.before = Math.min(before, block - zone.first);
  }
}
