/**
 * The event kernel beside a yardstick: `npm run bench -- [--json] [--workload NAME]... [--rounds COUNT]`.
 *
 * The yardstick is the same workload in C++ on std::priority_queue (yardstick.cpp), compiled if there is a compiler.
 * Each workload runs in a process of its own, kernel and yardstick in turn, `rounds` times; medians of user CPU time
 * are compared. The check values show that both saw the same trajectory.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compile } from './compile.mjs';
import { median } from './median.mjs';
import { WORKLOADS } from './workloads/index.mjs';

/** Instants are whole nanoseconds here and doubles in the yardstick. */
const CHECK_TOLERANCE = 1e-5;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

function options() {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      workload: { type: 'string', multiple: true },
      rounds: { type: 'string', default: '5' },
    },
  });
  const known = new Set(WORKLOADS.map(({ workload }) => workload));
  const unknown = (values.workload ?? []).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`unknown workload ${unknown.join(', ')}; there are ${[...known].join(', ')}`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds takes a whole number from 1, not ${values.rounds}`);
  return { json: values.json, rounds, chosen: new Set(values.workload ?? known) };
}

function run(program, args) {
  return JSON.parse(execFileSync(program, args, { encoding: 'utf8' }));
}

function measureAll({ rounds, chosen }, program) {
  const rows = [];
  for (const [index, workload] of WORKLOADS.entries()) {
    if (!chosen.has(workload.workload)) continue;
    const kernel = [];
    const yardstick = [];
    for (let round = 0; round < rounds; round++) {
      kernel.push(run(process.execPath, [here('measure.mjs'), String(index)]));
      if (program !== null) yardstick.push(run(program, [workload.yardstick, String(workload.n), String(workload.operations)]));
    }
    rows.push(compare(workload, kernel, yardstick));
    if (process.stderr.isTTY) process.stderr.write(`${workload.workload} ${workload.n}\n`);
  }
  return rows;
}

function compare({ workload, n }, kernel, yardstick) {
  const ns = median(kernel.map((one) => one.nsPerOperation));
  const yardstickNs = yardstick.length === 0 ? null : median(yardstick.map((one) => one.nsPerOperation));
  const [{ check, fingerprint }] = kernel;
  if (kernel.some((one) => one.fingerprint !== fingerprint)) throw new Error(`${workload} ${n}: two runs differ`);
  for (const one of yardstick)
    if (Math.abs(one.check - check) > CHECK_TOLERANCE * check)
      throw new Error(`${workload} ${n}: ${check} here, ${one.check} in the yardstick`);
  return {
    workload,
    n,
    ns_per_op: Number(ns.toFixed(1)),
    yardstick_ns_per_op: yardstickNs === null ? null : Number(yardstickNs.toFixed(1)),
    ratio: yardstickNs === null ? null : Number((ns / yardstickNs).toFixed(2)),
    check: Number(check.toFixed(6)),
  };
}

function table(rows) {
  const cells = rows.map((row) =>
    [row.workload, row.n, row.ns_per_op, row.yardstick_ns_per_op ?? '-', row.ratio ?? '-', row.check].map(String),
  );
  const lines = [['workload', 'n', 'ns/op', 'yardstick', 'ratio', 'check'], ...cells];
  return lines.map(([name, ...numbers]) => name.padEnd(12) + numbers.map((text) => text.padStart(15)).join('')).join('\n');
}

const folder = mkdtempSync(join(tmpdir(), 'copyfence-bench-'));
try {
  if (!existsSync(here('../dist/kernel/kernel.js'))) throw new Error('the program is not built: npm run build');
  const chosen = options();
  const rows = measureAll(chosen, compile(folder));
  console.log(chosen.json ? JSON.stringify(rows, null, 2) : table(rows));
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
