import type { FenceObserver } from '../../storage/observer.ts';
import type { ViolationLog } from '../violation.ts';

/**
 * V5 of one shadow set, from what its nodes tell each other:
 *
 *   - what the managing node publishes never goes back, and is copied;
 *   - the fence that a node goes by never goes back, but for a take-over, or when the node has crashed and knows nothing;
 *   - a node takes over at the fence that it was told last;
 *   - it goes on when all nodes that went by any fence have acknowledged, and none of them is ahead of it.
 */
export class FenceRules implements FenceObserver {
  /** The copy cannot be farther than this block, as the media show. */
  possible = 0;
  readonly #log: ViolationLog;
  readonly #set: string;
  /** The fence that each node goes by. */
  readonly #told = new Map<string, number>();
  /** Nodes that have not acknowledged the take-over yet. */
  readonly #awaited = new Set<string>();
  #published = 0;
  #takenOver: { readonly node: string; readonly block: number } | null = null;

  constructor(log: ViolationLog, set: string) {
    this.#log = log;
    this.#set = set;
  }

  /** A copy begins at the first block: nobody has been told anything of it. */
  begins(): void {
    this.#told.clear();
    this.#awaited.clear();
    this.#published = 0;
    this.#takenOver = null;
  }

  /** A node goes on with the copy that it has taken over. */
  goesOn(node: string, from: number): void {
    if (this.#takenOver?.node !== node || this.#takenOver.block !== from)
      this.#violated(`${node} goes on at block ${from}, but did not take over there`);
    if (this.#awaited.size > 0) this.#violated(`${node} goes on before ${[...this.#awaited].join(', ')} acknowledged`);
    for (const [other, block] of this.#told)
      if (block > from) this.#violated(`${node} goes on at block ${from}, but ${other} goes by the fence at ${block}`);
  }

  fencePublished(_set: string, manager: string, block: number): void {
    if (block < this.#published) this.#violated(`${manager} publishes block ${block} after ${this.#published}`);
    this.#published = block;
    this.#expectCopied(`${manager} publishes`, block);
  }

  fenceTold(_set: string, node: string, block: number): void {
    const before = this.#told.get(node) ?? 0;
    this.#told.set(node, block);
    if (block > before) this.#expectCopied(`${node} goes by`, block);
    else if (block < before && block > 0 && !this.#awaited.has(node))
      this.#violated(`${node} goes back from the fence at ${before} to ${block}`);
  }

  fenceTakenOver(_set: string, manager: string, block: number): void {
    const told = this.#told.get(manager) ?? 0;
    if (block !== told) this.#violated(`${manager} takes over at block ${block}, but was told ${told} last`);
    for (const [node, fence] of this.#told) if (fence > 0) this.#awaited.add(node);
    this.#takenOver = { node: manager, block };
    this.#published = block;
  }

  fenceAcknowledged(_set: string, node: string): void {
    this.#awaited.delete(node);
  }

  #expectCopied(what: string, block: number): void {
    if (block > this.possible) this.#violated(`${what} the fence at ${block}, but only ${this.possible} blocks are copied`);
  }

  #violated(text: string): void {
    this.#log.add('V5', `${this.#set}: ${text}`);
  }
}
