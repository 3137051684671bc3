import { expTables, inversePowersOfTwo, ln2, logTables } from './elementary-tables.ts';

/**
 * log, exp and their kin from + - * / on doubles alone, which ECMAScript fixes to the bit: the same argument gives
 * the same bits in every engine, which Math.log, Math.exp and Math.pow do not promise.
 */

const FLOAT = new Float64Array(1);
const WORDS = new Int32Array(FLOAT.buffer);
FLOAT[0] = 1;
/** Which of the two words holds sign and exponent. */
const UPPER = WORDS[1] === 0x3ff00000 ? 1 : 0;

const { high: LN2_HIGH, low: LN2_LOW } = ln2();
const { centre: LOG_CENTRE, inverse: LOG_INVERSE, high: LOG_HIGH, low: LOG_LOW, halving: HALVING } = logTables();
const { high: EXP_HIGH, low: EXP_LOW } = expTables();
const INVERSE_POWER = inversePowersOfTwo();

const TWO_TO_54 = 18014398509481984;
const TWO_TO_MINUS_54 = 1 / TWO_TO_54;
const TWO_TO_MINUS_32 = 1 / 4294967296;

/** (log(1 + r) - r + r^2 / 2) / r^3 for |r| <= 2^-7, by its power series; the first term left out is r^6 / 9. */
function logSeries(r: number): number {
  const r2 = r * r;
  return 1 / 3 - 0.25 * r + r2 * (0.2 - (1 / 6) * r + r2 * (1 / 7 - 0.125 * r));
}

/**
 * Natural logarithm, within 0.9 units in the last place. -Infinity at 0, NaN below.
 *
 * x = 2^k z with z in [0.707, 1.414); a table gives log c for a c near z, a short series log(z / c).
 */
export function log(x: number): number {
  FLOAT[0] = x;
  const upper = WORDS[UPPER]!;
  if ((upper - 0x00100000) >>> 0 >= 0x7fe00000) return logOfUnusual(x);
  const interval = (upper >> 13) & 127;
  const biased = (upper >> 20) + ((interval + HALVING) >> 7);
  const r = (x * INVERSE_POWER[biased]! - LOG_CENTRE[interval]!) * LOG_INVERSE[interval]!;
  const k = biased - 1023;
  const high = k * LN2_HIGH + LOG_HIGH[interval]!;
  const sum = high + r;
  const r2 = r * r;
  return sum + (high - sum + r + (k * LN2_LOW + LOG_LOW[interval]!) + (r * r2 * logSeries(r) - 0.5 * r2));
}

/**
 * -log((word + 1/2) / 2^32), `word` taken as unsigned: an exponential variate of mean 1 from 32 random bits.
 * Bit for bit what `log` gives, but without the detour over memory that reading a double's exponent takes.
 */
export function negativeLogOfUniform(word: number): number {
  const zeros = Math.clz32(word);
  if (zeros > 22) return -log(((word >>> 0) + 0.5) * TWO_TO_MINUS_32);
  const interval = ((word << zeros) >>> 24) & 127;
  const k = zeros + 1 - ((interval + HALVING) >> 7);
  const r = (((word >>> 0) + 0.5) * INVERSE_POWER[1055 - k]! - LOG_CENTRE[interval]!) * LOG_INVERSE[interval]!;
  const high = k * LN2_HIGH - LOG_HIGH[interval]!;
  const sum = high - r;
  const r2 = r * r;
  return sum + (high - sum - r + (k * LN2_LOW - LOG_LOW[interval]!) + (0.5 * r2 - r * r2 * logSeries(r)));
}

/** Zero, negative, infinite, NaN and subnormal arguments. */
function logOfUnusual(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  return x === Infinity ? x : logHigh(x);
}

/** Low part of the last `logHigh`, of the last `productError`. */
const LOW = new Float64Array(1);

/** a * b - fl(a * b), exactly (Dekker, Veltkamp); for |a|, |b| < 2^500. */
function productError(a: number, b: number, product: number): number {
  const a1 = a * 134217729;
  const aHigh = a1 - (a1 - a);
  const aLow = a - aHigh;
  const b1 = b * 134217729;
  const bHigh = b1 - (b1 - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aHigh * bLow - aLow * bHigh);
}

/** Logarithm of a positive finite x as a sum of two doubles, to about 2^-66: returns the higher, leaves the lower in LOW. */
function logHigh(x: number): number {
  const normal = x < 2.2250738585072014e-308 ? x * TWO_TO_54 : x;
  FLOAT[0] = normal;
  const upper = WORDS[UPPER]!;
  const interval = (upper >> 13) & 127;
  const biased = (upper >> 20) + ((interval + HALVING) >> 7);
  const k = biased - (normal === x ? 1023 : 1077);
  const centre = LOG_CENTRE[interval]!;
  const distance = normal * INVERSE_POWER[biased]! - centre;
  const r = distance * LOG_INVERSE[interval]!;
  const product = r * centre;
  const rLow = (distance - product - productError(r, centre, product)) * LOG_INVERSE[interval]!;
  const square = r * r;
  const high = k * LN2_HIGH + LOG_HIGH[interval]!;
  const sum = high + r;
  const total = sum - 0.5 * square;
  const rest = high - sum + r + (sum - total - 0.5 * square);
  const low = rLow - 0.5 * productError(r, r, square) - r * rLow + (k * LN2_LOW + LOG_LOW[interval]!);
  const cubic = r * square * (logSeries(r) + square * square * square * (1 / 9 - 0.1 * r));
  const tail = rest + (low + cubic);
  const result = total + tail;
  LOW[0] = total - result + tail;
  return result;
}

/** log(1 + x), within 0.6 units in the last place, for x near 0 too. NaN below -1. */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? -Infinity : NaN;
  if (x > TWO_TO_54) return log(x);
  if (Math.abs(x) < TWO_TO_MINUS_54) return x;
  const sum = 1 + x;
  const lost = x < 1 ? x - (sum - 1) : 1 - (sum - x);
  const high = logHigh(sum);
  return high + (LOW[0]! + lost / sum);
}

const EXP_INTERVALS = EXP_HIGH.length;
const EXP_SCALE = EXP_INTERVALS / (LN2_HIGH + LN2_LOW);
const EXP_STEP_HIGH = LN2_HIGH / EXP_INTERVALS;
const EXP_STEP_LOW = LN2_LOW / EXP_INTERVALS;
/** Adding and taking it away rounds to a whole number. */
const ROUNDER = 6755399441055744;

/** exp(r) - 1 for |r| <= ln 2 / 128, by its power series; the first term left out is r^7 / 5040. */
function expSeries(r: number): number {
  const r2 = r * r;
  return r + r2 * (0.5 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120) + r2 * (1 / 720)));
}

/** x 2^k, rounded once if the result is subnormal. */
function scaled(x: number, k: number): number {
  if (k > 1022) return x * 2 * INVERSE_POWER[1024 - k]!;
  if (k >= -1022) return x * INVERSE_POWER[1023 - k]!;
  return x * INVERSE_POWER[923 - k]! * INVERSE_POWER[1123]!;
}

/** exp(high + low), low being less than a unit in the last place of high. */
function expOfSum(high: number, low: number): number {
  if (!(high < 709.8)) return high > 0 ? Infinity : NaN;
  if (high < -745.2) return 0;
  const steps = high * EXP_SCALE + ROUNDER - ROUNDER;
  const interval = steps & (EXP_INTERVALS - 1);
  const rest = expSeries(high - steps * EXP_STEP_HIGH - steps * EXP_STEP_LOW + low);
  const power = EXP_HIGH[interval]!;
  return scaled(power + (EXP_LOW[interval]! + power * rest), (steps - interval) / EXP_INTERVALS);
}

/** Exponential, within 0.6 units in the last place (1 where the result is subnormal). */
export function exp(x: number): number {
  return expOfSum(x, 0);
}

/** exp(x) - 1, within 1.7 units in the last place, for x near 0 too. */
export function expm1(x: number): number {
  if (!(x < 60)) return exp(x);
  if (x < -60) return -1;
  if (Math.abs(x) < TWO_TO_MINUS_54) return x;
  const steps = x * EXP_SCALE + ROUNDER - ROUNDER;
  const rest = expSeries(x - steps * EXP_STEP_HIGH - steps * EXP_STEP_LOW);
  if (steps === 0) return rest;
  const interval = steps & (EXP_INTERVALS - 1);
  const scale = INVERSE_POWER[1023 - (steps - interval) / EXP_INTERVALS]!;
  const power = scale * EXP_HIGH[interval]!;
  const less = power - 1;
  const lost = power > 1 ? power - less - 1 : power - (less + 1);
  return less + (lost + (scale * EXP_LOW[interval]! + power * rest));
}

/**
 * x to the power of y for x >= 0, within 0.6 units in the last place (1 where the result is subnormal).
 * NaN for x < 0, whatever y; otherwise as Math.pow.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (!(x >= 0)) return NaN;
  if (Number.isNaN(y)) return NaN;
  if (x === 0 || x === Infinity) return y > 0 === (x === 0) ? 0 : Infinity;
  if (Math.abs(y) > 1e22) return exp(log(x) * y);
  const logarithm = logHigh(x);
  const high = logarithm * y;
  if (!(Math.abs(high) < 1000)) return expOfSum(high, 0);
  return expOfSum(high, productError(logarithm, y, high) + LOW[0]! * y);
}
