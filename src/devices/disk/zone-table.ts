import { Ascending } from './ascending.ts';
import type { GeometrySpec, Sparing, ZoneSpec } from './spec.ts';

/** One zone, in figures that `Geometry` needs for each block. */
export interface Zone {
  /** First block. */
  readonly first: number;
  readonly firstCylinder: number;
  readonly sectors: number;
  /** Blocks and sectors of a unit of sparing. */
  readonly unitBlocks: number;
  readonly unitSectors: number;
  readonly reserved: number;
  readonly trackSkew: number;
  readonly cylinderSkew: number;
  readonly offset: number;
  /** By slip: its sector in the zone; the block (in the zone, as if nothing slipped) from which on it counts; sectors slipped so far in its unit. */
  readonly slipSectors: Ascending;
  readonly slipBlocks: Ascending;
  readonly slipped: Float64Array;
}

interface Unit {
  readonly sectors: number;
  readonly blocks: number;
  /** Sectors of the zone without blocks, reserved ones not counted. */
  readonly lost: number;
}

function unitOf(spec: GeometrySpec, zone: ZoneSpec): Unit {
  const cylinders = zone.lastCylinder - zone.firstCylinder + 1;
  const cylinder = zone.sectors * spec.heads;
  const all = cylinder * cylinders;
  const perUnit = (sectors: number, units: number): Unit => ({ sectors, blocks: sectors - zone.spares, lost: zone.spares * units });
  const units: { readonly [S in Sparing]: () => Unit } = {
    none: () => ({ sectors: all, blocks: all, lost: 0 }),
    tracks: () => ({ sectors: all, blocks: all, lost: zone.spares * zone.sectors }),
    'sectors-per-track': () => perUnit(zone.sectors, cylinders * spec.heads),
    'sectors-per-cylinder': () => perUnit(cylinder, cylinders),
    'sectors-per-range': () => perUnit(cylinder * spec.rangeCylinders, Math.floor(cylinders / spec.rangeCylinders)),
    'sectors-per-zone': () => ({ sectors: all, blocks: all, lost: zone.spares }),
    'sectors-at-end': () => ({ sectors: all, blocks: all, lost: zone.slips.length }),
  };
  return units[spec.sparing]();
}

/** All zones, and one behind the last, whose first block is the number of blocks. */
export function zoneTable(spec: GeometrySpec): Zone[] {
  const width = (zone: ZoneSpec) => (spec.sparing === 'tracks' ? zone.sectors : 1);
  let first = 0;
  const zones = spec.zones.map((zone) => {
    const unit = unitOf(spec, zone);
    const { firstCylinder, lastCylinder, sectors, trackSkew, cylinderSkew, offset, reserved } = zone;
    const all = (lastCylinder - firstCylinder + 1) * spec.heads * sectors;
    const figures = { firstCylinder, sectors, trackSkew, cylinderSkew, offset, reserved };
    const entry = { first, ...figures, unitBlocks: unit.blocks, unitSectors: unit.sectors, ...slips(zone, unit, width(zone), all) };
    first += all - unit.lost - reserved;
    return entry;
  });
  return [...zones, { ...zones[zones.length - 1]!, first }];
}

/** @param all sectors of the zone */
function slips(zone: ZoneSpec, unit: Unit, width: number, all: number): Pick<Zone, 'slipSectors' | 'slipBlocks' | 'slipped'> {
  const slipSectors = zone.slips.map((slip) => slip * width);
  const slipBlocks = new Float64Array(slipSectors.length);
  const slipped = new Float64Array(slipSectors.length);
  let inUnit = 0;
  let of = -1;
  slipSectors.forEach((sector, i) => {
    const index = Math.floor(sector / unit.sectors);
    if (index !== of) inUnit = 0;
    of = index;
    // A slip among the spares of its unit counts for none of its blocks.
    slipBlocks[i] = Math.min(index * unit.blocks + sector - index * unit.sectors - inUnit, (index + 1) * unit.blocks);
    inUnit += width;
    slipped[i] = inUnit;
  });
  return { slipSectors: new Ascending(slipSectors, all), slipBlocks: new Ascending(slipBlocks, all), slipped };
}
