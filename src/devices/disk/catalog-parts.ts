import type { Fields } from './catalog-fields.ts';
import { threePointLaw, twoPiecePoints } from './seek.ts';
import type { CacheSpec, OverheadSpec, ReadAhead, SeekLaw, SeekSpec, TransferSpec } from './spec.ts';

const MS = 1e6;
const READ_AHEADS: readonly ReadAhead[] = ['none', 'track-and-next', 'to-segment-end'];
const COUNT = { min: 1, whole: true } as const;
const WHOLE = { whole: true } as const;

/** @param cylinders from the first to the last that holds blocks */
export function readSeek(fields: Fields, cylinders: number): SeekSpec {
  const headSwitch = fields.number('head_switch_ms') * MS;
  const minimumWrite = fields.numberOr('minimum_write_ms', 0) * MS;
  const [read, write, settle] = fields.has('read_ms') ? readDataSheet(fields, cylinders) : readMeasured(fields, cylinders);
  fields.end();
  return { read, write, readHeadSwitch: headSwitch, writeHeadSwitch: headSwitch + settle, minimumWrite };
}

type Laws = readonly [read: SeekLaw, write: SeekLaw, settle: number];

/** One curve, and what a write needs more. */
function readMeasured(fields: Fields, cylinders: number): Laws {
  const settle = fields.number('write_settle_ms') * MS;
  const points = (fields.has('points_ms') ? readPoints(fields) : readTwoPiece(fields.map('two_piece'), cylinders)).map(
    ([distance, time]) => [distance, time * MS] as const,
  );
  return [{ points }, { points: points.map(([distance, time]) => [distance, time + settle] as const) }, settle];
}

function readPoints(fields: Fields): readonly (readonly [number, number])[] {
  const points = fields.pairs('points_ms');
  if (points.length < 2) fields.fail('points_ms', 'expected at least two points');
  points.forEach(([distance], i) => {
    const before = points[i - 1]?.[0] ?? 0;
    if (!Number.isInteger(distance) || distance <= before) fields.fail(`points_ms[${i}]`, `expected more than ${before} cylinders`);
  });
  return points;
}

function readTwoPiece(fields: Fields, cylinders: number): readonly (readonly [number, number])[] {
  const law = {
    shortest: fields.numbers('shortest_ms'),
    boundary: fields.number('boundary_cylinders', { min: 1, max: cylinders - 2, whole: true }),
    root: fields.pair('root_ms'),
    line: fields.pair('line_ms'),
  };
  fields.end();
  return twoPiecePoints(law, cylinders);
}

/** Single track, average and full stroke, for reads and for writes. */
function readDataSheet(fields: Fields, cylinders: number): Laws {
  const [read, write] = (['read_ms', 'write_ms'] as const).map((key) => {
    const figures = fields.map(key);
    const [single, average, full] = ['single', 'average', 'full'].map((figure) => figures.number(figure) * MS) as [number, number, number];
    figures.end();
    try {
      return { single, law: threePointLaw(single, average, full, cylinders) };
    } catch (error) {
      return fields.fail(key, (error as Error).message);
    }
  }) as [{ single: number; law: SeekLaw }, { single: number; law: SeekLaw }];
  if (write.single < read.single) fields.fail('write_ms', 'a write cannot need less time to settle than a read');
  return [read.law, write.law, write.single - read.single];
}

export function readOverhead(fields: Fields): OverheadSpec {
  const times = (key: string): readonly [number, number] => {
    const [afterRead, afterWrite] = fields.pair(key);
    return [afterRead * MS, afterWrite * MS];
  };
  const overhead = {
    readHit: times('read_hit'),
    readMiss: times('read_miss'),
    writeHit: times('write_hit'),
    writeMiss: times('write_miss'),
    readCompletion: fields.numberOr('read_completion', 0) * MS,
    writeCompletion: fields.numberOr('write_completion', 0) * MS,
    dataPreparation: fields.numberOr('data_preparation', 0) * MS,
    reselect: fields.numberOr('reselect', 0) * MS,
  };
  fields.end();
  return overhead;
}

export function readTransfer(fields: Fields): TransferSpec {
  const transfer = {
    read: fields.number('read_ms_per_block') * MS,
    write: fields.number('write_ms_per_block') * MS,
    readStart: fields.numberOr('read_starts_at', 0, { max: 1 }),
    writeStart: fields.numberOr('write_starts_at_blocks', 1, COUNT),
  };
  fields.end();
  return transfer;
}

export function readCache(fields: Fields): CacheSpec {
  const cache = {
    segments: fields.number('segments', COUNT),
    segmentBlocks: fields.number('segment_blocks', COUNT),
    readAhead: fields.word('read_ahead', READ_AHEADS),
    readAheadBlocks: fields.number('read_ahead_blocks', WHOLE),
    keepsRequest: fields.flag('keeps_request'),
    readAheadAfterHit: fields.flag('read_ahead_after_hit'),
    readsOnArrival: fields.flag('reads_on_arrival'),
    zeroLatencyRead: fields.flag('zero_latency_read'),
    zeroLatencyWrite: fields.flag('zero_latency_write'),
    hitsWrittenData: fields.flag('hits_written_data'),
    writesBehind: fields.number('writes_behind', { max: 1024, whole: true }),
  };
  fields.end();
  return cache;
}
