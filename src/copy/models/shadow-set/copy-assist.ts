import type { ClusterNode, MemberDisk } from '../../surroundings.ts';
import type { CopyOperation } from './copy-operation.ts';
import type { Member } from './member.ts';
import type { ShadowSet } from './shadow-set.ts';

/** The first version that knows assisted copies. */
const FIRST_VERSION = [5, 5, 2];

/** Connections for disk-copy-data commands that are in use, by controller. */
export type Connections = Map<string, number>;

/**
 * Whether the controller does a copy: "By default, the volume shadowing software (beginning with OpenVMS Version
 * 5.5-2) and the controller automatically enable the copy assist if the source and target disks are accessed through
 * the same HSC or HSJ controller." Looked at when a node takes up a copy, when a set is mounted or a member is added,
 * and when a node boots.
 */
export class CopyAssist {
  /** The member that the controller copies from; null: the copy is unassisted. */
  source: Member | null = null;
  /** Why it is assisted, or what stands against it. */
  reason = '';
  readonly #operation: CopyOperation;
  readonly #connections: Connections;

  constructor(operation: CopyOperation, connections: Connections) {
    this.#operation = operation;
    this.#connections = connections;
  }

  get active(): boolean {
    return this.source !== null;
  }

  /** Decides for the node that copies. */
  evaluate(node: ClusterNode): void {
    const { set, targets } = this.#operation;
    const controller = targets[0]!.disk.controller;
    const source = targets.length > 1 ? null : assistSource(set, targets[0]!.disk);
    if (this.source !== null && this.source === source && set.copyAssist === 'automatic') return;
    this.stop();
    const against = this.#against(node, source);
    if (against === '') {
      this.source = source;
      this.#connections.set(controller, (this.#connections.get(controller) ?? 0) + 1);
    }
    this.#announce(
      against === '' ? `assisted: ${source!.disk.name} and the target are on line to ${controller}` : `unassisted: ${against}`,
    );
  }

  /** A disk-copy-data command has failed: the rest is copied unassisted. */
  fallBack(): void {
    this.stop();
    this.#announce('unassisted: a disk-copy-data command has failed');
  }

  /** Gives the connection back. */
  stop(): void {
    if (this.source === null) return;
    const { controller } = this.source.disk;
    this.#connections.set(controller, this.#connections.get(controller)! - 1);
    this.source = null;
  }

  #announce(reason: string): void {
    if (reason === this.reason) return;
    this.reason = reason;
    this.#operation.set.life.go('copy-assist', reason);
  }

  /** What stands against an assisted copy; '' if nothing does. */
  #against(node: ClusterNode, source: Member | null): string {
    const { set, targets } = this.#operation;
    const { disk } = targets[0]!;
    if (set.copyAssist === 'disabled') return 'the copy assist is disabled';
    if (targets.length > 1) return 'two targets are copied in one pass';
    if (!isAtLeast(node.version, FIRST_VERSION)) return `OpenVMS ${node.version} of ${node.name} is older than 5.5-2`;
    if (source === null) return `${disk.name} and no source member are on line to the same controller`;
    if (!disk.copyAssist) return `${disk.controller} has no disk-copy-data commands`;
    const used = this.#connections.get(disk.controller) ?? 0;
    if (used >= disk.assistConnections)
      return `all ${disk.assistConnections} connections of ${disk.controller} for disk-copy-data commands are in use`;
    return '';
  }
}

/** The source member on line to the controller of the target; null if there is none. */
export function assistSource(set: ShadowSet, target: MemberDisk): Member | null {
  const candidates = set.copySource === null ? set.sources : [set.copySource];
  return candidates.find(({ disk }) => disk.controller === target.controller) ?? null;
}

/** Versions compare number by number: 5.5-1 < 5.5-2 < 6.0. */
export function isAtLeast(version: string, least: readonly number[]): boolean {
  const numbers = version.split(/\D+/).map(Number);
  for (let i = 0; i < least.length; i++) if ((numbers[i] ?? 0) !== least[i]!) return (numbers[i] ?? 0) > least[i]!;
  return true;
}
