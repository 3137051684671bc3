import { type Io, Op, Status } from '../../kernel/io.ts';
import { Cause } from '../../storage/cause.ts';
import type { BitmapObserver } from '../../storage/observer.ts';
import { CachedVolumeRules } from '../cached-volume-rules.ts';
import type { HostIo } from '../host-io.ts';
import type { Medium } from '../media.ts';
import type { Rules, Seen } from '../rules.ts';
import { type AuditedPair, PointRules, TRACK } from './point-rules.ts';
import type { SourceReads } from './source-reads.ts';

/**
 * The rules of one FlashCopy pair. When a point in time is taken, whether a background copy runs, and when the
 * relationship ends, it knows from announcements, as operators do; everything else from host I/Os and the media.
 */
export class FlashCopyRules implements Rules, BitmapObserver {
  readonly #seen: Seen;
  readonly #pair: AuditedPair;
  readonly #source: string;
  readonly #prompt: boolean;
  #point: PointRules | null = null;
  /** The last write issued to the source. */
  #lastStamp = 0;

  /**
   * @param reads of all pairs of the run
   * @param prompt acknowledgements reach hosts at once: then a track that is copied because a host has written it, is
   * copied after the acknowledgement (at the destage, not while the host waits)
   */
  constructor(seen: Seen, reads: SourceReads, name: string, source: string, target: string, prompt = false) {
    this.#seen = seen;
    this.#prompt = prompt;
    this.#source = source;
    for (const volume of [source, target]) {
      if (seen.known(volume) === null) new CachedVolumeRules(seen, volume);
      seen.watch(volume, this);
      seen.follow(volume, this);
    }
    seen.bitmap(name, this);
    reads.add(name, source);
    this.#pair = { name, source: seen.known(source)!, target: seen.known(target)!, targetMedium: seen.medium(target) };
  }

  hostIssued(io: HostIo): void {
    if (io.op !== Op.Write) {
      if (io.volume !== this.#source) this.#point?.targetRead(io);
      return;
    }
    if (io.volume === this.#source) {
      this.#lastStamp = io.stamp;
      // Of several tracks the first may be destaged before the last has found its place in NVS.
      if (!this.#prompt || Math.floor(io.block / TRACK) < Math.floor((io.end - 1) / TRACK)) this.#point?.sourceWrites(io);
    } else this.#point?.targetIssued(io);
  }

  hostDone(io: HostIo, status: Status): void {
    if (io.op !== Op.Write) return;
    if (io.volume === this.#source) this.#point?.sourceWrites(io);
    else if (status === Status.Good) this.#point?.targetAcknowledged(io, this.#seen.clock.now);
  }

  mediaWritten(medium: Medium, io: Io): void {
    if (this.#point === null || io.began < this.#point.taken) return;
    if (medium.name === this.#source) this.#point.sourceDestaged(io);
    else if (io.cause === Cause.Copy) this.#point.copied(io);
  }

  trackLeft(_relationship: string, track: number, left: number): void {
    this.#point?.trackLeft(track, left);
  }

  recorded(subject: string, event: string, _from: string, to: string, _cause: string): void {
    if (event === 'fail' && this.#point !== null) this.#point.disturbed = true;
    if (subject !== this.#pair.name) return;
    switch (event) {
      case 'established':
        this.#point = new PointRules(this.#seen.log, this.#pair, this.#seen.clock.now, this.#lastStamp, to === 'ACTIVE_COPY');
        return;
      case 'nocopy_to_copy':
        if (this.#point !== null) this.#point.background = true;
        return;
      case 'copied':
        this.#point?.completed();
        this.#point = null;
        return;
      case 'withdraw':
      case 'failed':
        this.#point?.withdrawn(this.#seen.clock.now);
        this.#point = null;
        return;
    }
  }
}
