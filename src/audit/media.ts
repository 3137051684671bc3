import { type Io, Op } from '../kernel/io.ts';
import { Contents } from '../storage/contents.ts';
import { Uniform } from '../storage/initial-contents.ts';
import { blocksText, type ViolationLog } from './violation.ts';

/** A disk as the referee is told of it. */
export interface AuditedDisk {
  readonly name: string;
  readonly blocks: number;
  /** Read once, before anything is seen of the disk, and again only when it joins a copy. */
  readonly contents: Contents;
}

/** What should be on a disk, kept from the writes that were seen. */
export class Medium {
  readonly name: string;
  readonly blocks: number;
  readonly #actual: Contents;
  readonly #seen: Contents;
  readonly #violations: ViolationLog;
  /** Its contents have still to be taken over. */
  #unread = true;

  constructor(disk: AuditedDisk, violations: ViolationLog) {
    this.name = disk.name;
    this.blocks = disk.blocks;
    this.#actual = disk.contents;
    this.#seen = new Contents(disk.blocks, disk.contents.unitBlocks, new Uniform(0));
    this.#violations = violations;
  }

  get contents(): Contents {
    if (this.#unread) this.#seen.copyFrom(this.#actual);
    this.#unread = false;
    return this.#seen;
  }

  /** The scenario may put other data on it at this instant: its contents are taken over when it is looked at next. */
  reread(): void {
    this.#unread = true;
  }

  /** @returns false if the payload is not as long as the I/O */
  written(io: Io): boolean {
    if (!this.#fits(io)) return false;
    this.contents.write(io.block, io.blocks, io.payload!);
    return true;
  }

  read(io: Io): void {
    if (io.op === Op.Compare || io.payload === null) return;
    if (!this.#fits(io) || this.contents.equals(io.block, io.blocks, io.payload)) return;
    this.#violations.add(
      'medium',
      `${this.name}, ${blocksText(io.block, io.block + io.blocks)}: the read found other data than were written there`,
    );
  }

  #fits(io: Io): boolean {
    const { payload } = io;
    let units = 0;
    if (payload !== null) for (let run = 0; run < payload.runs; run++) units += payload.lengthOf(run);
    if (units * this.#seen.unitBlocks === io.blocks) return true;
    const text = `${this.name}, ${blocksText(io.block, io.block + io.blocks)}: the payload has ${units * this.#seen.unitBlocks} blocks`;
    this.#violations.add('medium', text);
    return false;
  }
}
