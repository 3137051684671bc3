import { Fcfs } from '../kernel/discipline.ts';
import type { Io, WaitingPlace } from '../kernel/io.ts';
import { SmallTable } from './small-table.ts';

interface Lock {
  readonly waiting: Fcfs;
}

/** Exclusive locks on tracks, made when they are wanted, granted in the order of asking. `io.b` of a waiting I/O is not touched. */
export class TrackLocks implements WaitingPlace {
  readonly name: string;
  readonly #category: number;
  readonly #held = new SmallTable<Lock>();
  readonly #spare: Lock[] = [];
  /** Key of the lock that an I/O asked for last, by its id. */
  readonly #wanted: number[] = [];

  /** @param category residence category of the wait */
  constructor(name: string, category: number) {
    this.name = name;
    this.#category = category;
  }

  /** Locks that are held. */
  get held(): number {
    return this.#held.size;
  }

  /** The I/O goes on at `next` when it has the lock. */
  acquire(io: Io, key: number, next: number): void {
    this.#wanted[io.id] = key;
    io.wait(this, next);
    if (this.tryAcquire(key)) io.resumeAccounted(io.ticket);
    else this.#held.get(key)!.waiting.add(io);
  }

  /** Takes the lock if nobody has it. */
  tryAcquire(key: number): boolean {
    if (this.#held.get(key) !== undefined) return false;
    this.#held.add(key, this.#spare.pop() ?? { waiting: new Fcfs() });
    return true;
  }

  release(key: number): void {
    const lock = this.#held.get(key)!;
    const io = lock.waiting.take();
    if (io !== null) {
      io.resume(io.ticket, this.#category);
      return;
    }
    this.#held.remove(key);
    this.#spare.push(lock);
  }

  forget(io: Io): void {
    this.#held.get(this.#wanted[io.id]!)?.waiting.remove(io);
  }

  revoke(io: Io): void {
    this.release(this.#wanted[io.id]!);
  }
}
