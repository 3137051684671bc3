import { describe, expect, it } from 'vitest';
import { audited, shipped } from '../helpers/scenarios.ts';

/**
 * What the vendor says of the copy operation (HP Volume Shadowing for OpenVMS, "Copy Operations"), shown by the shipped
 * scenarios. One replication each; the margins are far wider than the spread between seeds.
 */
const one = 'run.replications=1';

describe('copy operations of OpenVMS shadow sets', () => {
  it('a copy of dissimilar data takes at least two and a half times as long as one of similar data', () => {
    const similar = audited(shipped('similar-data', one)).value('dsa1', 'duration', 'total');
    const dissimilar = audited(shipped('similar-data', one, 'copies.dsa1.similar=0 %')).value('dsa1', 'duration', 'total');
    // 20 s of either are the delay SHADOW_REC_DLY before the copy begins.
    expect((dissimilar - 20) / (similar - 20)).toBeGreaterThanOrEqual(2.5);
  });

  it('an assisted copy takes no interconnect bandwidth and is quicker; without assist it does and is slower', () => {
    const assisted = audited(shipped('assisted-copy', one));
    const unassisted = audited(shipped('assisted-copy', one, 'copies.dsa1.copy_assist=disabled'));
    expect(assisted.value('dsa1', 'interconnect_bytes', 'total')).toBe(0);
    expect(unassisted.value('dsa1', 'interconnect_bytes', 'total')).toBeGreaterThan(1e9);
    // The interconnect carries short commands of the copy, but none of its data: one message per range against five of data.
    const onLink = ({ value }: typeof assisted): number =>
      value('ci', 'utilisation_copy', 'mean', 'copying') * value('dsa1', 'duration', 'total');
    expect(onLink(assisted)).toBeLessThan(0.02 * onLink(unassisted));
    expect(assisted.value('dsa1', 'duration', 'total')).toBeLessThan(unassisted.value('dsa1', 'duration', 'total'));
  });

  it('user and copy I/Os compete evenly on the managing node: one of each at a time get equal service at the source disk', () => {
    const { value } = audited(shipped('even-shares', one));
    // Both have one I/O at a time. The copy is at the source disk for part of its loop only (the compare goes to the target), so
    // its share of visits is smaller; but while it is there, neither waits for more than one service of the other.
    const service = value('reader', 'response_time', 'twin_mean', 'copying');
    const wait = value('reader', 'residence_disk_queue', 'mean', 'copying');
    expect(wait).toBeGreaterThan(0.2 * service);
    expect(wait).toBeLessThan(1.1 * service);
  });

  it('the copy takes longer as the user load increases', () => {
    const busy = audited(shipped('copy-under-load', one)).value('dsa1', 'duration', 'total');
    const quiet = audited(shipped('copy-under-load', one, 'workloads.orders.clients=2')).value('dsa1', 'duration', 'total');
    expect(busy).toBeGreaterThan(1.2 * quiet);
  });

  it('users of other nodes and disks only feel the controller', () => {
    const { value } = audited(shipped('other-nodes', one));
    expect(value('orders', 'response_time', 'of_twin_mean', 'all')).toBeLessThan(105);
    expect(value('stock', 'response_time', 'of_twin_mean', 'all')).toBeGreaterThan(120);
    const slower = value('orders', 'residence_controller_wait', 'mean', 'all');
    expect(slower).toBeGreaterThan(value('orders', 'residence_controller_wait', 'twin_mean', 'all'));
  });

  it('a crash of the managing node costs its delays and what was not published, not a restart', () => {
    const results = audited(shipped('node-failure', one));
    const undisturbed = audited(shipped('node-failure', one, 'timeline.crash.at=start + 23 h'));
    const copied = results.value('dsa1', 'copied_bytes', 'total');
    const size = undisturbed.value('dsa1', 'copied_bytes', 'total');
    // Unpublished: at most 100 ranges, or one second of copying, of 127 blocks.
    expect(copied - size).toBeLessThanOrEqual(100 * 127 * 512);
    expect(results.events.some(({ subject, event }) => subject === 'dsa1' && /merge/i.test(event))).toBe(true);
    // Cluster reconfiguration 20 s and SHADOW_REC_DLY 40 s of the other node.
    const crash = results.events.find(({ subject, event }) => subject === 'anna' && event === 'fail')!.time_s;
    const resumed = results.events.find(({ subject, to, time_s }) => subject === 'dsa1' && to === 'Copying' && time_s > crash)!.time_s;
    expect(resumed - crash).toBeGreaterThanOrEqual(60);
    expect(resumed - crash).toBeLessThan(60.1);
  });
});
