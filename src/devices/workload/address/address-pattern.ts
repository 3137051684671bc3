import type { AddressSpace } from './address-space.ts';
import type { AddressPattern } from './pattern.ts';
import { RandomPattern } from './random-pattern.ts';
import { SequentialPattern } from './sequential-pattern.ts';
import { Even, HotSpot, Scattered, type Skew, ZipfChunks } from './skew.ts';
import { StridedPattern } from './strided-pattern.ts';

/** The addresses of a workload; lengths in blocks. */
export type AccessOptions = (
  | { readonly kind: 'uniform' }
  /** @see HotSpot; with `chunks`, the hot part is scattered over the space in pieces of this fraction of it */
  | { readonly kind: 'hot-spot'; readonly share: number; readonly part: number; readonly chunks: number | undefined }
  /** @see ZipfChunks */
  | { readonly kind: 'zipf'; readonly exponent: number; readonly chunks: number; readonly scattered: boolean }
  | { readonly kind: 'sequential' }
  | { readonly kind: 'strided'; readonly stride: number }
) & {
  /** Random I/Os start at multiples of this many blocks in their volume, sequential regions too; 0: of the size of the I/O (the largest, for regions). */
  readonly alignment: number;
};

/**
 * @param sizes lengths of I/Os in blocks
 * @param clients each has a position of its own in sequential patterns
 * @throws RangeError if the space is too small, or a length is no whole number of units of contents
 */
export function addressPattern(access: AccessOptions, space: AddressSpace, sizes: Int32Array, clients: number): AddressPattern {
  demandUnits('alignment', access.alignment, space);
  const alignment = access.alignment === 0 ? sizes.reduce((a, b) => Math.max(a, b)) : access.alignment;
  switch (access.kind) {
    case 'sequential':
      return new SequentialPattern(space, sizes, alignment, clients);
    case 'strided':
      demandUnits('stride', access.stride, space);
      return new StridedPattern(space, sizes, access.stride, alignment, clients);
    default:
      return new RandomPattern(space, skewOf(access), sizes, access.alignment, clients);
  }
}

function skewOf(access: AccessOptions & { readonly kind: 'uniform' | 'hot-spot' | 'zipf' }): Skew {
  switch (access.kind) {
    case 'uniform':
      return new Even();
    case 'hot-spot': {
      const hot = new HotSpot(access.share, access.part);
      return access.chunks === undefined ? hot : new Scattered(hot, access.chunks);
    }
    case 'zipf': {
      const zipf = new ZipfChunks(access.chunks, access.exponent);
      return access.scattered ? new Scattered(zipf, access.chunks) : zipf;
    }
  }
}

function demandUnits(what: string, blocks: number, space: AddressSpace): void {
  if (blocks % space.unitBlocks !== 0)
    throw new RangeError(`${what}: ${blocks} blocks are no whole number of units of ${space.unitBlocks} blocks`);
}
