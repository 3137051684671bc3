import { ClosedNetwork } from './closed-network.mjs';
import { Hold } from './hold.mjs';
import { Mm1 } from './mm1.mjs';
import { MachineNetwork, ProcessNetwork, StationNetwork } from './stations.mjs';
import { Timeouts } from './timeouts.mjs';

/** What is measured, with which size and how many operations; `yardstick` is the workload of the same draws in yardstick.cpp. */
export const WORKLOADS = [
  { workload: 'W1', yardstick: 'W1', n: 1_000_000, operations: 1_000_000, Model: Mm1 },
  { workload: 'W2', yardstick: 'W2', n: 10, operations: 2_000_000, Model: Hold },
  { workload: 'W2', yardstick: 'W2', n: 1000, operations: 2_000_000, Model: Hold },
  { workload: 'W2', yardstick: 'W2', n: 100_000, operations: 2_000_000, Model: Hold },
  { workload: 'W2', yardstick: 'W2', n: 1_000_000, operations: 2_000_000, Model: Hold },
  { workload: 'W3', yardstick: 'W3', n: 64, operations: 1_000_000, Model: ClosedNetwork },
  { workload: 'W4', yardstick: 'W4', n: 10_000, operations: 2_000_000, Model: Timeouts },
  { workload: 'W3-io', yardstick: 'W3-arrival', n: 64, operations: 1_000_000, Model: StationNetwork },
  { workload: 'W3-machine', yardstick: 'W3-arrival', n: 64, operations: 1_000_000, Model: MachineNetwork },
  { workload: 'W3-process', yardstick: 'W3-arrival', n: 64, operations: 1_000_000, Model: ProcessNetwork },
];
