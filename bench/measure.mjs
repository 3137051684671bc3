/**
 * Measures one workload: `node bench/measure.mjs INDEX`. Prints user CPU time per operation and the check value.
 *
 * Two smaller runs come first, so that what is measured is compiled code, as in a long run.
 */
import { WORKLOADS } from './workloads/index.mjs';

const WARM_UP_SEEDS = [7, 8];
const WARM_UP_N = 100_000;
const WARM_UP_PART = 0.3;

const kernel = (name) => import(`../dist/kernel/${name}.js`);
const names = ['kernel', 'random', 'io-pool', 'station', 'process'];
const kit = Object.assign({}, ...(await Promise.all(names.map(kernel))));

function run({ n, operations, Model }, seed) {
  const model = new Model(kit, n, operations, seed);
  model.prepare();
  const before = process.cpuUsage().user;
  model.run();
  const user = process.cpuUsage().user - before;
  return { nsPerOperation: (user * 1000) / operations, check: model.check(), fingerprint: model.kernel.fingerprint };
}

const workload = WORKLOADS[Number(process.argv[2])];
for (const seed of WARM_UP_SEEDS)
  run({ ...workload, n: Math.min(workload.n, WARM_UP_N), operations: workload.operations * WARM_UP_PART }, seed);
console.log(JSON.stringify(run(workload, 1)));
