import { type Io, Op } from '../../kernel/io.ts';
import { Cause } from '../../storage/cause.ts';
import type { Medium } from '../media.ts';
import type { Rules, Seen } from '../rules.ts';
import { TRACK } from './point-rules.ts';

/** Events that change which copies of a source want its tracks. */
const CHANGES = ['established', 'nocopy_to_copy', 'copied', 'withdraw', 'failed'];

interface AuditedSource {
  /** By the name of the pair: true while a background copy runs, which reads for itself. */
  readonly pairs: Map<string, boolean>;
  /** Tracks that have been read for a copy since they were destaged last, or since the pairs of the source changed. */
  readonly read: Set<number>;
  /** Instant of that change, in ns. */
  since: number;
}

/**
 * FC18, over all pairs of a run: before a destage one read of the track on the rank of the source serves all targets.
 * So while the pairs of a source stay as they are and none copies in the background, no track is read twice for copies
 * unless something has been destaged to it in between, or hardware has failed: then copies are begun again.
 */
export class SourceReads implements Rules {
  readonly #seen: Seen;
  readonly #sources = new Map<string, AuditedSource>();

  constructor(seen: Seen) {
    this.#seen = seen;
  }

  add(pair: string, source: string): void {
    let known = this.#sources.get(source);
    if (known === undefined) {
      known = { pairs: new Map(), read: new Set(), since: 0 };
      this.#sources.set(source, known);
      this.#seen.watch(source, this);
      this.#seen.follow(source, this);
    }
    known.pairs.set(pair, false);
  }

  mediaRead(medium: Medium, io: Io): void {
    if (io.cause !== Cause.Copy || io.op !== Op.Read) return;
    const { pairs, read, since } = this.#sources.get(medium.name)!;
    if (io.began < since) return;
    for (const background of pairs.values()) if (background) return;
    for (let block = io.block; block < io.block + io.blocks; block += TRACK) {
      const track = Math.floor(block / TRACK);
      if (read.has(track)) this.#seen.log.add('FC18', `${medium.name}: track ${track} is read for a copy once more before its destage`);
      read.add(track);
    }
  }

  mediaWritten(medium: Medium, io: Io): void {
    const { read } = this.#sources.get(medium.name)!;
    for (let block = io.block; block < io.block + io.blocks; block += TRACK) read.delete(Math.floor(block / TRACK));
    read.delete(Math.floor((io.block + io.blocks - 1) / TRACK));
  }

  recorded(subject: string, event: string, _from: string, to: string): void {
    const failed = event === 'fail';
    if (!failed && !CHANGES.includes(event)) return;
    for (const source of this.#sources.values()) {
      if (!failed && !source.pairs.has(subject)) continue;
      if (!failed) source.pairs.set(subject, to === 'ACTIVE_COPY');
      source.read.clear();
      source.since = this.#seen.clock.now;
    }
  }
}
