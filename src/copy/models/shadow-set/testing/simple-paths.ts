import { type Io, Op, Status } from '../../../../kernel/io.ts';
import { Payload } from '../../../../kernel/payload.ts';
import { Residence } from '../../../../storage/residence.ts';
import type { Volume } from '../../../../storage/volume.ts';
import type { SimpleNode } from './simple-cluster.ts';
import type { SimpleDisk } from './simple-disk.ts';

const Step = { There: 0, Served: 1, Home: 2 } as const;

/** From a node to a disk and back, with half the latency each way. An I/O that is cut off on its way fails. */
export class SimplePath implements Volume {
  readonly name: string;
  readonly blocks: number;
  readonly #node: SimpleNode;
  readonly #disk: SimpleDisk;
  /** Round trip, in ns. */
  latency = 0;
  /** Some way works. */
  works = true;
  /** Disk-copy-data commands are not rejected. */
  carriesCommands = true;

  constructor(node: SimpleNode, disk: SimpleDisk) {
    this.name = `${node.name} to ${disk.name}`;
    this.blocks = disk.blocks;
    this.#node = node;
    this.#disk = disk;
  }

  get usable(): boolean {
    return this.#node.up && this.works;
  }

  submit(io: Io): void {
    if (!this.usable) return io.done(Status.Failed);
    io.sleep(this.latency / 2, Residence['link latency'], Step.There);
  }

  advance(io: Io): void {
    switch (io.step) {
      case Step.There:
        io.submit(this.#disk, io.op, io.block, io.blocks, Step.Served);
        return;
      case Step.Served:
        io.status = io.outcome;
        return io.sleep(this.latency / 2, Residence['link latency'], Step.Home);
      case Step.Home:
        return io.done(this.usable ? io.status : Status.Failed);
    }
  }
}

const AssistStep = { Command: 0, Read: 1, Written: 2 } as const;

/** Disk copy data: a command to the controller, which reads one disk and writes the other. */
export class SimpleAssistPath implements Volume {
  readonly name: string;
  readonly blocks: number;
  readonly #way: SimplePath;
  readonly #source: SimpleDisk;
  readonly #target: SimpleDisk;
  readonly #commandTime: () => number;

  constructor(way: SimplePath, source: SimpleDisk, target: SimpleDisk, commandTime: () => number) {
    this.name = `${source.name} to ${target.name}`;
    this.blocks = source.blocks;
    this.#way = way;
    this.#source = source;
    this.#target = target;
    this.#commandTime = commandTime;
  }

  submit(io: Io): void {
    if (!this.#way.usable || !this.#way.carriesCommands) return io.done(Status.Failed);
    io.payload = new Payload();
    io.sleep(this.#commandTime(), Residence.controller, AssistStep.Command);
  }

  advance(io: Io): void {
    if (io.step === AssistStep.Command) io.submit(this.#source, Op.Read, io.block, io.blocks, AssistStep.Read);
    else if (io.step === AssistStep.Read && io.outcome === Status.Good)
      io.submit(this.#target, Op.Write, io.block, io.blocks, AssistStep.Written);
    else io.done(this.#way.usable ? io.outcome : Status.Failed);
  }
}
