/** The scenario of `simulation.mjs` with a workload called `load`. */
export const scenario = (load) => `
scenario: bench
run: {from: 00:00, to: load.end, replications: 1, interval: 1 h, give_up: 100 d}
arrays:
  a: {preset: hsj50, drive: cheetah-9lp}
  b: {preset: hsj50, drive: cheetah-9lp}
links:
  san: {preset: fc-1g, between: [vms, a, b]}
hosts:
  vms: {preset: openvms-7.3, nodes: 2}
volumes:
  d1: {pool: a}
  d2: {pool: b}
workloads:
  load: {volumes: dsa, ${load}}
copies:
  dsa: {kind: shadow-set, members: [d1, d2]}
`;

const KIB_PER_IO = 8;

/** The workload for about so many host I/Os. `requests` is how many the trace has. */
export const KINDS = {
  closed: (ios) => `clients: 8, read: 67 %, size: ${KIB_PER_IO} KiB, work: ${ios * KIB_PER_IO} KiB`,
  open: (ios) => `rate: 80 IOPS, read: 67 %, size: ${KIB_PER_IO} KiB, work: ${ios * KIB_PER_IO} KiB`,
  replay: (ios, trace, requests) => `trace: {file: ${trace}, time_scale: 20, loops: ${Math.ceil(ios / requests)}}`,
  // At the recorded pace the bursts of a busy trace leave tens of thousands of I/Os waiting for two drives.
  'replay, crowded': (ios, trace, requests) => `trace: {file: ${trace}, loops: ${Math.ceil(ios / requests)}}`,
};
