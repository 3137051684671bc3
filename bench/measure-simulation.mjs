/**
 * Simulates one kind with about so many disk I/Os, one after the other: `node bench/measure-simulation.mjs KIND TRACE COUNT...`.
 * Prints for each: disk I/Os, kernel events, user CPU in ns, and the peak memory so far in bytes.
 */
import { resolve } from 'node:path';
import { tuneEngine } from '../dist/cli/engine.js';
import { models } from '../dist/copy/models/index.js';
import { driveNames } from '../dist/devices/disk/catalog.js';
import { loadCatalogue } from '../dist/devices/load-catalogue.js';
import { readScenario } from '../dist/scenario/read.js';
import { simulate } from '../dist/simulation/simulation.js';
import { loadTrace } from '../dist/simulation/trace-files.js';
import { KINDS, scenario as scenarioOf } from './simulation-kinds.mjs';

const [kind, file, ...counts] = process.argv.slice(2);
const trace = resolve(file);
const catalogue = loadCatalogue(driveNames());

tuneEngine();
const requests = loadTrace('.', trace).ops.length;

function run(hostIos) {
  const text = scenarioOf(KINDS[kind](hostIos, trace, requests));
  const { scenario, problems } = readScenario(text, { file: 'bench', set: [], models, catalogue });
  if (problems) throw new Error(problems.map(({ message }) => message).join('\n'));
  const before = process.cpuUsage().user;
  const { figures, windows, eventCount } = simulate(scenario, { replication: 1, audit: false, baseDir: '.' });
  const ns = 1000 * (process.cpuUsage().user - before);
  const rates = figures.filter((row) => row.metric === 'throughput' && row.phase === 'all' && ['d1', 'd2'].includes(row.subject));
  const diskIos = rates.reduce((sum, { value }) => sum + value, 0) * (windows.end / 1e9);
  return { ns, diskIos: Math.round(diskIos), events: eventCount };
}

// How many disk I/Os a host I/O takes, and code that is compiled.
const PROBE = 200_000;
const probe = run(PROBE);
const perHostIo = probe.diskIos / (kind.startsWith('replay') ? Math.ceil(PROBE / requests) * requests : PROBE);
const results = counts.map((count) => ({ ...run(Math.round(Number(count) / perHostIo)), peak: process.resourceUsage().maxRSS * 1024 }));
console.log(JSON.stringify(results));
