/**
 * Buckets: whole numbers below 1024 have one each; from there on each octave [2^e, 2^(e+1)) is cut into 512 of equal
 * width. A bucket is therefore never wider than 1/512 = 0.195 % of the values in it.
 */
const OCTAVE_BITS = 9;
/** Buckets of an octave. */
export const OCTAVE = 1 << OCTAVE_BITS;
const TWO_TO_22 = 4194304;
const TWO_TO_30 = 1073741824;
const TWO_TO_31 = 2147483648;

/** Buckets for values up to 2^53 - 1. */
export const BUCKETS = (53 - OCTAVE_BITS) * OCTAVE + OCTAVE;

/** How many bits of the value its bucket leaves open. */
function shiftOf(bucket: number): number {
  return bucket < 2 * OCTAVE ? 0 : (bucket >> OCTAVE_BITS) - 1;
}

/** Whole numbers that share the bucket. */
export function widthOf(bucket: number): number {
  const shift = shiftOf(bucket);
  return shift <= 30 ? (1 << shift) >>> 0 : TWO_TO_30 * (1 << (shift - 30));
}

/** Smallest value of the bucket. */
export function lowOf(bucket: number): number {
  return (bucket - shiftOf(bucket) * OCTAVE) * widthOf(bucket);
}

/** The number of the bucket of a value; a fraction is cut off. @throws RangeError if it is negative, too large or no number */
export function bucketOf(value: number): number {
  if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) refuse(value);
  let shift = 0;
  let bits = 0;
  if (value < TWO_TO_31) bits = value | 0;
  else {
    bits = (value / TWO_TO_22) | 0;
    shift = 22;
  }
  const excess = 22 - Math.clz32(bits);
  if (excess > 0) {
    bits >>= excess;
    shift += excess;
  }
  return (shift << OCTAVE_BITS) + bits;
}

/** Apart from `bucketOf`: the engine might write the number out before it is known that it is refused. */
function refuse(value: number): never {
  throw new RangeError(`there are buckets for values from 0 to 2^53 - 1, not for ${value}`);
}
