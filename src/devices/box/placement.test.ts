import { describe, expect, it } from 'vitest';
import { placeVolumes } from './placement.ts';
import { parseRaid, RAID_PATTERN } from './raid.ts';

describe('volumes in a pool', () => {
  it('lie on the groups in turn, each at the beginning of a stripe, and on the next group where there is room', () => {
    expect(placeVolumes({ groups: 2, room: 100, stripe: 10 }, [25, 90, 60, 10, 40])).toEqual([
      { group: 0, first: 0 },
      { group: 1, first: 0 },
      { group: 0, first: 30 },
      { group: 1, first: 90 },
      { group: -1, first: 0 },
    ]);
  });

  it('take as many groups as they need if their number is open', () => {
    expect(placeVolumes({ groups: undefined, room: 100, stripe: 10 }, [60, 40, 10, 101]).map(({ group }) => group)).toEqual([0, 0, 1, -1]);
  });
});

it('RAID schemes are those that make sense', () => {
  const pattern = new RegExp(RAID_PATTERN);
  const texts = ['none', 'raid1 1+1', 'raid5 7+1', 'raid6 6+2', 'raid10 4+4', 'raid10 12+12'];
  expect(texts.filter((text) => !pattern.test(text))).toEqual([]);
  const wrong = ['raid5 1+1', 'raid5 7+2', 'raid6 1+2', 'raid10 4+3', 'raid1 2+2', 'raid0 4+0', 'raid5', 'raid5 7+1 '];
  expect(wrong.filter((text) => pattern.test(text))).toEqual([]);
  expect(parseRaid('raid6 6+2')).toEqual({ level: 'raid6', data: 6, redundant: 2 });
  expect(parseRaid('none')).toEqual({ level: 'none', data: 1, redundant: 0 });
});
