import { type Io, type Layer, Op, Status } from '../../kernel/io.ts';
import { Payload } from '../../kernel/payload.ts';
import type { Disk } from '../disk/disk.ts';

const Step = { Read: 0, Written: 1 } as const;

/**
 * Disk copy data (MSCP DCD): the controller reads a range from one of its disks and writes it to another, with its
 * own buffer; nothing of it passes the host interconnect.
 */
export class DiskCopyData implements Layer {
  readonly name: string;
  readonly #source: Disk;
  readonly #target: Disk;
  readonly #buffers: Payload[] = [];

  constructor(controller: string, source: Disk, target: Disk) {
    this.name = `${controller} copies ${source.name} to ${target.name}`;
    this.#source = source;
    this.#target = target;
  }

  submit(io: Io): void {
    io.payload = this.#buffers.pop() ?? new Payload();
    io.submit(this.#source, Op.Read, io.block, io.blocks, Step.Read);
  }

  advance(io: Io): void {
    if (io.step === Step.Read && io.outcome === Status.Good) {
      io.submit(this.#target, Op.Write, io.block, io.blocks, Step.Written);
      return;
    }
    this.#buffers.push(io.payload!);
    io.done(io.outcome);
  }
}
