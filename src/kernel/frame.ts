import type { Owner } from './owner.ts';
import type { Payload } from './payload.ts';

/** What a layer keeps of an I/O that has gone down from it to the layer below. Each I/O keeps its frames for the next time. */
export class Frame {
  /** The frame of the layer above, if the I/O had come down to this layer, too. */
  readonly above: Frame | null;
  /** The frame for the layer below, once one was needed. */
  below: Frame | null = null;
  owner: Owner;
  step = 0;
  a = 0;
  b = 0;
  payload: Payload | null = null;

  constructor(above: Frame | null, owner: Owner) {
    this.above = above;
    this.owner = owner;
  }
}
