import { describe, expect, it } from 'vitest';
import { audited, shipped } from '../helpers/scenarios.ts';

/** What the comments of degraded-rank and sick-drive say. One replication each, so with room for chance. */
const run = (...set: string[]) => audited(shipped('degraded-rank', 'run.replications=1', ...set));
const drive = 'ds.online.1.drive-3';

describe('a drive of the source rank fails while a FlashCopy copies', () => {
  const failed = run();
  const sound = run(`timeline.lost.do=degrade ${drive}`, 'timeline.lost.speed=100 %');
  const slow = run(`timeline.lost.do=degrade ${drive}`, 'timeline.lost.speed=40 %');
  const left = ({ value }: ReturnType<typeof run>): number => value('nightly', 'duration', 'total') - 15;
  const p99 = ({ value }: ReturnType<typeof run>): number => value('orders', 'read_response_time', 'p99', 'copying-degraded');

  it('what is left to copy takes longer, by some 20 %', () => {
    expect(left(failed) / left(sound)).toBeGreaterThan(1.1);
    expect(left(failed) / left(sound)).toBeLessThan(1.4);
  });

  it('users feel the missing drive more than the copy', () => {
    const mean = (phase: string) => failed.value('orders', 'response_time', 'mean', phase);
    const [alone, copying, both, degraded] = ['alone', 'copying', 'copying-degraded', 'degraded'].map(mean);
    expect(degraded! - alone!).toBeGreaterThan(2 * (copying! - alone!));
    expect(both!).toBeGreaterThan(degraded!);
    expect(failed.value('orders', 'response_time', 'of_twin_mean', 'copying-degraded')).toBeLessThan(120);
  });

  it('a drive that has become slow is worse than one that is gone', () => {
    expect(p99(slow)).toBeGreaterThan(2 * p99(failed));
    expect(left(slow)).toBeGreaterThan(left(failed));
  });
});
