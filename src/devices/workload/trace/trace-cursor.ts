import type { BlockTrace } from './block-trace.ts';

/** Goes over a trace once or several times; the second round begins one mean gap after the last request of the first, and so on. */
export class TraceCursor {
  /** The present request. */
  record = 0;
  readonly #times: Float64Array;
  readonly #loops: number;
  readonly #period: number;
  /** ns from the last request of a round to the first of the next. */
  readonly #pause: number;
  #loop = 0;
  /** When the present round began. */
  #began = 0.5;

  /** @throws RangeError if it is to go round, but all time stamps are equal */
  constructor(trace: BlockTrace, loops: number) {
    const span = trace.times[trace.length - 1]!;
    if (loops > 1 && span === 0) throw new RangeError(`${trace.file}: a trace without duration cannot be repeated`);
    this.#times = trace.times;
    this.#loops = loops;
    this.#pause = Math.round(span / (trace.length - 1));
    this.#period = span + this.#pause;
    this.#began = 0;
  }

  /** There is a present request. */
  get more(): boolean {
    return this.#loop < this.#loops;
  }

  /** Its time in ns, from the first request of the first round. */
  get time(): number {
    return this.#began + this.#times[this.record]!;
  }

  /** How long after its predecessor it was recorded, in ns. */
  get gap(): number {
    const { record } = this;
    if (record > 0) return this.#times[record]! - this.#times[record - 1]!;
    return this.#loop === 0 ? 0 : this.#pause;
  }

  advance(): void {
    if (++this.record < this.#times.length) return;
    this.record = 0;
    this.#loop++;
    this.#began = this.#loop * this.#period;
  }
}
