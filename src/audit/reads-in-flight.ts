import type { HostIo } from './host-io.ts';

/** The reads of a volume that are under way, in the order of their issue. */
export class ReadsInFlight {
  #oldest: HostIo | null = null;
  #newest: HostIo | null = null;

  /** Place of the oldest in the order of its volume; Infinity: there is none. */
  get oldest(): number {
    return this.#oldest === null ? Number.POSITIVE_INFINITY : this.#oldest.sequence;
  }

  add(io: HostIo): void {
    io.before = this.#newest;
    if (this.#newest === null) this.#oldest = io;
    else this.#newest.after = io;
    this.#newest = io;
  }

  remove(io: HostIo): void {
    if (io.before === null) this.#oldest = io.after;
    else io.before.after = io.after;
    if (io.after === null) this.#newest = io.before;
    else io.after.before = io.before;
    io.before = null;
    io.after = null;
  }
}
