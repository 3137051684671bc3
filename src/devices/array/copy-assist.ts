import { type Io, type Layer, Op, Status } from '../../kernel/io.ts';
import { Payload } from '../../kernel/payload.ts';
import { BLOCK_BYTES } from '../../storage/volume.ts';
import type { Disk } from '../disk/disk.ts';
import type { Controller } from './controller.ts';

/** A disk and the device-side channel that it is on. */
export interface OnChannel {
  readonly disk: Disk;
  readonly port: number;
}

const Step = { Read: 0, In: 1, Out: 2, Written: 3 } as const;

/**
 * Disk copy data (MSCP DCD): the controller reads a range from one of its disks and writes it to another, with its
 * own buffer. The data pass the channels of both disks; nothing of it passes the host interconnect.
 */
export class DiskCopyData implements Layer {
  readonly name: string;
  readonly #controller: Controller;
  readonly #source: OnChannel;
  readonly #target: OnChannel;
  readonly #buffers: Payload[] = [];

  constructor(controller: Controller, source: OnChannel, target: OnChannel) {
    this.name = `${controller.name} copies ${source.disk.name} to ${target.disk.name}`;
    this.#controller = controller;
    this.#source = source;
    this.#target = target;
  }

  submit(io: Io): void {
    io.payload = this.#buffers.pop() ?? new Payload();
    io.submit(this.#source.disk, Op.Read, io.block, io.blocks, Step.Read);
  }

  advance(io: Io): void {
    switch (io.step) {
      case Step.Read:
        if (io.outcome !== Status.Good) return this.#end(io);
        return this.#pass(io, this.#source, Step.In);
      case Step.In:
        return this.#pass(io, this.#target, Step.Out);
      case Step.Out:
        io.submit(this.#target.disk, Op.Write, io.block, io.blocks, Step.Written);
        return;
      case Step.Written:
        return this.#end(io);
    }
  }

  #pass(io: Io, { port }: OnChannel, next: number): void {
    const channel = this.#controller.ports[port % this.#controller.ports.length]!;
    channel.serve(io, Math.round(io.blocks * BLOCK_BYTES * this.#controller.nsPerByte), next);
  }

  #end(io: Io): void {
    this.#buffers.push(io.payload!);
    io.payload = null;
    io.done(io.outcome);
  }
}
