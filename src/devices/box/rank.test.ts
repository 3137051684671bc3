import { describe, expect, it } from 'vitest';
import { Op, Status } from '../../kernel/io.ts';
import { loadDrive } from '../disk/catalog.ts';
import { Drive } from '../disk/drive.ts';
import { fixed, RankBench, STRIP } from './testing/rank-bench.ts';

describe('a rank', () => {
  it('without RAID reads and writes once', () => {
    const bench = new RankBench('none', fixed(5e6));
    expect([bench.do(Op.Read, 600, 8), bench.do(Op.Write, 600, 8)]).toEqual([['r0:600+8'], ['w0:600+8']]);
  });

  it('of mirrors writes both and reads them in turn', () => {
    const bench = new RankBench('raid10 2+2', fixed(5e6));
    expect(bench.do(Op.Write, 512, 8)).toEqual(['w2:0+8', 'w3:0+8']);
    expect([bench.do(Op.Read, 512, 8), bench.do(Op.Read, 512, 8)].flat().toSorted()).toEqual(['r2:0+8', 'r3:0+8']);
    bench.rank.drives[2]!.fail();
    expect([bench.do(Op.Read, 512, 8), bench.do(Op.Write, 512, 8)]).toEqual([['r3:0+8'], ['w3:0+8']]);
    bench.rank.drives[3]!.fail();
    bench.do(Op.Read, 512, 8);
    expect(bench.statuses.at(-1)).toBe(Status.Failed);
  });

  // Parity of stripe 0 of 3+1 drives is on drive 3, its data on 0, 1, 2; of stripe 1 on drive 2, its data on 3, 0, 1.
  it('with parity reads old data and old parity, then writes both', () => {
    const bench = new RankBench('raid5 3+1', fixed(5e6));
    expect(bench.do(Op.Read, 512, 8)).toEqual(['r1:0+8']);
    expect(bench.do(Op.Write, 512, 8)).toEqual(['r1:0+8', 'r3:0+8', 'w1:0+8', 'w3:0+8']);
    expect(bench.do(Op.Write, 3 * STRIP, 8)).toEqual(['r2:512+8', 'r3:512+8', 'w2:512+8', 'w3:512+8']);
    expect(bench.kernel.now).toBe(25e6);
    const two = new RankBench('raid6 2+2', fixed(5e6));
    expect(two.do(Op.Write, 0, 8)).toEqual(['r0:0+8', 'r1:0+8', 'r3:0+8', 'w0:0+8', 'w1:0+8', 'w3:0+8']);
  });

  it('writes a whole stripe without reading, and in parts what is no whole stripe', () => {
    const bench = new RankBench('raid5 3+1', fixed(5e6));
    expect(bench.do(Op.Write, 0, 3 * STRIP)).toEqual(['w0:0+512', 'w1:0+512', 'w2:0+512', 'w3:0+512']);
    expect(bench.do(Op.Write, 256, 3 * STRIP)).toEqual([
      'r0:256+256',
      'r1:0+512',
      'r2:0+512',
      'r2:512+256',
      'r3:0+512',
      'r3:512+256',
      'w0:256+256',
      'w1:0+512',
      'w2:0+512',
      'w2:512+256',
      'w3:0+512',
      'w3:512+256',
    ]);
    expect(bench.do(Op.Read, 256, 512)).toEqual(['r0:256+256', 'r1:0+256']);
  });

  it('reads what a failed drive held from all others, writes past it, and fails with the second', () => {
    const bench = new RankBench('raid5 3+1', fixed(5e6));
    bench.rank.drives[1]!.fail();
    expect(bench.do(Op.Read, 512, 8)).toEqual(['r0:0+8', 'r2:0+8', 'r3:0+8']);
    expect(bench.do(Op.Write, 512, 8)).toEqual(['r0:0+8', 'r2:0+8', 'w3:0+8']);
    expect(bench.do(Op.Write, 0, 8)).toEqual(['r0:0+8', 'r3:0+8', 'w0:0+8', 'w3:0+8']);
    bench.rank.drives[1]!.repair();
    bench.rank.drives[3]!.fail();
    expect(bench.do(Op.Write, 512, 8)).toEqual(['w1:0+8']);
    bench.rank.drives[0]!.fail();
    bench.do(Op.Write, 512, 8);
    expect(bench.statuses).toEqual([0, 0, 0, 0, Status.Failed]);
  });

  it('begins an I/O again if a drive fails meanwhile', () => {
    const bench = new RankBench('raid5 3+1', fixed(5e6));
    bench.issue(Op.Write, 512, 8);
    bench.kernel.run(2e6);
    bench.rank.drives[1]!.fail();
    bench.kernel.run();
    expect(bench.statuses).toEqual([Status.Good]);
    expect(bench.volume.contents.stampAt(512)).toBe(1);
  });
});

describe('published capabilities of ranks (IBM, DS8000: host I/Os per second at 40 % utilisation, 4 KiB, no cache)', () => {
  // Disk operations for a host I/O: R + 4 W for RAID-5, R + 2 W for RAID-10. 1700 a second for eight drives of 15,000
  // rpm, that is 212.5 a drive; 825 for six drives of 10,000 rpm, 137.5 a drive. 0.4 * 1700 / (0.7 + 0.3 * 4) = 357.9.
  it.each([
    ['raid5 7+1', 212.5, 0.7, 358],
    ['raid5 7+1', 212.5, 0.5, 272],
    ['raid10 3+3', 137.5, 0.7, 254],
    ['raid10 3+3', 137.5, 0.5, 220],
  ])('%s at %d operations a drive and %d reads: %d host I/Os', (raid, operations, reads, rate) => {
    const bench = new RankBench(raid, fixed(Math.round(1e9 / operations)));
    expect(bench.utilisation(rate, reads, 400)).toBeCloseTo(0.4, 2);
  });

  // A real drive spends less on the second access to a place: it is there already, and waits for the turn.
  it('a rank of eight 15,000 rpm drives of the catalogue carries about as much', () => {
    const bench = new RankBench('raid5 7+1', () => new Drive(loadDrive('fc-15k-146gb')));
    expect(bench.utilisation(358, 0.7, 100)).toBeGreaterThan(0.35);
    expect(bench.utilisation(358, 0.7, 100)).toBeLessThan(0.5);
  });
});
