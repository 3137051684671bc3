import type { Io } from '../../../kernel/io.ts';
import { Process } from '../../../kernel/process.ts';
import { Residence } from '../../../storage/residence.ts';
import { DestageAfterEstablish } from './destage-after-establish.ts';
import { State } from './life-table.ts';
import type { Pair } from './pair.ts';
import type { PointInTime } from './point-in-time.ts';

const GIB = 1024 * 1024 * 1024;
const BLOCK = 512;

/**
 * Establishes the pairs of one command, one after the other. For each: extended long busy (writes to the source and all
 * I/Os to the target wait), the bitmap is made, and the point in time is taken; nothing is destaged and no data move.
 * @param established called when the point in time of a pair has been taken
 */
export function establish(pairs: readonly Pair[], established: (point: PointInTime) => void): void {
  const [first] = pairs;
  new Process(first!.shared.boxes.ios, `establish ${first!.name}`, (io) => establishAll(io, pairs, established));
}

function* establishAll(io: Io, pairs: readonly Pair[], established: (point: PointInTime) => void): Generator<void, void> {
  for (const pair of pairs) {
    const { source, sourceSide, targetSide, values } = pair;
    pair.life.go('establish', 'the bitmap is being made', State.Establishing);
    sourceSide.busy.busy = true;
    targetSide.busy.busy = true;
    io.sleep(values.establish_time + Math.round((values.bitmap_time * source.blocks * BLOCK) / GIB), Residence.other, 0);
    yield;
    const point = pair.take();
    pair.awaited = false;
    sourceSide.busy.end();
    targetSide.busy.end();
    if (values.destage_after_establish > 0) new DestageAfterEstablish(point);
    established(point);
  }
}
