import type { Attachment } from '../../../../devices/box/attachment.ts';
import type { BoxVolume } from '../../../../devices/box/box-volume.ts';
import { Link, type LinkSpec } from '../../../../devices/link/link.ts';
import { type Hop, throughLink } from '../../../../devices/path/hop.ts';
import { type Io, Op, Status } from '../../../../kernel/io.ts';
import { IoPool } from '../../../../kernel/io-pool.ts';
import { Kernel } from '../../../../kernel/kernel.ts';
import { RandomStreams } from '../../../../kernel/random.ts';
import { Contents } from '../../../../storage/contents.ts';
import { Uniform } from '../../../../storage/initial-contents.ts';
import { NOBODY } from '../../../../storage/nobody.ts';
import type { EventSink, JournalObserver } from '../../../../storage/observer.ts';
import { RESIDENCE, Residence } from '../../../../storage/residence.ts';
import { Alarms } from '../../../alarms.ts';
import type { JournalBox, JournalSurroundings, JournalVolume } from '../surroundings.ts';

const Step = { Submitted: 0, Stored: 1, Completed: 2, Ended: 3 } as const;

/** A box that may lose power. */
export interface SimpleBox extends JournalBox {
  up: boolean;
}

/** A volume of a box that takes a fixed time to store or read, any number of I/Os at a time, and calls the attachment points as a box does. */
export class SimpleVolume implements JournalVolume {
  readonly name: string;
  readonly blocks: number;
  readonly box: SimpleBox;
  readonly rank: { readonly contents: Contents };
  /** ns until an I/O is stored or read, and from then until it ends. */
  readonly times: { store: number; end: number };
  /** ns more until an I/O is stored. */
  jitter = (): number => 0;
  failed = false;
  readonly #attachments: Attachment[] = [];

  constructor(name: string, blocks: number, box: SimpleBox, stamp: number, times: { store: number; end: number }) {
    this.name = name;
    this.blocks = blocks;
    this.box = box;
    this.times = times;
    this.rank = { contents: new Contents(blocks, box.unitBlocks, new Uniform(stamp)) };
  }

  attach(attachment: Attachment): void {
    this.#attachments.push(attachment);
  }

  contentsNow(into: Contents): void {
    into.copyFrom(this.rank.contents);
  }

  discardCache(): void {}

  submit(io: Io): void {
    this.#submitted(io);
  }

  advance(io: Io): void {
    switch (io.step) {
      case Step.Submitted:
        return this.#submitted(io);
      case Step.Stored:
        io.b = 0;
        if (this.failed || !this.box.up) return io.done(Status.Failed);
        if (io.op === Op.Write) this.rank.contents.write(io.block, io.blocks, io.payload!);
        else this.rank.contents.read(io.block, io.blocks, io.payload!);
        return this.#completed(io);
      case Step.Completed:
        return this.#completed(io);
      case Step.Ended:
        return io.done();
    }
  }

  #submitted(io: Io): void {
    const self = this as unknown as BoxVolume;
    if (!this.box.up) return io.done(Status.Failed);
    while (io.b < this.#attachments.length) {
      if (this.#attachments[io.b++]!.submitted?.(self, io, Step.Submitted) === true) return;
      if (io.status === Status.Failed) return io.done(Status.Failed);
    }
    io.sleep(this.times.store + this.jitter(), Residence.cache, Step.Stored);
  }

  #completed(io: Io): void {
    const self = this as unknown as BoxVolume;
    while (io.b < this.#attachments.length) if (this.#attachments[io.b++]!.completed?.(self, io, Step.Completed) === true) return;
    io.sleep(this.times.end, Residence.cache, Step.Ended);
  }
}

export interface SimpleBoxesOptions {
  /** Blocks of each pair of volumes: p1 and s1, p2 and s2... */
  readonly volumes: readonly number[];
  readonly link?: Partial<LinkSpec>;
  readonly links?: number;
  readonly unitBlocks?: number;
  readonly times?: { store: number; end: number };
  readonly twin?: boolean;
}

/** Two boxes, main and far, with links between them. */
export class SimpleBoxes implements JournalSurroundings {
  readonly kernel = new Kernel();
  readonly ios = new IoPool(this.kernel, RESIDENCE.length);
  readonly streams = new RandomStreams('test', 1);
  readonly alarms = new Alarms(this.kernel, 'test');
  readonly twin: boolean;
  readonly volumes: SimpleVolume[] = [];
  readonly wans: Link[];
  readonly boxes: readonly SimpleBox[];
  /** `[s, subject, event, to]` */
  readonly lines: [number, string, string, string][] = [];
  events: EventSink = {
    record: (subject, event, _from, to) => {
      this.lines.push([this.kernel.now / 1e9, subject, event, to]);
    },
  };
  journals: JournalObserver = NOBODY;

  constructor(options: SimpleBoxesOptions) {
    this.twin = options.twin ?? false;
    this.boxes = ['main', 'far'].map((name) => ({ name, up: true, unitBlocks: options.unitBlocks ?? 8 }));
    const [main, far] = this.boxes;
    for (const [i, blocks] of options.volumes.entries()) {
      const times = options.times ?? { store: 100_000, end: 100_000 };
      this.volumes.push(new SimpleVolume(`p${i + 1}`, blocks, main!, -10 - i, { ...times }));
      this.volumes.push(new SimpleVolume(`s${i + 1}`, blocks, far!, -100 - i, { ...times }));
    }
    const spec: LinkSpec = { bandwidth: 100e6, count: 1, distance: 0, latency: 0, message_time: 0, sharing: 'duplex', ...options.link };
    this.wans = Array.from({ length: options.links ?? 1 }, (_, i) => new Link(this.kernel, `wan${i + 1}`, spec));
  }

  volume(name: string): SimpleVolume {
    return this.volumes.find((volume) => volume.name === name)!;
  }

  /** `main` or `far`. */
  box(name: string): SimpleBox {
    return this.boxes.find((box) => box.name === name)!;
  }

  links(): readonly Hop[] {
    return this.wans.flatMap((wan) => throughLink(wan, true));
  }
}
