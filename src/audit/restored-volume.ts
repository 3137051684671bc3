import { Op } from '../kernel/io.ts';
import type { Payload } from '../kernel/payload.ts';
import type { Contents } from '../storage/contents.ts';
import { HostIo } from './host-io.ts';
import type { Rules, Seen } from './rules.ts';
import type { VolumeHistory } from './volume-history.ts';

/** What hosts may find on an S-VOL: each entry that is restored counts as a write, from its beginning to the instant at which it is visible. */
export class RestoredVolume {
  readonly #seen: Seen;
  readonly #history: VolumeHistory;
  #write: HostIo | null = null;
  #usable = false;

  /** @param rules they look after the volume, if no others do */
  constructor(seen: Seen, svol: string, rules: Rules) {
    this.#seen = seen;
    const known = seen.known(svol);
    const { blocks, contents } = seen.medium(svol);
    this.#history = known ?? seen.volume(svol, blocks, contents.unitBlocks, rules);
    if (known === null) this.#history.begin(contents);
  }

  /** What hosts find on it by their writes and what was restored. */
  get contents(): Contents {
    return this.#history.acknowledged;
  }

  /** It is in step: what is on it is known. */
  usable(found: Contents): void {
    this.#usable = true;
    this.#history.begin(found);
  }

  /** Base journals are restored: it may hold anything. */
  unusable(): void {
    this.#usable = false;
    this.#history.undefine(0, this.#history.acknowledged.blocks, this.#seen.clock.now);
  }

  begins(block: number, blocks: number, payload: Payload): void {
    if (!this.#usable) return;
    if (payload.runs > 1) return this.#history.undefine(block, blocks, this.#seen.clock.now);
    const write = new HostIo();
    write.volume = this.#history.name;
    write.host = 'restore';
    write.op = Op.Write;
    write.block = block;
    write.blocks = blocks;
    write.stamp = payload.stampOf(0);
    write.begin(this.#seen.clock.now);
    this.#history.issued(write);
    this.#write = write;
  }

  ends(block: number, blocks: number, payload: Payload): void {
    if (!this.#usable) return;
    if (this.#write === null) this.#history.acknowledged.write(block, blocks, payload);
    else this.#history.writeDone(this.#write);
    this.#write = null;
  }
}
