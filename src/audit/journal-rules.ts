import { Op, Status } from '../kernel/io.ts';
import type { Payload } from '../kernel/payload.ts';
import { Contents } from '../storage/contents.ts';
import type { JournalObserver } from '../storage/observer.ts';
import type { HostIo } from './host-io.ts';
import { JournalledWrites, type Write } from './journalled-writes.ts';
import { RestoredVolume } from './restored-volume.ts';
import type { Rules, Seen } from './rules.ts';
import { blocksText, type Invariant } from './violation.ts';

/** A pair as its rules are told of it. */
export interface AuditedPair {
  readonly name: string;
  readonly pvol: string;
  readonly svol: string;
}

/** ns within which a write that has become an entry is acknowledged, whatever the links do: overhead, cache, the way back to the host. [E] */
const GRACE = 1e9;

const JOURNALING: readonly string[] = ['COPY', 'PAIR', 'PFUL'];
const IN_STEP: readonly string[] = ['PAIR', 'PFUL'];

interface WatchedPair extends AuditedPair {
  state: string;
  /** Counts up when writes begin or cease to be journalled. */
  epoch: number;
  /** Instant in ns. */
  pairedSince: number;
  /** No write has failed: what the P-VOL holds is known. */
  certain: boolean;
  /** What the P-VOL holds by the acknowledgements, and the S-VOL by what was restored. */
  readonly wanted: Contents;
  readonly found: Contents;
  readonly restored: RestoredVolume;
}

/**
 * The rules of one journal group. What is in which order it knows from the hosts: a write that was acknowledged before
 * another was issued comes before it. What the journal takes in and frees, and what appears on the S-VOLs, it sees; of the
 * states of pairs and of failed links it is told.
 */
export class JournalRules implements Rules, JournalObserver {
  readonly #seen: Seen;
  readonly #group: string;
  readonly #pairs: readonly WatchedPair[];
  readonly #links: readonly string[];
  readonly #pathWatchTime: number;
  readonly #hostsShare: boolean;
  readonly #writes = new JournalledWrites();
  readonly #down = new Set<string>();
  /** Since when all links are down, in ns; Infinity: they are not. */
  #cutSince = Infinity;
  #highWater = false;
  #sequence = 0;
  #purged = 0;

  /** @param hostsShare hosts use the links between the boxes, too: while those are down acknowledgements may not get home */
  constructor(
    seen: Seen,
    group: string,
    pairs: readonly AuditedPair[],
    links: readonly string[],
    pathWatchTime: number,
    hostsShare = false,
  ) {
    this.#seen = seen;
    this.#group = group;
    this.#links = links;
    this.#pathWatchTime = pathWatchTime;
    this.#hostsShare = hostsShare;
    this.#pairs = pairs.map((pair) => {
      const { blocks, contents } = seen.medium(pair.pvol);
      const image = (): Contents => new Contents(blocks, contents.unitBlocks);
      const restored = new RestoredVolume(seen, pair.svol, this);
      return { ...pair, state: 'SMPL', epoch: 0, pairedSince: 0, certain: true, wanted: image(), found: image(), restored };
    });
    for (const pair of this.#pairs) {
      pair.wanted.copyFrom(seen.medium(pair.pvol).contents);
      seen.follow(pair.pvol, this);
    }
    seen.journal(group, this);
  }

  hostIssued(io: HostIo): void {
    if (io.op !== Op.Write) return;
    const pair = this.#pairs.findIndex(({ pvol }) => pvol === io.volume);
    if (pair < 0) return;
    this.#writes.issued(io, pair, this.#pairs[pair]!.epoch);
  }

  hostDone(io: HostIo, status: Status): void {
    if (io.op !== Op.Write) return;
    const write = this.#writes.find(io.stamp);
    if (write === undefined) return this.#secondaryWritten(io, status);
    const pair = this.#pairs[write.pair]!;
    if (status !== Status.Good) {
      pair.certain = false;
      return this.#writes.failed(write);
    }
    const payload = this.#writes.dataOf(write, pair.wanted.unitBlocks);
    pair.wanted.write(write.block, write.blocks, payload);
    if (write.sequence === 0 && JOURNALING.includes(pair.state) && write.epoch === pair.epoch)
      this.#violated('J4', `${pair.pvol}, ${rangeOf(write)}: write ${write.stamp} is acknowledged and not in the journal`);
    this.#writes.acknowledged(write);
  }

  journalled(_group: string, sequence: number, volume: string, payload: Payload): void {
    if (sequence <= this.#sequence) this.#violated('J2', `entry ${sequence} of ${volume} comes after entry ${this.#sequence}`);
    this.#sequence = sequence;
    const write = payload.runs === 1 ? this.#writes.find(payload.stampOf(0)) : undefined;
    if (write === undefined) return;
    this.#writes.journalled(write, sequence, this.#seen.clock.now);
  }

  purged(_group: string, sequence: number): void {
    if (sequence < this.#purged) this.#violated('J2', `entries up to ${sequence} are freed, after those up to ${this.#purged}`);
    this.#purged = sequence;
    const lost = this.#writes.firstUnrestored();
    if (lost !== null && lost.sequence <= sequence)
      this.#violated('J3', `entry ${lost.sequence} (write ${lost.stamp}) is freed up to ${sequence} and was not restored`);
  }

  restoring(_group: string, volume: string, block: number, blocks: number, payload: Payload): void {
    this.#pairs.find(({ svol }) => svol === volume)!.restored.begins(block, blocks, payload);
  }

  restored(_group: string, volume: string, block: number, blocks: number, payload: Payload): void {
    const at = this.#pairs.findIndex(({ svol }) => svol === volume);
    const pair = this.#pairs[at]!;
    pair.found.write(block, blocks, payload);
    pair.restored.ends(block, blocks, payload);
    const write = payload.runs === 1 ? this.#writes.find(payload.stampOf(0)) : undefined;
    if (write === undefined || write.sequence === 0 || write.restored || write.block !== block || write.blocks !== blocks) return;
    if (write.pair !== at) return this.#violated('J1', `write ${write.stamp} to ${this.#pairs[write.pair]!.pvol} is restored to ${volume}`);
    const first = this.#writes.firstUnrestored();
    if (first !== null && first.sequence < write.sequence)
      this.#violated('J2', `entry ${write.sequence} is restored to ${volume}, but entry ${first.sequence} is not`);
    const earlier = this.#writes.firstAcknowledgedUnrestored();
    if (earlier !== null && earlier !== write && earlier.acknowledged < write.issued)
      this.#violated('J1', `${volume} holds write ${write.stamp}; write ${earlier.stamp}, acknowledged before it was issued, is missing`);
    this.#writes.restored(write);
  }

  recorded(subject: string, event: string, _from: string, to: string): void {
    if (this.#links.includes(subject)) this.#linkChanged(subject, event);
    const pair = this.#pairs.find(({ name }) => name === subject);
    if (pair === undefined || to === '' || to === pair.state) return;
    if (event === 'begins' || event === 'paircreate') this.#paired(pair, event);
    if (event === 'path-watch-time' && this.#seen.clock.now - this.#cutSince < this.#pathWatchTime)
      this.#violated(
        'J11',
        `${subject} is suspended ${((this.#seen.clock.now - this.#cutSince) / 1e9).toFixed(3)} s after the paths were lost`,
      );
    if (JOURNALING.includes(to) !== JOURNALING.includes(pair.state)) pair.epoch++;
    if (to === 'PFUL' || to === 'PFUS') this.#highWater = true;
    if (to === 'COPY') pair.restored.unusable();
    else if (IN_STEP.includes(to) && !IN_STEP.includes(pair.state)) pair.restored.usable(pair.found);
    pair.state = to;
    if (!JOURNALING.includes(to) && to !== 'Suspending') this.#writes.drop(this.#pairs.indexOf(pair));
  }

  end(): void {
    this.#checkAcknowledged();
    if (this.#writes.underWay) return;
    for (const pair of this.#pairs) if (pair.certain && IN_STEP.includes(pair.state)) this.#checkEqual(pair);
  }

  /** When the run begins in this state the S-VOL has been made equal; else it holds what it held. */
  #paired(pair: WatchedPair, event: string): void {
    const medium = this.#seen.medium(pair.svol);
    medium.reread();
    pair.found.copyFrom(event === 'begins' ? medium.contents : pair.restored.contents);
    pair.pairedSince = this.#seen.clock.now;
  }

  /** A host write to an S-VOL: refused while it is paired. */
  #secondaryWritten(io: HostIo, status: Status): void {
    const pair = this.#pairs.find(({ svol }) => svol === io.volume);
    if (pair !== undefined && pair.state !== 'SMPL' && pair.pairedSince < io.issued && status === Status.Good)
      this.#violated('J1', `${io} is accepted, though the volume is an S-VOL`);
  }

  #linkChanged(link: string, event: string): void {
    if (event === 'repair') {
      this.#checkAcknowledged();
      this.#down.delete(link);
      this.#cutSince = Infinity;
    } else if (event === 'fail') {
      this.#down.add(link);
      if (this.#down.size < this.#links.length) return;
      this.#cutSince = this.#seen.clock.now;
      this.#highWater = this.#pairs.some(({ state }) => state === 'PFUL');
    }
  }

  /** J8: what became an entry during the cut has been acknowledged. */
  #checkAcknowledged(): void {
    if (this.#cutSince === Infinity || this.#highWater || this.#hostsShare) return;
    const late = this.#writes.waitingSince(this.#cutSince, this.#seen.clock.now - GRACE);
    if (late !== undefined)
      this.#violated('J8', `write ${late.stamp} became entry ${late.sequence} while all paths were lost, and its host still waits`);
  }

  /** J6. */
  #checkEqual({ pvol, svol, wanted, found }: WatchedPair): void {
    const block = wanted.firstDifference(found, 0, wanted.blocks);
    if (block >= 0) this.#violated('J6', `from block ${block} ${svol} holds ${found.stampAt(block)}, and ${pvol} ${wanted.stampAt(block)}`);
  }

  #violated(invariant: Invariant, details: string): void {
    this.#seen.log.add(invariant, `${this.#group}: ${details}`);
  }
}

function rangeOf({ block, blocks }: Write): string {
  return blocksText(block, block + blocks);
}
