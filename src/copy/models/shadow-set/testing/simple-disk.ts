import { type Io, Op, Status } from '../../../../kernel/io.ts';
import type { Kernel } from '../../../../kernel/kernel.ts';
import { Station } from '../../../../kernel/station.ts';
import { Contents } from '../../../../storage/contents.ts';
import type { MediaObserver } from '../../../../storage/observer.ts';
import { Residence } from '../../../../storage/residence.ts';
import type { Volume } from '../../../../storage/volume.ts';
import type { MemberDisk } from '../../../surroundings.ts';

export interface DiskOptions {
  readonly blocks?: number;
  readonly unitBlocks?: number;
  readonly controller?: string;
  readonly copyAssist?: boolean;
  readonly assistConnections?: number;
  /** Service times in ns. */
  readonly read?: number;
  readonly compare?: number;
  readonly write?: number;
  /** I/Os that the disk serves at a time. */
  readonly servers?: number;
}

const FIVE_MS = 5_000_000;

/** A disk with a fixed service time for each operation, first come first served. */
export class SimpleDisk implements MemberDisk, Volume {
  readonly name: string;
  readonly blocks: number;
  readonly contents: Contents;
  readonly controller: string;
  readonly copyAssist: boolean;
  readonly assistConnections: number;
  failed = false;
  /** By operation, in ns. */
  readonly times: number[];
  readonly station: Station;
  readonly #media: () => MediaObserver;

  constructor(kernel: Kernel, name: string, options: DiskOptions, media: () => MediaObserver) {
    const { blocks = 12_700, read = FIVE_MS, compare = FIVE_MS, write = FIVE_MS } = options;
    this.name = name;
    this.blocks = blocks;
    this.contents = new Contents(blocks, options.unitBlocks ?? 1);
    this.controller = options.controller ?? 'hsj';
    this.copyAssist = options.copyAssist ?? false;
    this.assistConnections = options.assistConnections ?? 4;
    this.times = [read, write, compare];
    this.station = new Station(kernel, name, [Residence['disk queue'], Residence.transfer], options.servers ?? 1);
    this.#media = media;
  }

  submit(io: Io): void {
    if (this.failed) return io.done(Status.Failed);
    this.station.serve(io, this.times[io.op]!, 0);
  }

  advance(io: Io): void {
    io.done(this.failed ? Status.Failed : this.#transfer(io));
  }

  #transfer(io: Io): Status {
    const { payload, block, blocks } = io;
    switch (io.op) {
      case Op.Read:
        this.contents.read(block, blocks, payload!);
        this.#media().mediaRead(this.name, io);
        return Status.Good;
      case Op.Write:
        this.contents.write(block, blocks, payload!);
        this.#media().mediaWritten(this.name, io);
        return Status.Good;
      default:
        this.#media().mediaRead(this.name, io);
        return this.contents.equals(block, blocks, payload!) ? Status.Good : Status.Differs;
    }
  }
}
