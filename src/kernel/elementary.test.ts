import { describe, expect, it } from 'vitest';
import { exp, expm1, log, log1p, negativeLogOfUniform, pow } from './elementary.ts';
import { Random } from './random.ts';

const view = new DataView(new ArrayBuffer(16));

function bits(x: number): string {
  view.setFloat64(0, x);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

/** How many doubles lie between a and b, one of them included. */
function ulpsApart(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  view.setFloat64(0, a);
  view.setFloat64(8, b);
  return Math.abs((view.getInt32(0) - view.getInt32(8)) * 4294967296 + (view.getUint32(4) - view.getUint32(12)));
}

/** Largest distance between mine and theirs over n arguments. */
function worst(n: number, argument: (random: Random) => number, mine: (x: number) => number, theirs: (x: number) => number): number {
  const random = new Random(1, 2, 3, 4);
  let most = 0;
  for (let i = 0; i < n; i++) {
    const x = argument(random);
    most = Math.max(most, ulpsApart(mine(x), theirs(x)));
  }
  return most;
}

/** Any positive finite double, all exponents equally likely. */
function anyPositive(random: Random): number {
  view.setUint32(0, random.below(0x7ff00000));
  view.setUint32(4, random.uint32());
  return view.getFloat64(0);
}

/** Symmetric about 0, from `size` down to size / 2^octaves. */
function anySmall(random: Random, size: number, octaves: number): number {
  let x = size * (2 * random.double() - 1);
  for (let n = random.below(octaves); n > 0; n--) x /= 2;
  return x;
}

// Math.log and its kin are themselves good to 1 unit in the last place, so two right answers are at most 1 apart
// where ours is rounded nearly correctly, 2 where it is not.
describe('log', () => {
  it('agrees with Math.log over the whole range', () => {
    expect(worst(400_000, anyPositive, log, Math.log)).toBeLessThanOrEqual(1);
  });
  it('agrees with Math.log on (0, 1)', () => {
    expect(worst(300_000, (random) => random.double(), log, Math.log)).toBeLessThanOrEqual(1);
  });
  it('agrees with Math.log near 1', () => {
    expect(worst(300_000, (random) => 1 + anySmall(random, 0.05, 50), log, Math.log)).toBeLessThanOrEqual(1);
  });
  it('keeps the special values', () => {
    expect(log(1)).toBe(0);
    expect(log(0)).toBe(-Infinity);
    expect(log(-0)).toBe(-Infinity);
    expect(log(Infinity)).toBe(Infinity);
    expect([log(-1), log(-Infinity), log(-5e-324), log(NaN)]).toEqual([NaN, NaN, NaN, NaN]);
    expect(ulpsApart(log(5e-324), -744.4400719213812)).toBeLessThanOrEqual(1);
    expect(ulpsApart(log(Number.MAX_VALUE), 709.782712893384)).toBeLessThanOrEqual(1);
  });
  it('gives these bits in every engine', () => {
    const arguments_ = [2, 3, 0.1, 1e-300, 0.999, 1.0000001, 12345.678];
    expect(arguments_.map((x) => bits(log(x)))).toMatchInlineSnapshot(`
      [
        "3fe62e42fefa39ef",
        "3ff193ea7aad030b",
        "c0026bb1bbb55515",
        "c085963447f87fb5",
        "bf5064670d979b73",
        "3e7ad7f2847b6492",
        "4022d79559791e31",
      ]
    `);
  });
});

describe('negativeLogOfUniform', () => {
  it('is bit for bit the logarithm of the middle of the word’s interval', () => {
    const random = new Random(5, 6, 7, 8);
    const edges = [0, 1, -1, 511, 512, 513, 0x7fffffff, -0x80000000, -0x7fffffff];
    for (let i = 0; i < 200_000; i++) {
      const word = i < edges.length ? edges[i]! : random.int32() >> (i % 32);
      const expected = -log(((word >>> 0) + 0.5) / 4294967296);
      if (negativeLogOfUniform(word) !== expected) expect([word, negativeLogOfUniform(word)]).toEqual([word, expected]);
    }
  });
});

describe('exp', () => {
  it('agrees with Math.exp', () => {
    expect(worst(200_000, (random) => 1400 * random.double() - 700, exp, Math.exp)).toBeLessThanOrEqual(1);
    expect(worst(200_000, (random) => anySmall(random, 2, 60), exp, Math.exp)).toBeLessThanOrEqual(1);
  });
  it('keeps the special values and the subnormal results', () => {
    expect([exp(0), exp(-0), exp(-Infinity), exp(-746), exp(Infinity), exp(710), exp(NaN)]).toEqual([1, 1, 0, 0, Infinity, Infinity, NaN]);
    expect(ulpsApart(exp(709.782712893384), 1.797693134862273e308)).toBeLessThanOrEqual(1);
    expect(worst(20_000, (random) => -708 - 37 * random.double(), exp, Math.exp)).toBeLessThanOrEqual(1);
  });
  it('gives these bits in every engine', () => {
    expect([1, -1, 0.001, 50.5, -700].map((x) => bits(exp(x)))).toMatchInlineSnapshot(`
      [
        "4005bf0a8b145769",
        "3fd78b56362cef38",
        "3ff0041919b7ee34",
        "447cf65319c5751a",
        "00d14f2b0fb9307f",
      ]
    `);
  });
});

describe('log1p and expm1', () => {
  it('agree with Math.log1p', () => {
    expect(worst(200_000, (random) => anySmall(random, 1, 60), log1p, Math.log1p)).toBeLessThanOrEqual(1);
    expect(worst(100_000, anyPositive, log1p, Math.log1p)).toBeLessThanOrEqual(1);
  });
  it('agree with Math.expm1', () => {
    expect(worst(200_000, (random) => anySmall(random, 64, 60), expm1, Math.expm1)).toBeLessThanOrEqual(2);
    expect(worst(100_000, (random) => 800 * random.double() - 80, expm1, Math.expm1)).toBeLessThanOrEqual(2);
  });
  it('keep the special values', () => {
    expect([log1p(0), log1p(-0), log1p(-1), log1p(-2), log1p(Infinity), log1p(NaN)]).toEqual([0, -0, -Infinity, NaN, Infinity, NaN]);
    expect([expm1(0), expm1(-0), expm1(-Infinity), expm1(Infinity), expm1(NaN)]).toEqual([0, -0, -1, Infinity, NaN]);
  });
  it('give these bits in every engine', () => {
    expect([1e-10, 0.5, -0.999, 1e10].map((x) => bits(log1p(x)))).toMatchInlineSnapshot(`
      [
        "3ddb7cdfd9d1d693",
        "3fd9f323ecbf984c",
        "c01ba18a998fff9f",
        "4037069e2aa3184e",
      ]
    `);
    expect([1e-10, 0.5, -3, 20].map((x) => bits(expm1(x)))).toMatchInlineSnapshot(`
      [
        "3ddb7cdfd9dda4e3",
        "3fe4c2531c3c0d38",
        "bfee6824f33314f5",
        "41bceb088a68e804",
      ]
    `);
  });
});

describe('pow', () => {
  // References with 40 digits, rounded to double (mpmath): Math.pow is not good enough to check against.
  it('is right to the last place, near 1 with a large exponent too', () => {
    const references: [number, number, number][] = [
      [2, 0.5, Math.SQRT2],
      [10, -5, 1e-5],
      [5, -4, 0.0016],
      [1.0078092346111145, 31006.814056414732, 5.6410340218423127e104],
      [0.9958212709509169, -14391.8931739406, 1.4897596828775466e26],
      [1e-300, 1.02, 9.999999999999877e-307],
    ];
    for (const [x, y, expected] of references) expect(ulpsApart(pow(x, y), expected), `${x}, ${y}`).toBeLessThanOrEqual(1);
  });
  it('takes whole powers exactly where a double holds them', () => {
    for (let x = 1; x <= 40; x++) {
      let product = 1;
      for (let n = 0; n <= 52 && product < Number.MAX_SAFE_INTEGER; n++, product *= x) expect([x, n, pow(x, n)]).toEqual([x, n, product]);
    }
  });
  it('keeps the special values', () => {
    expect([pow(0, 0), pow(NaN, 0), pow(0, 2), pow(0, -2), pow(Infinity, 2), pow(Infinity, -2)]).toEqual([1, 1, 0, Infinity, Infinity, 0]);
    expect([pow(-1, 2), pow(NaN, 1), pow(2, NaN), pow(Infinity, NaN), pow(1, Infinity)]).toEqual([NaN, NaN, NaN, NaN, NaN]);
    expect([pow(2, Infinity), pow(0.5, Infinity), pow(2, -1e300), pow(1, 1e300), pow(10, 400), pow(10, -400)]).toEqual([
      Infinity,
      0,
      0,
      1,
      Infinity,
      0,
    ]);
  });
});
