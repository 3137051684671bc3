import type { Fields } from './catalog-fields.ts';
import { Geometry } from './geometry.ts';
import type { GeometrySpec, Sparing, ZoneSpec } from './spec.ts';

const SPARINGS: readonly Sparing[] = [
  'none',
  'tracks',
  'sectors-per-track',
  'sectors-per-cylinder',
  'sectors-per-range',
  'sectors-per-zone',
  'sectors-at-end',
];
const COUNT = { min: 1, whole: true } as const;
const WHOLE = { whole: true } as const;

/**
 * Layout of a drive: zones as measured, or `zoning`, equal numbers of cylinders with sectors falling evenly from the
 * outermost to the innermost zone.
 * @param revolution ns
 */
export function readGeometry(fields: Fields, revolution: number): GeometrySpec {
  const heads = fields.number('heads', COUNT);
  const serpentine = fields.flag('serpentine');
  if (fields.has('zoning')) {
    const zones = readZoning(fields.map('zoning'), revolution);
    fields.end();
    return { heads, serpentine, sparing: 'none', rangeCylinders: 1, zones };
  }
  const sparing = fields.word('sparing', SPARINGS);
  const rangeCylinders = sparing === 'sectors-per-range' ? fields.number('range_cylinders', COUNT) : 1;
  const zones = fields.maps('zones').map(readZone);
  fields.end();
  if (zones.length === 0) fields.fail('zones', 'a drive has at least one zone');
  const spec = { heads, serpentine, sparing, rangeCylinders, zones };
  checkZones(fields, spec);
  return spec;
}

function readZone(fields: Fields): ZoneSpec {
  const [firstCylinder, lastCylinder] = fields.pair('cylinders', WHOLE);
  const [trackSkew, cylinderSkew] = fields.pair('skew');
  const zone = {
    firstCylinder,
    lastCylinder,
    sectors: fields.number('sectors', COUNT),
    trackSkew,
    cylinderSkew,
    offset: fields.numberOr('offset', 0),
    reserved: fields.numberOr('reserved', 0, WHOLE),
    spares: fields.numberOr('spares', 0, WHOLE),
    slips: fields.has('slips') ? fields.numbers('slips', WHOLE) : [],
  };
  fields.end();
  return zone;
}

function checkZones(fields: Fields, spec: GeometrySpec): void {
  let next = 0;
  spec.zones.forEach((zone, i) => {
    const at = `zones[${i}]`;
    if (zone.firstCylinder < next) fields.fail(`${at}.cylinders`, `begins before cylinder ${next}, where the zone before ends`);
    if (zone.lastCylinder < zone.firstCylinder) fields.fail(`${at}.cylinders`, 'the last is before the first');
    next = zone.lastCylinder + 1;
    const tracks = (zone.lastCylinder - zone.firstCylinder + 1) * spec.heads;
    const limit = spec.sparing === 'tracks' ? tracks : tracks * zone.sectors;
    zone.slips.forEach((slip, j) => {
      const before = zone.slips[j - 1] ?? -1;
      if (slip <= before || slip >= limit)
        fields.fail(`${at}.slips[${j}]`, `expected more than ${before} and less than ${limit}, found ${slip}`);
    });
    if (new Geometry({ ...spec, zones: [zone] }).blocks <= 0) fields.fail(at, 'spares and reserved sectors leave no block');
  });
}

function readZoning(fields: Fields, revolution: number): ZoneSpec[] {
  const count = fields.number('zones', COUNT);
  const cylinders = fields.number('cylinders', { min: count, whole: true });
  const outer = fields.number('outer_sectors', COUNT);
  const inner = fields.number('inner_sectors', { min: 1, max: outer, whole: true });
  const trackSkew = fields.number('track_skew_ms') * 1e6;
  const cylinderSkew = fields.number('cylinder_skew_ms') * 1e6;
  fields.end();
  return Array.from({ length: count }, (_, i) => {
    const sectors = count === 1 ? outer : Math.round(outer - ((outer - inner) * i) / (count - 1));
    return {
      firstCylinder: Math.floor((cylinders * i) / count),
      lastCylinder: Math.floor((cylinders * (i + 1)) / count) - 1,
      sectors,
      trackSkew: Math.ceil((trackSkew / revolution) * sectors),
      cylinderSkew: Math.ceil((cylinderSkew / revolution) * sectors),
      offset: 0,
      reserved: 0,
      spares: 0,
      slips: [],
    };
  });
}
