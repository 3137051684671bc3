/**
 * Tables behind log and exp, built when the module loads in integer (BigInt) fixed-point arithmetic with 128
 * fractional bits. No Math.* function takes part, so every engine builds the same bits.
 *
 * They are handed over by functions because a module's own constants are folded into compiled code, imported ones
 * are not (log and exp would take half as long again).
 *
 * Where a constant is split into a high and a low part, the high part has few enough bits to be multiplied or
 * added without rounding; high + low carries about 85 significant bits.
 */
const BITS = 128n;
const ONE = 1n << BITS;

/** Intervals of the mantissa [1, 2) in the logarithm's tables. */
const LOG_INTERVALS = 128;

/**
 * A mantissa m in an interval before this one is used as it is, otherwise it is halved, so that z lies in
 * [0.707, 1.414) and the logarithm of a number near 1 is not the difference of two large terms.
 */
const FIRST_HALVED = 53;

/** Intervals of an octave in the exponential's tables. */
const EXP_INTERVALS = 64;

/** Logarithm of a / b as 2 atanh((a - b) / (a + b)). */
function fixedLog(a: bigint, b: bigint): bigint {
  const y = ((a - b) * ONE) / (a + b);
  const square = (y * y) >> BITS;
  let power = y;
  let sum = 0n;
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n;
    power = (power * square) >> BITS;
  }
  return 2n * sum;
}

/** Exponential of x by its power series. */
function fixedExp(x: bigint): bigint {
  let term = ONE;
  let sum = 0n;
  for (let n = 1n; term !== 0n; n++) {
    sum += term;
    term = ((term * x) >> BITS) / n;
  }
  return sum;
}

const TWO_TO_MINUS_32 = 1 / 4294967296;
const UNIT = TWO_TO_MINUS_32 * TWO_TO_MINUS_32 * TWO_TO_MINUS_32 * TWO_TO_MINUS_32;

/** What is left of x after its first `bits` fractional bits. */
function afterBits(x: bigint, bits: bigint): bigint {
  return x - ((x >> (BITS - bits)) << (BITS - bits));
}

const LN2 = fixedLog(2n, 1n);

/** ln 2; the high part has 32 fractional bits: exact when multiplied by an exponent. */
export function ln2(): { high: number; low: number } {
  const rest = afterBits(LN2, 32n);
  return { high: Number(LN2 - rest) * UNIT, low: Number(rest) * UNIT };
}

/** For each interval of m: a point c at its middle. */
export interface LogTables {
  /** c = n / 512; 1 in the two intervals that touch 1. */
  readonly centre: Float64Array;
  /** 1 / c. */
  readonly inverse: Float64Array;
  /** log c to 42 fractional bits: exact when added to a multiple of the high part of ln 2. */
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** Bit 7 of interval + halving: whether mantissas of the interval are halved. */
  readonly halving: number;
}

export function logTables(): LogTables {
  const centre = new Float64Array(LOG_INTERVALS);
  const inverse = new Float64Array(LOG_INTERVALS);
  const high = new Float64Array(LOG_INTERVALS);
  const low = new Float64Array(LOG_INTERVALS);
  for (let i = 0; i < LOG_INTERVALS; i++) {
    const touchesOne = i === 0 || i === LOG_INTERVALS - 1;
    const n = touchesOne ? 512 : i < FIRST_HALVED ? 514 + 4 * i : 257 + 2 * i;
    const logarithm = fixedLog(BigInt(n), 512n);
    const rest = afterBits(logarithm, 42n);
    centre[i] = n / 512;
    inverse[i] = 512 / n;
    high[i] = Number(logarithm - rest) * UNIT;
    low[i] = Number(rest) * UNIT;
  }
  return { centre, inverse, high, low, halving: LOG_INTERVALS - FIRST_HALVED };
}

/** 2^(i/64): rounded to a double, and what the rounding left. */
export function expTables(): { high: Float64Array; low: Float64Array } {
  const high = new Float64Array(EXP_INTERVALS);
  const low = new Float64Array(EXP_INTERVALS);
  for (let i = 0; i < EXP_INTERVALS; i++) {
    const power = fixedExp((LN2 * BigInt(i)) / BigInt(EXP_INTERVALS));
    const rounded = Number(power) * UNIT;
    high[i] = rounded;
    low[i] = Number(power - (BigInt(rounded * 4503599627370496) << (BITS - 52n))) * UNIT;
  }
  return { high, low };
}

/** At 1023 + k, for k from -1023 to 1024: 2^-k. */
export function inversePowersOfTwo(): Float64Array {
  const powers = new Float64Array(2048);
  for (let k = 0, power = 1; k <= 1024; k++, power /= 2) {
    powers[1023 + k] = power;
    if (k < 1024) powers[1023 - k] = 1 / power;
  }
  return powers;
}
