/** What recorders ask of the simulation: the time, and the phases that it belongs to. */
export interface PhaseClock {
  /** Present instant in ns. */
  readonly now: number;
  readonly names: readonly string[];
  /** Bit p is set while phase p lasts. */
  readonly mask: number;
}
