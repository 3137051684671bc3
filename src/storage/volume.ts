import type { Layer } from '../kernel/io.ts';

/** Bytes of one block: the unit of `io.block` and `io.blocks`. */
export const BLOCK_BYTES = 512;

/** Everything that takes I/Os on a range of blocks: a disk, a path to it, a shadow set. A stack of volumes is configuration. */
export interface Volume extends Layer {
  /** Size in blocks of 512 bytes. */
  readonly blocks: number;
}
