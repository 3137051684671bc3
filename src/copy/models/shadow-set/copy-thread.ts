import type { Io } from '../../../kernel/io.ts';
import type { IoPool } from '../../../kernel/io-pool.ts';
import { Payload } from '../../../kernel/payload.ts';
import { Process } from '../../../kernel/process.ts';
import { Cause } from '../../../storage/cause.ts';
import type { ClusterNode } from '../../surroundings.ts';
import { assistedCopy } from './assisted-copy.ts';
import type { CopyOperation } from './copy-operation.ts';
import { unassistedCopy } from './unassisted-copy.ts';
import type { VirtualUnit } from './virtual-unit.ts';

/** One copy thread of a node (SHADOW_SERVER): it carries a copy operation on, in as many lanes as ranges are under way at a time. */
export class CopyThread {
  readonly operation: CopyOperation;
  readonly unit: VirtualUnit;
  readonly #incarnation: number;
  readonly #ended: () => void;
  /** It copies; before that it takes over. */
  begun = false;
  #lanes = 0;

  /** @param ended called once, when nothing of it is under way any more */
  constructor(operation: CopyOperation, unit: VirtualUnit, ended: () => void) {
    this.operation = operation;
    this.unit = unit;
    this.#incarnation = unit.incarnation;
    this.#ended = ended;
  }

  get node(): ClusterNode {
    return this.unit.node;
  }

  /** It may go on: the node has access to the set, and there is somebody to copy to. */
  get running(): boolean {
    return this.unit.open && this.unit.incarnation === this.#incarnation && !this.operation.canceled;
  }

  begin(ios: IoPool): void {
    const { ranges, set } = this.operation;
    this.begun = true;
    this.#lanes = ranges.lanes;
    for (let number = 0; number < ranges.lanes; number++) {
      const lane = new Lane(this, number);
      new Process(
        ios,
        `copy of ${set.name} on ${this.node.name}`,
        (io) => lane.run(io),
        () => {
          if (--this.#lanes === 0) this.#ended();
        },
      );
    }
  }
}

/** One range at a time, from the first to the last. */
export class Lane {
  readonly thread: CopyThread;
  readonly operation: CopyOperation;
  /** The present range. */
  block = -1;
  blocks = 0;
  readonly #number: number;

  constructor(thread: CopyThread, number: number) {
    this.thread = thread;
    this.operation = thread.operation;
    this.#number = number;
  }

  *run(io: Io): Generator<void, void> {
    io.cause = Cause.Copy;
    io.payload = new Payload();
    while (this.hasRange()) yield* this.operation.assist.active ? assistedCopy(this, io) : unassistedCopy(this, io);
  }

  /** True if there is a range to copy: the present one, or the next. */
  hasRange(): boolean {
    if (!this.thread.running) return false;
    if (this.block >= 0) return true;
    const { ranges } = this.operation;
    this.block = ranges.take(this.#number);
    this.blocks = ranges.length(this.block);
    return this.block >= 0;
  }

  /** Number of the present range. */
  get range(): number {
    return Math.floor(this.block / this.operation.ranges.rangeBlocks);
  }

  /** The present range is done. Of a copy that was cancelled meanwhile nobody needs to know. */
  finish(): void {
    this.block = -1;
    if (this.thread.running) this.operation.rangeDone(this.#number, this.thread.node);
  }
}
