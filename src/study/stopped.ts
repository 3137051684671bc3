/**
 * Thrown by whoever listens to the progress of a run to end it early: replications that are finished still count.
 */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
