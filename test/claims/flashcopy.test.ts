import { describe, expect, it } from 'vitest';
import { audited, shipped } from '../helpers/scenarios.ts';

/** What follows from the semantics of FlashCopy, shown by the shipped scenarios. One replication each. */
const one = 'run.replications=1';

describe('a NOCOPY FlashCopy in the pool of its source', () => {
  const results = audited(shipped('flashcopy-nocopy-cliff', one));
  const sample = (subject: string, metric: string): (readonly [seconds: number, value: number])[] =>
    results.timeline.filter((row) => row.subject === subject && row.metric === metric).map(({ time_s, value }) => [time_s, value]);
  const taken = results.value('nightly', 'mark_ACTIVE_NOCOPY', 'time');

  it('makes reads that miss the cache slower first, while writes do not notice', () => {
    expect(results.value('queries', 'read_response_time', 'of_twin_mean', 'filling')).toBeGreaterThan(115);
    expect(results.value('updates', 'write_response_time', 'of_twin_p99', 'filling')).toBeLessThan(101);
  });

  // The derivation stands in the scenario. D is what the run itself shows while NVS is full: each destage is a first one,
  // so it is the rate of copies on write. Updates are Poisson: in 15 s their number varies by 2 %, and the net rate of
  // filling, a difference, by 4 %. Within 8 %, then.
  it('makes writes fall off a cliff at the time that the fluid limit predicts', () => {
    const copied = sample('nightly', 'copied_cst').filter(([time]) => time > taken + 36);
    const [first, last] = [copied[0]!, copied.at(-1)!];
    const destages = (last[1] - first[1]) / (last[0] - first[0]);
    const tracks = (256 * 1024) / 64;
    const mark = 0.7 * tracks;
    const updates = 190;
    const predicted = mark / updates + (tracks - mark) / (updates - destages);
    const full = sample('ds', 'nvs_occupancy').find(([time, percent]) => time > taken && percent > 99.9)![0] - taken;
    expect(full).toBeGreaterThan(0.92 * predicted);
    expect(full).toBeLessThan(1.08 * predicted + 1);
    const late = sample('updates', 'response_time_mean').filter(([time]) => time > taken + full + 3);
    expect(Math.min(...late.map(([, ms]) => ms))).toBeGreaterThan(100);
    const early = sample('updates', 'response_time_mean').filter(([time]) => time > taken && time < taken + full - 1);
    expect(Math.max(...early.map(([, ms]) => ms))).toBeLessThan(1);
  });

  it('has no cliff with the copies on drives of their own', () => {
    const apart = audited(shipped('flashcopy-nocopy-cliff', one, 'volumes.flash.pool=ds.copies'));
    expect(apart.value('updates', 'write_response_time', 'p99', 'full')).toBeLessThan(1);
    expect(apart.value('ds', 'nvs_occupancy', 'max', 'all')).toBeLessThan(75);
  });
});

describe('a FlashCopy with background copy', () => {
  // T = (N / L) ln(1 + L / r), and N - r T copies on write; the standard deviation of their number is about 60, of T 1.5 s.
  it('under uniform updates takes the time of the decay law, within 2 %', () => {
    const { value } = audited(shipped('flashcopy-copy-decay', one));
    const [tracks, rate] = [16_384, 40];
    const time = (tracks / rate) * Math.LN2;
    expect(Math.abs(value('nightly', 'duration', 'total') / time - 1)).toBeLessThan(0.02);
    expect(Math.abs(value('nightly', 'copied_cst', 'total') / (tracks - rate * time) - 1)).toBeLessThan(0.06);
    expect(value('nightly', 'copied_cst', 'total') + value('nightly', 'copied_background', 'total')).toBe(tracks);
  });

  it('without updates takes N / r, and moves every track once', () => {
    const { value } = audited(shipped('flashcopy-copy-decay', one, 'workloads.updates.rate=0.001 IOPS'));
    expect(Math.abs(value('nightly', 'duration', 'total') / (16_384 / 40) - 1)).toBeLessThan(0.002);
    expect(value('nightly', 'copied_bytes', 'total')).toBe(1024 * 1024 * 1024);
  });
});
