import type { Io } from './io.ts';
import type { IoPool } from './io-pool.ts';
import { Op, State, Status } from './io-words.ts';
import type { Owner, WaitingPlace } from './owner.ts';
import type { Payload } from './payload.ts';

/**
 * What is known of an I/O on its visit to a layer, and where it has spent its time.
 *
 * With thousands of I/Os in flight the time goes into fetching them from memory; so a visit is small, and what a
 * waiting place and the ready ring touch comes first and lies together. Fields that hold doubles begin with one half:
 * the engine then keeps doubles in them without boxing each.
 */
export abstract class Visit {
  owner: Owner;
  state: State = State.Idle;
  /** Children that it waits for. */
  pending = 0;
  step = 0;
  /** Its entries in the ready ring; the last one counts. */
  entries = 0;
  /** Whether it is being aborted, and its owner has been told. */
  abortion = 0;
  /** The instant from which time is not accounted for yet; belongs to the waiting place. */
  since = 0.5;
  /** Service demand in ns at the station where it waits; in general a number that belongs to the waiting place. */
  demand = 0.5;
  /** The place where it waits, or which has just let it go. */
  waitingAt: WaitingPlace | null = null;
  /** Changes when the visit ends or is aborted: a late release with an old ticket is ignored. */
  ticket = 0;
  /** Link of the queue in which the I/O waits; belongs to that queue. */
  next: Io | null = null;
  readonly pool: IoPool;
  readonly id: number;
  /** Whose work it is (an index that the model defines); inherited by children. Utilisation is reported by cause. */
  cause = 0;
  /** For the owner's use; 0 at the beginning of a visit. Whole numbers, of 32 bits where the I/O goes down to another layer: frames keep no more. */
  a = 0;
  b = 0;
  op: Op = Op.Read;
  /** The instant at which the visit began. */
  began = 0.5;
  /** First block, in blocks of 512 bytes. */
  block = 0.5;
  /** Length in blocks of 512 bytes. */
  blocks = 0;
  /** The worst status of the children that were started last, or the status of the layer below that it has been to. */
  outcome: Status = Status.Good;
  status: Status = Status.Good;
  /** Where its residence times begin in `ResidenceRows.times`: rows go over from the last child to its parent. */
  row: number;
  /** The categories in which it has spent time, as bits. */
  touched = 0;
  /** How many layers above it has come down from itself. */
  depth = 0;
  parent: Io | null = null;
  parentTicket = 0;
  /** What is read or written; shared by reference down the tree. */
  payload: Payload | null = null;
  /** Higher goes first, at stations whose discipline looks at it; inherited by children. */
  priority = 0;

  constructor(pool: IoPool, id: number, owner: Owner) {
    this.owner = owner;
    this.pool = pool;
    this.id = id;
    this.row = pool.rows.beginOf(id);
  }

  /** It has spent so many ns in a category. */
  spend(ns: number, category: number): void {
    if (ns === 0) return;
    const { times } = this.pool.rows;
    const bit = 1 << category;
    if ((this.touched & bit) !== 0) times[this.row + category]! += ns;
    else {
      this.touched |= bit;
      times[this.row + category] = ns;
    }
  }

  /** The time since `since` counts in a category. */
  elapse(category: number): void {
    this.spend(this.pool.kernel.now - this.since, category);
  }

  /** Time in ns spent so far in a category. */
  spentIn(category: number): number {
    return (this.touched & (1 << category)) === 0 ? 0 : this.pool.rows.times[this.row + category]!;
  }

  /** Time in ns spent so far in each category: a copy, to look at. */
  get residence(): readonly number[] {
    return Array.from({ length: this.pool.rows.categories }, (_, category) => this.spentIn(category));
  }

  /** Of parallel children the residence times of the last to finish count: they go over to the parent. */
  protected handOver(parent: Io): void {
    if (parent.touched === 0) {
      const { row } = parent;
      parent.row = this.row;
      this.row = row;
    } else this.pool.rows.add(this.row, this.touched, parent.row, parent.touched);
    parent.touched |= this.touched;
  }
}
