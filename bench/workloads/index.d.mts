import type { IoPool } from '../../src/kernel/io-pool.ts';
import type { Kernel } from '../../src/kernel/kernel.ts';
import type { Process } from '../../src/kernel/process.ts';
import type { Random } from '../../src/kernel/random.ts';
import type { Station } from '../../src/kernel/station.ts';

/** The classes of the kernel that is measured. */
export interface Kit {
  Kernel: typeof Kernel;
  Random: typeof Random;
  IoPool: typeof IoPool;
  Station: typeof Station;
  Process: typeof Process;
}

/** One run of a workload. */
export interface Model {
  readonly kernel: Kernel;
  /** What is not measured: the first events, and what settles. */
  prepare(): void;
  run(): void;
  /** What must come out like that of the yardstick. */
  check(): number;
}

export interface Workload {
  readonly workload: string;
  readonly yardstick: string;
  readonly n: number;
  readonly operations: number;
  readonly Model: new (kit: Kit, n: number, operations: number, seed?: number) => Model;
}

export const WORKLOADS: readonly Workload[];
