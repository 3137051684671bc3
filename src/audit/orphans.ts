import type { Payload } from '../kernel/payload.ts';
import { type OnBlocks, Ranges } from './ranges.ts';

/** Part of a write that may have taken effect, or not: it ended without an acknowledgement, or a point in time came in between. */
export interface Orphan extends OnBlocks {
  readonly stamp: number;
}

/** The orphans of a volume. */
export class Orphans extends Ranges<Orphan> {
  /** The parts of each write. */
  readonly #parts = new Map<number, Orphan[]>();

  /** The same part of a write counts once. */
  override add(orphan: Orphan): void {
    const parts = this.#parts.get(orphan.stamp);
    if (parts === undefined) this.#parts.set(orphan.stamp, [orphan]);
    else if (parts.some(({ block, blocks }) => block === orphan.block && blocks === orphan.blocks)) return;
    else parts.push(orphan);
    super.add(orphan);
  }

  override remove(orphan: Orphan): boolean {
    const parts = this.#parts.get(orphan.stamp);
    const at = parts?.indexOf(orphan) ?? -1;
    if (parts === undefined || at < 0) return false;
    parts.splice(at, 1);
    if (parts.length === 0) this.#parts.delete(orphan.stamp);
    return super.remove(orphan);
  }

  /** Whether this block is part of what the write with this stamp may have left. */
  has(stamp: number, block: number): boolean {
    const parts = this.#parts.get(stamp);
    if (parts === undefined) return false;
    return parts.some((part) => part.block <= block && block < part.block + part.blocks);
  }

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
