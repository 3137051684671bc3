import { type Io, Op, Status } from '../../../kernel/io.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import type { Lane } from './copy-thread.ts';

/**
 * Assisted copy: "the node that is managing the copy operation issues an MSCP DCD command to the controller for each
 * LBN range. The controller then performs the disk-to-disk copy, thus avoiding consumption of interconnect bandwidth."
 * Nothing is compared, so it does not matter how similar the data are.
 *
 *     node ── disk copy data ──► controller: source disk ─► buffer ─► target disk
 *
 * A command that fails while all members answer ends the assistance: the rest is copied unassisted.
 */
export function* assistedCopy(lane: Lane, io: Io): Generator<void, void> {
  const { operation, thread } = lane;
  const { assist, set } = operation;
  while (assist.active && lane.hasRange()) {
    if (thread.unit.verifying) {
      thread.unit.stalled.hold(io, 0);
      yield;
      continue;
    }
    const source = assist.source!;
    if (source.removed) {
      assist.evaluate(thread.node);
      continue;
    }
    const target = operation.targets[0]!;
    operation.commands++;
    source.commandBegins();
    target.commandBegins();
    io.submit(thread.node.assistPath(source.disk, target.disk), Op.CopyData, lane.block, lane.blocks, 0);
    yield;
    operation.commands--;
    source.commandEnded();
    target.commandEnded();
    if (io.outcome === Status.Good && !source.removed) {
      set.counts.assistedBytes += lane.blocks * BLOCK_BYTES;
      lane.finish();
    } else if (thread.running && !thread.unit.verifying && !source.removed) assist.fallBack();
    operation.held.release();
  }
}
