import type { PointInTime } from './point-in-time.ts';

/** The decisions of the model, one a method. The mechanisms ask; tests replace single ones. */
export class Rules {
  /** Before a track goes to the rank of the source that was written after the point in time, what it held then must be on the target. [S002] */
  mustCopy(point: PointInTime, track: number, generation: number): boolean {
    return generation > point.generation && point.uncopied.has(track);
  }

  /** "If the backup data is not copied yet, it is read from the source volume", as it was at the point in time. [S002] */
  generationRead(point: PointInTime): number {
    return point.generation;
  }

  /** A host write to a track of the target that is not copied yet makes the track the target's own: what is not written comes from the source. [E] */
  inherits(point: PointInTime, track: number): boolean {
    return point.uncopied.has(track);
  }

  /** "Later background copying never overwrites target updates": what has left the bitmap while the copy waited is left alone. */
  stillToCopy(point: PointInTime, track: number): boolean {
    return point.uncopied.has(track);
  }

  /** A point in time ends the generation of a volume: what was modified before is told from what is modified later. [P1] */
  nextGeneration(generation: number): number {
    return generation + 1;
  }

  /** What is cached of the target from before the point in time is void. [P1] */
  discardsTarget(): boolean {
    return true;
  }
}
