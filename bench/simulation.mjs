/**
 * What one disk I/O costs in a whole simulation: `node bench/simulation.mjs [--trace FILE] [--rounds COUNT] [--memory]`.
 *
 * A two-member shadow set on two arrays under hosts' I/Os. Measured is the difference between 1 and 2 million disk I/Os
 * (user CPU of the simulation alone: no twin, no reading of files, no report), in yardstick events: half the time that
 * the C++ yardstick takes for a customer of W1, measured in between. With `--memory`: the peak memory of runs of 1 and 10
 * million I/Os.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compile } from './compile.mjs';
import { median } from './median.mjs';
import { KINDS } from './simulation-kinds.mjs';

const MILLION = 1e6;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values } = parseArgs({
  options: {
    trace: { type: 'string', default: here('../scenarios/data/afternoon.vscsi.gz') },
    rounds: { type: 'string', default: '3' },
    memory: { type: 'boolean', default: false },
  },
});

const simulate = (kind, ...sizes) =>
  JSON.parse(
    execFileSync(process.execPath, [here('measure-simulation.mjs'), kind, values.trace, ...sizes.map(String)], { encoding: 'utf8' }),
  );

function time(program) {
  console.log('I/Os             ns per disk I/O   yardstick events   kernel events');
  const yardstick = () => (program === null ? NaN : JSON.parse(execFileSync(program, ['W1', '1', '1000000'])).nsPerOperation / 2);
  for (const kind of Object.keys(KINDS)) {
    const rounds = Array.from({ length: Number(values.rounds) }, () => {
      const before = yardstick();
      const [small, large] = simulate(kind, MILLION, 2 * MILLION);
      const ns = (large.ns - small.ns) / (large.diskIos - small.diskIos);
      return { ns, events: (2 * ns) / (before + yardstick()), kernel: large.events / large.diskIos };
    });
    const of = (what) => median(rounds.map((round) => round[what]));
    console.log(
      kind.padEnd(12),
      of('ns').toFixed(0).padStart(19),
      of('events').toFixed(1).padStart(18),
      of('kernel').toFixed(2).padStart(15),
    );
  }
}

function memory() {
  console.log('I/Os           peak memory, MB: 1 million, 10 million disk I/Os');
  for (const kind of Object.keys(KINDS)) {
    const peaks = [MILLION, 10 * MILLION].map((size) => simulate(kind, size)[0].peak);
    console.log(kind.padEnd(12), ...peaks.map((peak) => (peak / 1e6).toFixed(0).padStart(20)));
  }
}

const folder = mkdtempSync(join(tmpdir(), 'copyfence-bench-'));
try {
  if (values.memory) memory();
  else time(compile(folder));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
