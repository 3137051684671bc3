/** A sector that is missed by less than this part of a turn counts as met: the instants are only exact to a fraction of a ns. */
const TOLERANCE = 1e-6;

/** How far the disk has turned at an instant: part of a turn after the index, 0 to 1. */
export function angleAt(now: number, revolution: number): number {
  const turns = now / revolution;
  return turns - Math.floor(turns);
}

/** Time from an instant until the disk stands at an angle. */
export function rotationalLatency(now: number, angle: number, revolution: number): number {
  let turn = angle - angleAt(now, revolution);
  if (turn < 0) turn += 1;
  return turn > 1 - TOLERANCE ? 0 : turn * revolution;
}
