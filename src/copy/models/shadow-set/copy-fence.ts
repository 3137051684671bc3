import type { Cluster, ClusterNode } from '../../surroundings.ts';
import type { CopyOperation } from './copy-operation.ts';
import type { VirtualUnit } from './virtual-unit.ts';

/**
 * The copy fence: "a logical barrier that moves across the disk, separating the copied and uncopied LBN areas". The
 * managing node knows it precisely and tells the other nodes periodically.
 *
 *     manager A     ├──── copied ────┤ position
 *     node B        ├─ told ─┤ ◄── message ──
 *
 * When another node takes over, all nodes take over its fence before copying goes on. A node acknowledges when the
 * writes that it judged by an older fence have ended: one of them might still be on its way to a source member after
 * the range has been copied and compared once more.
 */
export class CopyFence {
  /** Blocks that are done, as the manager knows. */
  position = 0;
  /** Counts the take-overs. */
  generation = 0;
  /** The fence as each node knows it, by the node's index. */
  readonly told: Float64Array;
  /** The generation that each node knows. */
  readonly #known: Int32Array;
  readonly #operation: CopyOperation;
  readonly #cluster: Cluster;
  #publishedAt = 0;
  #rangesSince = 0;
  readonly #awaited = new Set<number>();
  #whenAcknowledged: (() => void) | null = null;

  constructor(operation: CopyOperation, cluster: Cluster) {
    this.#operation = operation;
    this.#cluster = cluster;
    this.told = new Float64Array(cluster.nodes.length);
    this.#known = new Int32Array(cluster.nodes.length);
  }

  toldTo(node: ClusterNode): number {
    return this.told[node.index]!;
  }

  /** A range is done: the fence is at `position` now. */
  moveTo(position: number, manager: ClusterNode): void {
    const { values } = this.#operation.set;
    this.position = position;
    this.told[manager.index] = position;
    this.#rangesSince++;
    const due = this.#cluster.kernel.now - this.#publishedAt >= values.fence_notify_interval;
    if (due || this.#rangesSince >= values.fence_notify_ranges) this.#publish(manager);
  }

  /** A node takes over: the fence begins at `start`. @param acknowledged called when copying may go on */
  takeOver(manager: ClusterNode, start: number, acknowledged: () => void): void {
    this.position = start;
    this.generation++;
    this.#adopt(manager.index, start, this.generation);
    this.began();
    this.#awaited.clear();
    this.#whenAcknowledged = acknowledged;
    if (this.#operation.set.rules.awaitsAcknowledgement()) {
      const { units } = this.#operation.set;
      for (const unit of units) this.#awaited.add(unit.node.index);
      for (const unit of units) this.#demand(manager, unit, start);
    }
    this.#goOn();
  }

  /** The node that was taking over is gone itself. */
  cancelTakeOver(): void {
    this.#awaited.clear();
    this.#whenAcknowledged = null;
  }

  /** Messages may have been lost with a link: asks again. */
  remind(manager: ClusterNode): void {
    for (const unit of this.#operation.set.units) if (this.#awaited.has(unit.node.index)) this.#demand(manager, unit, this.position);
  }

  /** Copying begins: the time to the next publication counts from here. */
  began(): void {
    this.#publishedAt = this.#cluster.kernel.now;
    this.#rangesSince = 0;
  }

  /** A node has crashed or left: it knows nothing any more, and nobody waits for its message. */
  forget(unit: VirtualUnit): void {
    this.told[unit.node.index] = 0;
    if (this.#awaited.has(unit.node.index)) this.#awaitEnd(unit, this.generation);
  }

  /** A node has mounted the set: somebody who knows the fence tells it. */
  inform(unit: VirtualUnit): void {
    this.#known[unit.node.index] = this.generation;
    const { manager, set } = this.#operation;
    const knows = manager ?? set.units.find(({ open, node }) => open && node !== unit.node)?.node;
    if (knows !== undefined && knows !== unit.node) this.#tell(knows, unit.node);
  }

  #publish(manager: ClusterNode): void {
    this.began();
    for (const { open, node } of this.#operation.set.units) if (open && node !== manager) this.#tell(manager, node);
  }

  #tell(from: ClusterNode, to: ClusterNode): void {
    const position = this.told[from.index]!;
    const generation = this.generation;
    this.#cluster.message(from, to, () => {
      if (this.#operation.set.rules.isCurrent(generation, this.#known[to.index]!)) this.told[to.index] = position;
    });
  }

  #demand(manager: ClusterNode, unit: VirtualUnit, start: number): void {
    const { generation } = this;
    // Of the manager, and of a node that is gone, only writes count: controllers may still work on some from before a crash.
    if (!unit.open || unit.node === manager) return this.#awaitEnd(unit, generation);
    this.#cluster.message(manager, unit.node, () => {
      if (generation < this.#known[unit.node.index]!) return;
      this.#adopt(unit.node.index, start, generation);
      unit.writes.turn(() => this.#cluster.message(unit.node, manager, () => this.#acknowledge(unit.node.index, generation)));
    });
  }

  #awaitEnd(unit: VirtualUnit, generation: number): void {
    unit.writes.turn(() => this.#acknowledge(unit.node.index, generation));
  }

  #adopt(node: number, start: number, generation: number): void {
    this.told[node] = start;
    this.#known[node] = generation;
  }

  #acknowledge(node: number, generation: number): void {
    if (generation !== this.generation) return;
    this.#awaited.delete(node);
    this.#goOn();
  }

  #goOn(): void {
    const goOn = this.#whenAcknowledged;
    if (goOn === null || this.#awaited.size > 0) return;
    this.#whenAcknowledged = null;
    goOn();
  }
}
