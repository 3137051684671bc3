import type { Io } from '../kernel/io.ts';
import type { Medium } from './media.ts';
import { blocksText, type ViolationLog } from './violation.ts';
import type { VolumeHistory } from './volume-history.ts';

/** The write of a host that has arrived on a medium was under way: what it puts there, a host writes to these blocks now. */
export function checkGiven(violations: ViolationLog, history: VolumeHistory, medium: Medium, io: Io): void {
  const payload = io.payload!;
  const unit = history.acknowledged.unitBlocks;
  let block = io.block;
  for (let run = 0; run < payload.runs; run++) {
    const end = block + payload.lengthOf(run) * unit;
    if (!history.mayLand(payload.stampOf(run), block, end))
      violations.add(
        'given',
        `${medium.name}, ${blocksText(block, end)}: ${payload.stampOf(run)} was written, which no host writes there now`,
      );
    block = end;
  }
}

/** Everything acknowledged is on the medium. */
export function checkDurable(violations: ViolationLog, history: VolumeHistory, medium: Medium): void {
  const { acknowledged } = history;
  const block = history.firstUnexcused(acknowledged, medium.contents, 0, acknowledged.blocks);
  if (block < 0) return;
  const [wanted, found] = [acknowledged.stampAt(block), medium.contents.stampAt(block)];
  violations.add(
    'durable',
    `${medium.name} of ${history.name}, from block ${block}: it holds ${found}, but ${wanted} was acknowledged last`,
  );
}
