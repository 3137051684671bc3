import type { BlockTrace } from './block-trace.ts';

/** Goes over a trace once or several times; the second round begins one mean gap after the last request of the first, and so on. */
export class TraceCursor {
  /** The present request. */
  record = 0;
  readonly #trace: BlockTrace;
  readonly #loops: number;
  readonly #period: number;
  #loop = 0;

  /** @throws RangeError if it is to go round, but all time stamps are equal */
  constructor(trace: BlockTrace, loops: number) {
    const span = trace.times[trace.length - 1]!;
    if (loops > 1 && span === 0) throw new RangeError(`${trace.file}: a trace without duration cannot be repeated`);
    this.#trace = trace;
    this.#loops = loops;
    this.#period = span + Math.round(span / (trace.length - 1));
  }

  /** There is a present request. */
  get more(): boolean {
    return this.#loop < this.#loops;
  }

  /** Its time in ns, from the first request of the first round. */
  get time(): number {
    return this.#loop * this.#period + this.#trace.times[this.record]!;
  }

  advance(): void {
    if (++this.record < this.#trace.length) return;
    this.record = 0;
    this.#loop++;
  }
}
