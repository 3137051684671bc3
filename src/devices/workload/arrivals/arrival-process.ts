/** When the I/Os of an open workload arrive, whatever becomes of them. Instants are real numbers of ns; arrivals take place at the next whole ns. */
export interface ArrivalProcess {
  /** The next arrival; Infinity: none will come. */
  readonly at: number;
  /** Puts the first arrival after `now` into `at`; called again when the workload starts again. */
  start(now: number): void;
  /** Puts the arrival that follows into `at`. */
  next(): void;
}
