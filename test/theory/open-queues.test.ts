import { describe, it } from 'vitest';
import { Constant, type Distribution, Erlang, Exponential, Hyperexponential } from '../../src/kernel/distributions.ts';
import { Priority } from '../../src/kernel/priority.ts';
import { mean, OpenQueue, shareAbove } from './open-queue.ts';
import { expectMean } from './replications.ts';

const REPLICATIONS = 20;
const CUSTOMERS = 20_000;
const SKIPPED = 2000;

const poisson = (rate: number) => new Exponential(1 / rate);
const exponential = new Exponential(1);

function queue(seed: number, interarrival: Distribution, service: Distribution, servers = 1): OpenQueue {
  return new OpenQueue(seed, [{ interarrival, service }], CUSTOMERS, SKIPPED, servers);
}

describe('M/M/1', () => {
  // Wq = rho / (1 - rho)
  it.each([
    [0.5, 1],
    [0.8, 4],
  ])('at utilisation %f: mean wait %f', (rho, exact) => {
    expectMean(exact, REPLICATIONS, (seed) => mean(queue(seed, poisson(rho), exponential).waits[0]!));
  });

  // the time in system is exponential of rate 1 - rho: P(T > -ln(q) / (1 - rho)) = q; -ln(0.05) / 0.5 = 5.991465
  it('at utilisation 0.5: 5 % are longer in the system than 5.99', () => {
    expectMean(0.05, 2 * REPLICATIONS, (seed) => shareAbove(5.991465, queue(seed, poisson(0.5), exponential).sojourns[0]!));
  });

  // by the recursion for the transient distribution of the number in system at arrivals
  it.each([
    [25, 2.360544],
    [100, 4.593538],
  ])('from empty at utilisation 0.9: the first %i wait %f on average', (customers, exact) => {
    expectMean(exact, 3000, (seed) =>
      mean(new OpenQueue(seed, [{ interarrival: poisson(0.9), service: exponential }], customers).waits[0]!),
    );
  });
});

describe('M/M/c', () => {
  // Wq = C(c, a) / (c - a), a = c rho offered, C Erlang's second formula
  it.each([
    [2, 1.777778],
    [4, 0.745541],
  ])('with %i servers at utilisation 0.8: mean wait %f', (servers, exact) => {
    expectMean(exact, REPLICATIONS, (seed) => mean(queue(seed, poisson(0.8 * servers), exponential, servers).waits[0]!));
  });
});

describe('M/G/1: Wq = rho (1 + c2) / 2 / (1 - rho)', () => {
  it.each([
    ['constant', new Constant(1), 0],
    ['Erlang of 4 stages', new Erlang(4, 1), 0.25],
    ['hyperexponential', new Hyperexponential(1, 4), 4],
  ] as const)('with %s service', (_name, service, c2) => {
    const rho = 0.6;
    expectMean((rho * (1 + c2)) / 2 / (1 - rho), REPLICATIONS, (seed) => mean(queue(seed, poisson(rho), service).waits[0]!));
  });

  // Crommelin's formula for the waiting time in M/D/1
  it('M/D/1 at utilisation 0.8: 5 % wait longer than 6.62', () => {
    expectMean(0.05, 4 * REPLICATIONS, (seed) => shareAbove(6.620325, queue(seed, poisson(0.8), new Constant(1)).waits[0]!));
  });
});

describe('D/M/1', () => {
  // Wq = s / (1 - s), s the root of s = exp(-(1 - s) / rho) in (0, 1): at rho 0.5 s = 0.20318787
  it('at utilisation 0.5: mean wait 0.255', () => {
    expectMean(0.25500097, REPLICATIONS, (seed) => mean(queue(seed, new Constant(2), exponential).waits[0]!));
  });
});

describe('M/M/1 with two classes, higher priority first, service not interrupted', () => {
  // Cobham: W1 = R / (1 - r1), W2 = R / (1 - r1) / (1 - r1 - r2), R = r1 + r2 for exponential service of mean 1
  it.each([
    ['higher', 0, 0.6 / 0.7],
    ['lower', 1, 0.6 / 0.7 / 0.4],
  ])('the %s class', (_name, which, exact) => {
    const streams = [1, 0].map((priority) => ({ interarrival: poisson(0.3), service: exponential, priority }));
    expectMean(exact, REPLICATIONS, (seed) => mean(new OpenQueue(seed, streams, CUSTOMERS, SKIPPED / 2, 1, new Priority()).waits[which]!));
  });
});
