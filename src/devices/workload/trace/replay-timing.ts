import type { ArrivalProcess } from '../arrivals/arrival-process.ts';
import type { ThinkTime } from '../think-time.ts';
import type { ReplaySource } from './replay-source.ts';

/** Open replay: the requests of a trace arrive at their recorded instants, whatever the response. */
export class RecordedArrivals implements ArrivalProcess {
  at = 0.5;
  readonly #source: ReplaySource;
  readonly #timeScale: number;
  /** Instant of the first request, as if the replay had never been stopped. */
  #origin = 0.5;

  /** @param timeScale factor on the recorded gaps: 0.5 replays twice as fast */
  constructor(source: ReplaySource, timeScale: number) {
    this.#source = source;
    this.#timeScale = timeScale;
  }

  /** The next request arrives at once. */
  start(now: number): void {
    this.#origin = now - this.#source.cursor.time * this.#timeScale;
    this.at = now;
  }

  next(): void {
    this.at = this.#origin + this.#source.cursor.time * this.#timeScale;
  }
}

/** Closed replay: a request comes as long after the end of the client's one before as it was recorded after its predecessor. */
export class RecordedGaps implements ThinkTime {
  readonly #source: ReplaySource;
  readonly #timeScale: number;

  /** @param timeScale factor on the recorded gaps: 0.5 replays with half of them */
  constructor(source: ReplaySource, timeScale: number) {
    this.#source = source;
    this.#timeScale = timeScale;
  }

  next(client: number): number {
    return Math.round(this.#source.take(client) * this.#timeScale);
  }
}
