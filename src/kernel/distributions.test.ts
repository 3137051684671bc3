import { describe, expect, it } from 'vitest';
import {
  Constant,
  type Distribution,
  Empirical,
  Erlang,
  Exponential,
  Hyperexponential,
  Lognormal,
  Pareto,
  Uniform,
  Weibull,
  Zipf,
} from './distributions.ts';
import { Random } from './random.ts';

/** Distribution function of the standard normal, by its series about 0. */
function normalCdf(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 1; Math.abs(term) > 1e-17; n++) sum += term *= (z * z) / (2 * n + 1);
  return 0.5 + (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

interface Law {
  name: string;
  distribution: Distribution;
  mean: number;
  variance: number;
  cdf(x: number): number;
}

// Hyperexponential with mean 2 and c2 = 4: p = (1 + sqrt(3/5)) / 2, branch means 1/p and 1/(1 - p).
const likelier = (1 + Math.sqrt(0.6)) / 2;
// Lognormal with mean 5 and c2 = 0.5: log-variance log 1.5.
const logVariance = Math.log(1.5);

const laws: Law[] = [
  { name: 'uniform', distribution: new Uniform(-1, 3), mean: 1, variance: 16 / 12, cdf: (x) => (x + 1) / 4 },
  { name: 'exponential', distribution: new Exponential(3), mean: 3, variance: 9, cdf: (x) => -Math.expm1(-x / 3) },
  // Three stages of mean 2: P(X <= 2x) = 1 - exp(-x) (1 + x + x^2 / 2)
  {
    name: 'Erlang',
    distribution: new Erlang(3, 6),
    mean: 6,
    variance: 12,
    cdf: (x) => 1 - Math.exp(-x / 2) * (1 + x / 2 + (x * x) / 8),
  },
  {
    name: 'hyperexponential',
    distribution: new Hyperexponential(2, 4),
    mean: 2,
    variance: 16,
    cdf: (x) => 1 - likelier * Math.exp(-x * likelier) - (1 - likelier) * Math.exp(-x * (1 - likelier)),
  },
  {
    name: 'lognormal',
    distribution: new Lognormal(5, 0.5),
    mean: 5,
    variance: 12.5,
    cdf: (x) => normalCdf((Math.log(x / 5) + logVariance / 2) / Math.sqrt(logVariance)),
  },
  // Shape 2: gamma(1.5) = sqrt(pi) / 2, gamma(2) = 1
  {
    name: 'Weibull',
    distribution: new Weibull(2, 3),
    mean: (3 * Math.sqrt(Math.PI)) / 2,
    variance: 9 * (1 - Math.PI / 4),
    cdf: (x) => -Math.expm1(-((x / 3) ** 2)),
  },
  // variance a m^2 / ((a - 1)^2 (a - 2))
  { name: 'Pareto', distribution: new Pareto(9, 2), mean: 9 / 4, variance: (9 * 4) / (64 * 7), cdf: (x) => 1 - (2 / x) ** 9 },
];

describe.each(laws)('$name', ({ distribution, mean, variance, cdf }) => {
  const n = 200_000;
  const random = new Random(2, 7, 1, 8);
  const sample = Float64Array.from({ length: n }, () => distribution.sample(random));

  it('states its mean', () => {
    expect(distribution.mean).toBeCloseTo(mean, 12);
  });
  it('has the mean and the variance of the theory', () => {
    let sum = 0;
    let squares = 0;
    let fourths = 0;
    for (const x of sample) {
      const square = (x - mean) ** 2;
      sum += x - mean;
      squares += square;
      fourths += square * square;
    }
    expect(Math.abs(sum / Math.sqrt(n * variance))).toBeLessThan(4);
    const deviationOfVariance = Math.sqrt((fourths / n - (squares / n) ** 2) / n);
    expect(Math.abs(squares / n - variance) / deviationOfVariance).toBeLessThan(4);
  });
  it('has the distribution function of the theory', () => {
    // The distribution function of a variate is uniform: 50 equal cells by chi-square, and both tails by themselves.
    const counts = new Float64Array(50);
    let low = 0;
    let high = 0;
    for (const x of sample) {
      const u = cdf(x);
      counts[Math.floor(50 * u)]!++;
      if (u < 0.001) low++;
      if (u > 0.999) high++;
    }
    let chiSquare = 0;
    for (const count of counts) chiSquare += (count - n / 50) ** 2 / (n / 50);
    expect(Math.abs(chiSquare - 49) / Math.sqrt(98)).toBeLessThan(4);
    for (const count of [low, high]) expect(Math.abs(count - n / 1000) / Math.sqrt(n / 1000)).toBeLessThan(4);
  });
});

const all: [string, Distribution][] = [
  ...laws.map(({ name, distribution }): [string, Distribution] => [name, distribution]),
  ['constant', new Constant(7)],
  ['empirical', new Empirical([4096, 8192, 65536], [5, 3, 2])],
  ['Zipf, short', new Zipf(10, 0.9)],
  ['Zipf, long', new Zipf(1e9, 1.1)],
];

it.each(all)('%s takes exactly the words that it states', (_, distribution) => {
  const random = new Random(1, 4, 1, 4);
  const words = new Random(1, 4, 1, 4);
  for (let i = 0; i < 1000; i++) {
    distribution.sample(random);
    for (let draw = 0; draw < distribution.draws; draw++) words.uint32();
  }
  expect(random.uint32()).toBe(words.uint32());
});

it('gives these bits in every engine', () => {
  const view = new DataView(new ArrayBuffer(8));
  const hexadecimal = all.map(([name, distribution]) => {
    const random = new Random(1, 4, 1, 4);
    for (let i = 0; i < 100; i++) distribution.sample(random);
    view.setFloat64(0, distribution.sample(random));
    return `${name}: ${view.getBigUint64(0).toString(16).padStart(16, '0')}`;
  });
  expect(hexadecimal).toMatchInlineSnapshot(`
    [
      "uniform: 400563e80d6c988b",
      "exponential: 400d149e451ec3c9",
      "Erlang: 4024f2d9370ca784",
      "hyperexponential: 3ff42993a79c9073",
      "lognormal: 4023d840470cc2b8",
      "Weibull: 400a6b1da0fa8542",
      "Pareto: 40024e4c64092e01",
      "constant: 401c000000000000",
      "empirical: 40f0000000000000",
      "Zipf, short: 4022000000000000",
      "Zipf, long: 4160e83e20000000",
    ]
  `);
});

it('has no mean for a Pareto tail of exponent 1', () => {
  expect(new Pareto(1, 5).mean).toBe(Infinity);
});

it('rejects parameters out of range with a sentence', () => {
  expect(() => new Constant(NaN)).toThrow('a constant must be a finite number, not NaN');
  expect(() => new Uniform(2, 1)).toThrow('the maximum must be at least the minimum 2, not 1');
  expect(() => new Exponential(0)).toThrow('the mean of an exponential distribution must be a positive number, not 0');
  expect(() => new Erlang(1.5, 1)).toThrow('the stages of an Erlang distribution must be 1 to 1000, not 1.5');
  expect(() => new Hyperexponential(1, 0.9)).toThrow('must be 1 to 1e6, not 0.9');
  expect(() => new Lognormal(-1, 1)).toThrow('the mean of a lognormal distribution must be a positive number, not -1');
  expect(() => new Weibull(0, 1)).toThrow('the shape of a Weibull distribution must be 0.1 to 100, not 0');
  expect(() => new Pareto(2, Infinity)).toThrow('the minimum of a Pareto distribution must be a positive number, not Infinity');
  expect(() => new Zipf(0, 1)).toThrow('the ranks of a Zipf distribution must be 1 to 2^40, not 0');
});
