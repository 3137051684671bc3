import { describe, expect, it } from 'vitest';
import { stampUnit } from './stamp-unit.ts';
import { pairOf, scenarioOf } from './testing/scenarios.ts';

describe('the unit of contents', () => {
  const unit = (load: string, copies = ''): number =>
    stampUnit(
      scenarioOf(
        pairOf(`workloads: {load: {host: vms, volumes: d1, rate: 1 IOPS, ${load}}}\n${copies}`),
        'volumes.d1.size=4 MiB',
        'volumes.d2.size=4 MiB',
      ),
      '',
    );

  it.each([
    ['size: 8 KiB', 8],
    ['size: 64 KiB', 8],
    ['size: 2 KiB', 4],
    ['size: {8 KiB: 50 %, 3 KiB: 50 %}', 2],
    ['size: {8 KiB: 50 %, 512 B: 50 %}', 1],
    ['size: 8 KiB, access: strided, stride: 1 KiB', 2],
  ])('is the common alignment of all I/Os: %s', (load, blocks) => expect(unit(load)).toBe(blocks));

  it('and of copies: 127 blocks have none', () => {
    expect(unit('size: 8 KiB', 'copies: {s: {kind: shadow-set, members: d1}}')).toBe(1);
    expect(unit('size: 8 KiB', 'copies: {s: {kind: shadow-set, members: d1, copy_range: 124 blocks}}')).toBe(4);
  });

  it('and of the sizes of volumes', () => {
    const text = pairOf('workloads: {load: {host: vms, volumes: d1, rate: 1 IOPS, size: 8 KiB}}');
    // 4 MB are 7812 blocks and a rest that is cut off.
    expect(stampUnit(scenarioOf(text), '')).toBe(4);
  });
});
