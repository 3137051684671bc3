import { Contents } from '../storage/contents.ts';
import type { AuditedPair } from './audited-group.ts';
import { differingTracks } from './changed-tracks.ts';
import { PairBitmap } from './pair-bitmap.ts';
import { RestoredVolume } from './restored-volume.ts';
import type { Rules, Seen } from './rules.ts';

/** States in which writes of hosts are taken into the journal, in which the S-VOL follows, in which the copy is given up. */
export const JOURNALING: readonly string[] = ['COPY', 'PAIR', 'PFUL'];
export const IN_STEP: readonly string[] = ['PAIR', 'PFUL'];
export const SUSPENDED: readonly string[] = ['PFUS', 'PSUS', 'PSUE'];

/** A pair as its rules follow it. */
export class WatchedPair {
  readonly name: string;
  readonly pvol: string;
  readonly svol: string;
  state = 'SMPL';
  /** Counts up when writes begin or cease to be journalled. */
  epoch = 0;
  /** Instant in ns. */
  pairedSince = 0;
  /** What the P-VOL holds by the acknowledgements, and the S-VOL by what was restored. */
  readonly wanted: Contents;
  readonly found: Contents;
  readonly restored: RestoredVolume;
  readonly bitmap: PairBitmap;

  constructor(seen: Seen, { name, pvol, svol }: AuditedPair, rules: Rules) {
    const { blocks, contents } = seen.medium(pvol);
    this.name = name;
    this.pvol = pvol;
    this.svol = svol;
    this.wanted = new Contents(blocks, contents.unitBlocks);
    this.found = new Contents(blocks, contents.unitBlocks);
    this.restored = new RestoredVolume(seen, svol, rules);
    this.bitmap = new PairBitmap(blocks);
    this.wanted.copyFrom(contents);
    seen.follow(pvol, rules);
  }

  /** @param event the run begins with the pair: its S-VOL has been made equal; else it holds what it held. If nothing is copied then, the operator vouches for it */
  paired(seen: Seen, event: string, to: string): void {
    this.pairedSince = seen.clock.now;
    if (event !== 'begins') {
      this.found.copyFrom(this.restored.contents);
      if (to !== 'COPY') differingTracks(this.wanted, this.found, (_track, block) => this.bitmap.uncertain.add(block, 1));
      return;
    }
    const medium = seen.medium(this.svol);
    medium.reread();
    this.found.copyFrom(medium.contents);
    this.restored.prepared(medium.contents);
  }
}
