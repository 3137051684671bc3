import { type AddressSpace, lastNotAbove } from '../address/address-space.ts';
import { alignmentOf, type BlockTrace, extentOf } from './block-trace.ts';

/** How the addresses of a trace are brought into the space of a workload. `modulo`: wrapped around. `scale`: shrunk in proportion, if need be. */
export type Fold = 'modulo' | 'scale';

/** Alignments up to 64 KiB are kept. */
const KEPT_ALIGNMENT = 128;

/** Where each request of a trace goes: one entry of each array for each request. */
export interface FoldedPlaces {
  readonly volumes: Int32Array;
  readonly blocks: Float64Array;
}

/**
 * Brings the addresses of a trace into a space. A request keeps its length and its alignment up to 64 KiB; one that
 * would leave its volume is moved back to its end.
 * @throws RangeError if a request is longer than a volume, or not aligned to the unit of contents
 */
export function fold(trace: BlockTrace, space: AddressSpace, how: Fold): FoldedPlaces {
  if (alignmentOf(trace) % space.unitBlocks !== 0) {
    throw new RangeError(
      `${trace.file}: requests are aligned to ${alignmentOf(trace)} blocks, but a unit of contents has ${space.unitBlocks}`,
    );
  }
  const { starts, grain } = wholeGrains(space);
  const total = starts[space.volumes]!;
  const factor = how === 'scale' ? Math.min(1, total / extentOf(trace)) : 1;
  const volumes = new Int32Array(trace.length);
  const blocks = new Float64Array(trace.length);
  for (let i = 0; i < trace.length; i++) {
    const length = trace.lengths[i]!;
    const alignment = Math.min(grain, alignmentAt(trace.blocks[i]!));
    const address = down(factor < 1 ? Math.floor(trace.blocks[i]! * factor) : trace.blocks[i]! % total, alignment);
    const volume = lastNotAbove(starts, Math.min(address, total - 1));
    const room = space.blocksOf(volume) - length;
    if (room < 0)
      throw new RangeError(`${trace.file}: record ${i + 1} has ${length} blocks, more than are used of ${space.nameOf(volume)}`);
    volumes[i] = volume;
    blocks[i] = Math.min(address - starts[volume]!, down(room, alignment));
  }
  return { volumes, blocks };
}

/** Volumes behind one another, each cut to whole grains of 64 KiB, or to whole units if one is smaller than that. */
function wholeGrains(space: AddressSpace): { starts: Float64Array; grain: number } {
  const sizes = Array.from({ length: space.volumes }, (_, v) => space.blocksOf(v));
  const grain = sizes.every((size) => size >= KEPT_ALIGNMENT) ? KEPT_ALIGNMENT : space.unitBlocks;
  const starts = new Float64Array(sizes.length + 1);
  sizes.forEach((size, v) => {
    starts[v + 1] = starts[v]! + down(size, grain);
  });
  return { starts, grain };
}

/** The largest power of two up to `KEPT_ALIGNMENT` that divides the block. */
function alignmentAt(block: number): number {
  const low = (block % KEPT_ALIGNMENT) | KEPT_ALIGNMENT;
  return low & -low;
}

function down(block: number, alignment: number): number {
  return block - (block % alignment);
}
