import type { Io, Owner } from './io.ts';
import type { IoPool } from './io-pool.ts';

/**
 * A process: straight-line code for what is rare and lives long (a background copy, a script of the operator).
 * Its body waits with `yield` after any of the waiting calls of its own I/O:
 *
 *     function* (io) { io.sleep(pause, category, 0); yield; io.submit(disk, Op.Read, 0, 127, 0); yield; }
 */
export class Process implements Owner {
  readonly name: string;
  readonly #io: Io;
  readonly #body: Iterator<void, void>;
  #running = true;
  readonly #ended: (() => void) | undefined;

  /** It begins at this instant, when the present call has returned. @param ended called once, when the body returns or is killed */
  constructor(pool: IoPool, name: string, body: (io: Io) => Iterator<void, void>, ended?: () => void) {
    this.name = name;
    this.#ended = ended;
    this.#io = pool.take(this, null);
    this.#body = body(this.#io);
    pool.wake(this.#io);
  }

  /** False as soon as it is killed. */
  get running(): boolean {
    return this.#running;
  }

  advance(io: Io): void {
    if (this.#body.next().done === true) this.#end(io);
  }

  /**
   * Stops it where it waits (if its body is running: where it waits next). `finally` clauses of the body run, and may
   * themselves wait. What it has started below finishes unseen.
   */
  kill(): void {
    if (!this.#running) return;
    this.#running = false;
    this.#io.abort();
  }

  aborted(io: Io): void {
    this.#running = false;
    if (this.#body.return === undefined || this.#body.return().done === true) this.#end(io);
  }

  #end(io: Io): void {
    this.#running = false;
    io.done();
    this.#ended?.();
  }
}
