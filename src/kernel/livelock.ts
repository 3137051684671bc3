import { KernelError } from './kernel-error.ts';

/** Calls at one instant after which the run is taken for a zero-time livelock. */
const CALLS_AT_ONE_INSTANT = 10_000_000;
/** How many further calls are looked at to find out who takes part. */
const CALLS_WATCHED = 200;
const NAMED_AT_MOST = 12;

/** Notices that the clock stands still for ever, and who keeps it from going on. */
export class Livelock {
  #calls = 0;
  #callers: string[] = [];

  /** The clock has moved. */
  clear(): void {
    this.#calls = 0;
  }

  /** An actor is called. @returns whether to name it to `accuse` */
  suspect(): boolean {
    return ++this.#calls > CALLS_AT_ONE_INSTANT;
  }

  /** @throws KernelError when enough calls have been watched */
  accuse(caller: string, now: number): void {
    if (this.#calls === CALLS_AT_ONE_INSTANT + 1) this.#callers = [];
    this.#callers.push(caller);
    if (this.#callers.length < CALLS_WATCHED) return;
    const names = [...new Set(this.#callers)];
    const shown = names.slice(0, NAMED_AT_MOST).join(' -> ');
    const rest = names.length > NAMED_AT_MOST ? ` -> ${names.length - NAMED_AT_MOST} more` : '';
    throw new KernelError(`zero-time livelock: the clock stands still while these go round: ${shown}${rest} -> ${names[0]}`, now);
  }
}
