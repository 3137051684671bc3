import { type Io, Op, Status } from '../../../kernel/io.ts';
import { BLOCK_BYTES } from '../../../storage/volume.ts';
import type { Lane } from './copy-thread.ts';

/**
 * Unassisted copy: "The actual transfer of data from the source member to the target is done through host node memory."
 *
 *     read source ─► compare target ─► equal: the range is done
 *          ▲              └─► different: write target ─┐
 *          └───────────────────────────────────────────┘
 *
 * So a range that is alike takes two I/Os, a different one five. Reading and comparing again after a write finds what
 * hosts have written meanwhile. Two targets are compared and written side by side.
 */
export function* unassistedCopy(lane: Lane, io: Io): Generator<void, void> {
  const { operation } = lane;
  const { set, assist } = operation;
  const { rules } = set;
  while (!assist.active && lane.hasRange()) {
    const source = rules.copySource(set.sources, set.copySource, lane.range);
    let open = maskOf(lane);
    for (let pass = 0; open !== 0; pass++) {
      io.submit(source.access[lane.thread.node.index]!, Op.Read, lane.block, lane.blocks, 0);
      yield;
      if (io.outcome !== Status.Good) break;
      count(lane, 'reads', 1);
      open &= maskOf(lane);
      if (open === 0) break;
      io.a = 0;
      const compared = toTargets(lane, io, Op.Compare, open);
      yield;
      if (io.outcome > Status.Differs) break;
      count(lane, 'compares', compared);
      open = io.a & maskOf(lane);
      if (open === 0) break;
      if (pass > 0) set.counts.retries++;
      const written = toTargets(lane, io, Op.Write, open);
      yield;
      if (io.outcome !== Status.Good) break;
      count(lane, 'writes', written);
      if (!rules.comparesAgain()) open = 0;
    }
    // Otherwise a member was lost on the way: the range begins again with those that are left.
    if (open === 0) lane.finish();
  }
}

/** The targets that are still there. */
function maskOf({ operation }: Lane): number {
  let mask = 0;
  for (const target of operation.targets) mask |= target.bit;
  return mask;
}

/** Returns how many I/Os were started. */
function toTargets(lane: Lane, io: Io, op: Op, open: number): number {
  let started = 0;
  for (const target of lane.operation.targets) {
    if ((open & target.bit) === 0) continue;
    io.submit(target.access[lane.thread.node.index]!, op, lane.block, lane.blocks, 0);
    started++;
  }
  return started;
}

function count(lane: Lane, what: 'reads' | 'compares' | 'writes', ios: number): void {
  const { counts } = lane.operation.set;
  counts[what] += ios;
  counts.interconnectBytes += ios * lane.blocks * BLOCK_BYTES;
}
