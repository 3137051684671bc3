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
    this.#learn(manager, position);
    this.#rangesSince++;
    const due = this.#cluster.kernel.now - this.#publishedAt >= values.fence_notify_interval;
    if (due || this.#rangesSince >= values.fence_notify_ranges) this.#publish(manager);
  }

  /** A node takes over: the fence begins at `start`. @param acknowledged called when copying may go on */
  takeOver(manager: ClusterNode, start: number, acknowledged: () => void): void {
    this.position = start;
    this.generation++;
    if (this.#current) this.#cluster.fences.fenceTakenOver(this.#operation.set.name, manager.name, start);
    this.#adopt(manager, start, this.generation);
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

  /** A node has crashed, or given up the set: it knows nothing any more, and nobody waits for its message. */
  forget(unit: VirtualUnit): void {
    this.#learn(unit.node, 0);
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
    const { set } = this.#operation;
    this.began();
    if (this.#current) this.#cluster.fences.fencePublished(set.name, manager.name, this.position);
    for (const { open, node } of set.units) if (open && node !== manager) this.#tell(manager, node);
  }

  #tell(from: ClusterNode, to: ClusterNode): void {
    const position = this.told[from.index]!;
    const generation = this.generation;
    this.#cluster.message(from, to, () => {
      const known = this.#known[to.index]!;
      if (!this.#operation.set.rules.isCurrent(generation, known)) return;
      // News that later ones have overtaken would set the node back.
      if (generation !== known || position > this.toldTo(to)) this.#learn(to, position);
    });
  }

  #demand(manager: ClusterNode, unit: VirtualUnit, start: number): void {
    const { generation } = this;
    // Of the manager, and of a node that is gone, only writes count: controllers may still work on some from before a crash.
    if (!unit.open || unit.node === manager) return this.#awaitEnd(unit, generation);
    this.#cluster.message(manager, unit.node, () => {
      const known = this.#known[unit.node.index]!;
      if (generation < known) return;
      // Asked once more: what it has been told since the first time still counts.
      if (generation > known || start > this.toldTo(unit.node)) this.#adopt(unit.node, start, generation);
      unit.writes.turn(() => this.#cluster.message(unit.node, manager, () => this.#acknowledge(unit.node, generation)));
    });
  }

  #awaitEnd(unit: VirtualUnit, generation: number): void {
    unit.writes.turn(() => this.#acknowledge(unit.node, generation));
  }

  #adopt(node: ClusterNode, start: number, generation: number): void {
    this.#learn(node, start);
    this.#known[node.index] = generation;
  }

  #learn(node: ClusterNode, position: number): void {
    this.told[node.index] = position;
    if (this.#current) this.#cluster.fences.fenceTold(this.#operation.set.name, node.name, position);
  }

  /** It is the fence of the copy that the set is at: what is still on its way for an earlier one means nothing. */
  get #current(): boolean {
    return this.#operation.set.operations[0] === this.#operation;
  }

  #acknowledge(node: ClusterNode, generation: number): void {
    if (generation !== this.generation) return;
    if (this.#current) this.#cluster.fences.fenceAcknowledged(this.#operation.set.name, node.name);
    this.#awaited.delete(node.index);
    this.#goOn();
  }

  #goOn(): void {
    const goOn = this.#whenAcknowledged;
    if (goOn === null || this.#awaited.size > 0) return;
    this.#whenAcknowledged = null;
    goOn();
  }
}
