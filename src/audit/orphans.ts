import type { Payload } from '../kernel/payload.ts';
import { type OnBlocks, Ranges } from './ranges.ts';

/** Part of a write that may have taken effect, or not: it ended without an acknowledgement, or a point in time came in between. */
export interface Orphan extends OnBlocks {
  readonly stamp: number;
}

/** The orphans of a volume. */
export class Orphans extends Ranges<Orphan> {
  /** Takes away what a later write covers, from `block` up to `end`. @returns what was taken away */
  cut(block: number, end: number): Orphan[] {
    const parts: Orphan[] = [];
    for (let orphan = this.touching(block, end); orphan !== null; orphan = this.touching(block, end)) {
      const { stamp, block: first } = orphan;
      const last = first + orphan.blocks;
      this.remove(orphan);
      if (first < block) this.add({ stamp, block: first, blocks: block - first });
      if (last > end) this.add({ stamp, block: end, blocks: last - end });
      const from = Math.max(first, block);
      parts.push({ stamp, block: from, blocks: Math.min(last, end) - from });
    }
    return parts;
  }

  /** Those of others count as well. */
  addAll(...others: readonly { visitAll(visit: (write: Orphan) => void): void }[]): void {
    for (const other of others) other.visitAll(({ block, blocks, stamp }) => this.add({ block, blocks, stamp }));
  }
}

/** The stamp that was expected for a block of a read. @param first block of the read */
export function expectedAt(expected: Payload, first: number, block: number, unitBlocks: number): number {
  let run = 0;
  let end = first + expected.lengthOf(0) * unitBlocks;
  while (end <= block && run + 1 < expected.runs) end += expected.lengthOf(++run) * unitBlocks;
  return expected.stampOf(run);
}
