import type { Io } from '../kernel/io.ts';
import type { HostObserver, MediaObserver } from '../storage/observer.ts';

/** Two observers listen: the recorder first. */
export class Both implements HostObserver {
  readonly #first: HostObserver;
  readonly #second: HostObserver;

  constructor(first: HostObserver, second: HostObserver) {
    this.#first = first;
    this.#second = second;
  }
  hostIssued(target: string, io: Io): void {
    this.#first.hostIssued(target, io);
    this.#second.hostIssued(target, io);
  }
  hostDone(target: string, io: Io): void {
    this.#first.hostDone(target, io);
    this.#second.hostDone(target, io);
  }
}

/** Two observers listen to the media. */
export function bothMedia(first: MediaObserver, second: MediaObserver): MediaObserver {
  return {
    mediaRead: (disk, io) => {
      first.mediaRead(disk, io);
      second.mediaRead(disk, io);
    },
    mediaWritten: (disk, io) => {
      first.mediaWritten(disk, io);
      second.mediaWritten(disk, io);
    },
  };
}
