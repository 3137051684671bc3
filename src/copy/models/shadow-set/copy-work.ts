import type { Alarms } from '../../alarms.ts';
import type { Cluster, ClusterNode } from '../../surroundings.ts';
import type { CopyOperation } from './copy-operation.ts';
import { CopyThread } from './copy-thread.ts';
import { State } from './life-table.ts';
import type { Rules } from './rules.ts';
import { Rundown } from './rundown.ts';
import type { VirtualUnit } from './virtual-unit.ts';

/** A copy that no node carries on. */
interface Pending {
  readonly operation: CopyOperation;
  /** When the wait of each node is over, in ns; by the node's index. */
  readonly ready: Float64Array;
  /** It has been said that it waits for I/Os from before. */
  waits: boolean;
}

/**
 * Who runs the copies. When a copy becomes pending, each node waits SHADOW_REC_DLY and SHADOW_PSM_RDLY for every
 * served member. The node whose wait ends first and that has a thread free (SHADOW_MAX_COPY, over all sets) takes the
 * cluster-wide lock and manages the copy; of two at one instant the one that stands first in the scenario. Of several
 * sets that wait for a thread the one with the highest priority goes first, then the one that became pending first.
 * A copy to a disk that has been in a set before waits, without a thread, until the I/Os of that time have ended.
 */
export class CopyWork {
  readonly rundown = new Rundown(() => this.consider());
  readonly #cluster: Cluster;
  readonly #rules: Rules;
  readonly #alarms: Alarms;
  readonly #threads: Int32Array;
  #pending: Pending[] = [];

  constructor(cluster: Cluster, rules: Rules, alarms: Alarms) {
    this.#cluster = cluster;
    this.#rules = rules;
    this.#alarms = alarms;
    this.#threads = new Int32Array(cluster.nodes.length);
  }

  /** Copy threads that a node has in use. */
  threadsOf(node: ClusterNode): number {
    return this.#threads[node.index]!;
  }

  isPending(operation: CopyOperation): boolean {
    return this.#pending.some((one) => one.operation === operation);
  }

  /** The targets of a copy to which I/Os from before they came are under way, in words; '' if there is none. */
  runningDown({ targets }: CopyOperation): string {
    if (!this.#rules.awaitsRundown()) return '';
    return targets
      .filter(({ disk }) => this.rundown.awaits(disk))
      .map(({ disk }) => disk.name)
      .join(' and ');
  }

  /** A copy waits for a node. */
  pend(operation: CopyOperation): void {
    if (operation.canceled || this.isPending(operation)) return;
    const pending = { operation, ready: new Float64Array(this.#cluster.nodes.length).fill(Number.POSITIVE_INFINITY), waits: false };
    this.#pending.push(pending);
    for (const unit of operation.set.units) if (unit.open) this.#wait(pending, unit);
  }

  /** There is nothing to copy to any more. */
  cancel(operation: CopyOperation): void {
    this.#pending = this.#pending.filter((one) => one.operation !== operation);
    operation.fence.cancelTakeOver();
    if (operation.thread !== null && !operation.thread.begun) this.#release(operation.thread);
  }

  /** A node has mounted the set: it waits with the others. */
  joined(unit: VirtualUnit): void {
    for (const pending of this.#pending) if (pending.operation.set.units.includes(unit)) this.#wait(pending, unit);
  }

  /** A node that had the set mounted has crashed. Its copy is pending again when the others have reconfigured the cluster. */
  left(unit: VirtualUnit): void {
    for (const { operation, ready } of this.#pending)
      if (operation.set.units.includes(unit)) ready[unit.node.index] = Number.POSITIVE_INFINITY;
    const { set } = unit;
    const operation = set.operations[0];
    if (operation === undefined || operation.manager !== unit.node) return;
    this.#giveUp(operation, `${unit.node.name} has crashed`);
    this.#alarms.set(set.values.cluster_reconfiguration, () => this.pend(operation));
  }

  /** Something has changed: takes up whatever can be taken up now. */
  consider(): void {
    for (let next = this.#best(); next !== null; next = this.#best()) {
      const { operation } = next.pending;
      this.#pending = this.#pending.filter((one) => one !== next!.pending);
      this.#take(operation, next.unit);
    }
  }

  #wait(pending: Pending, unit: VirtualUnit): void {
    const delay = this.#rules.recoveryDelay(unit.node, unit.set.members);
    pending.ready[unit.node.index] = this.#cluster.kernel.now + delay;
    this.#alarms.set(delay, () => this.consider());
  }

  #best(): { pending: Pending; unit: VirtualUnit } | null {
    let best: { pending: Pending; unit: VirtualUnit } | null = null;
    for (const pending of this.#pending) {
      const { set, thread } = pending.operation;
      if (set.priority === 0 || thread !== null) continue;
      if (best !== null && set.priority <= best.pending.operation.set.priority) continue;
      const unit = this.#unitFor(pending);
      if (unit !== null && !this.#awaitsRundown(pending)) best = { pending, unit };
    }
    return best;
  }

  /** Says so the first time: but for this the copy could begin. */
  #awaitsRundown(pending: Pending): boolean {
    const busy = this.runningDown(pending.operation);
    if (busy !== '' && !pending.waits) pending.operation.set.life.go('copy-waits', `I/Os from before are under way to ${busy}`);
    if (busy !== '') pending.waits = true;
    return busy !== '';
  }

  #unitFor({ operation, ready }: Pending): VirtualUnit | null {
    const { now } = this.#cluster.kernel;
    let first: VirtualUnit | null = null;
    for (const unit of operation.set.units) {
      const { index } = unit.node;
      if (!unit.open || unit.verifying || ready[index]! > now || !this.#rules.hasThreadFree(unit.node, this.#threads[index]!)) continue;
      if (first === null || ready[index]! < ready[first.node.index]!) first = unit;
    }
    return first;
  }

  #take(operation: CopyOperation, unit: VirtualUnit): void {
    const { node } = unit;
    const thread = new CopyThread(operation, unit, () => this.#ended(thread));
    this.#threads[node.index]!++;
    operation.thread = thread;
    operation.manager = node;
    if (!operation.begun) return this.#begin(thread, 'copy-begun');
    operation.fence.takeOver(node, this.#rules.startingFence(operation, node), () => this.#begin(thread, 'copy-continued'));
  }

  #begin(thread: CopyThread, event: string): void {
    const { operation, node } = thread;
    const { set, fence } = operation;
    operation.begun = true;
    operation.since = this.#cluster.kernel.now;
    operation.from = fence.position;
    operation.ranges.restart(fence.position);
    fence.began();
    operation.assist.evaluate(node);
    set.life.go(event, `${node.name} copies to ${operation} from block ${fence.position}`, State.Copying);
    thread.begin(this.#cluster.ios);
  }

  #ended(thread: CopyThread): void {
    const { operation, node } = thread;
    this.#release(thread);
    if (!operation.canceled && operation.manager === node) {
      if (this.#rules.isComplete(operation)) operation.set.completed(operation);
      else {
        this.#giveUp(operation, `${node.name} has no access to the set`);
        this.pend(operation);
      }
    }
    this.consider();
  }

  #giveUp(operation: CopyOperation, cause: string): void {
    const { set, thread } = operation;
    operation.manager = null;
    operation.fence.cancelTakeOver();
    if (thread !== null && !thread.begun) this.#release(thread);
    if (set.life.state === State.Copying) set.life.go('copy-canceled', cause, State.CopyPending);
  }

  #release(thread: CopyThread): void {
    const { operation, node } = thread;
    this.#threads[node.index]!--;
    operation.assist.stop();
    operation.thread = null;
  }
}
