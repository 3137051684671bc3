import type { Io } from '../../../../kernel/io.ts';
import type { Kernel } from '../../../../kernel/kernel.ts';
import { Cause } from '../../../../storage/cause.ts';
import type { MediaObserver } from '../../../../storage/observer.ts';

/** Something done to a medium. */
export interface MediaLine {
  /** In ms. */
  readonly at: number;
  readonly disk: string;
  readonly what: 'read' | 'compare' | 'write';
  readonly block: number;
  readonly host: boolean;
  /** First stamp carried. */
  readonly stamp: number;
}

const WHAT = ['read', 'write', 'compare'] as const;

/** Writes down what is done to the media. */
export class MediaTrace implements MediaObserver {
  readonly lines: MediaLine[] = [];
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  mediaRead(disk: string, io: Io): void {
    this.#note(disk, io);
  }

  mediaWritten(disk: string, io: Io): void {
    this.#note(disk, io);
  }

  /** What hosts did, as `disk what @ ms`. */
  get host(): string[] {
    return this.lines.filter(({ host }) => host).map(({ at, disk, what }) => `${disk} ${what} @ ${at}`);
  }

  #note(disk: string, io: Io): void {
    this.lines.push({
      at: this.#kernel.now / 1e6,
      disk,
      what: WHAT[io.op as 0 | 1 | 2],
      block: io.block,
      host: io.cause === Cause.Host,
      stamp: io.payload!.stampOf(0),
    });
  }
}
