/** What recorders ask of the simulation: the time, and which phases an instant belongs to. */
export interface PhaseClock {
  /** Present instant in ns. */
  readonly now: number;
  readonly names: readonly string[];
  /** The phases of an instant that has passed: bit p is set if it lies in phase p. The instant of a change belongs to what comes after. */
  maskAt(time: number): number;
}
