import { Oracle } from '../audit/oracle.ts';
import { IoPool } from '../kernel/io-pool.ts';
import { Kernel } from '../kernel/kernel.ts';
import { RandomStreams } from '../kernel/random.ts';
import { IoTrace } from '../metrics/io-trace.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { NOBODY } from '../storage/nobody.ts';
import { RESIDENCE } from '../storage/residence.ts';
import { instructOracle } from './audit.ts';
import { bothMedia } from './both.ts';
import { boxesOf } from './box-surroundings.ts';
import { Chronicle } from './chronicle.ts';
import { buildCluster } from './cluster.ts';
import { Copies } from './copies.ts';
import { CopyMarks } from './copy-marks.ts';
import { Hardware } from './hardware.ts';
import { lastsAtStart, Marks } from './marks.ts';
import { obstacles } from './obstacles.ts';
import { Phases } from './phases.ts';
import type { SimulationOptions } from './simulation.ts';
import { stampUnit } from './stamp-unit.ts';
import { Timeline } from './timeline.ts';
import { Unworkable } from './unworkable.ts';
import { Workloads } from './workloads.ts';

/** A scenario put together, ready to run. */
export interface Assembly {
  readonly kernel: Kernel;
  readonly ios: IoPool;
  readonly marks: Marks;
  readonly phases: Phases;
  readonly chronicle: Chronicle;
  readonly hardware: Hardware;
  readonly copies: Copies;
  readonly copyMarks: CopyMarks;
  readonly workloads: Workloads;
  readonly oracle: Oracle | null;
  /** Sets it going: phases, timeline and workloads wait for their marks. */
  begin(): void;
}

/**
 * Builds everything in the order of the scenario: the same scenario gives the same objects in the same order.
 * @throws Unworkable
 */
export function assemble(scenario: Scenario, options: SimulationOptions): Assembly {
  const kernel = new Kernel();
  const ios = new IoPool(kernel, RESIDENCE.length);
  const streams = new RandomStreams(String(scenario.run.seed), options.replication);
  const marks = new Marks(kernel);
  const phases = new Phases(kernel, phaseNames(scenario));
  const chronicle = new Chronicle(kernel);
  const twin = options.twinOf !== undefined;
  const oracle = options.audit && !twin ? new Oracle(kernel) : null;
  const unitBlocks = stampUnit(scenario, options.baseDir);
  const trace = options.trace === undefined ? null : new IoTrace(kernel, options.trace);
  const media = trace === null ? (oracle ?? NOBODY) : bothMedia(trace, oracle ?? NOBODY);
  const hardware = new Hardware(scenario, ios, media, unitBlocks);
  const copyMarks = new CopyMarks(kernel, marks, twin ? null : phases);
  chronicle.listen(copyMarks);
  const surroundings = { kernel, ios, streams, events: chronicle, twin };
  const cluster = buildCluster(surroundings, hardware, scenario, oracle ?? NOBODY);
  const boxes = boxesOf(surroundings, hardware, oracle ?? NOBODY);
  if (oracle !== null) {
    instructOracle(oracle, scenario, cluster, boxes);
    chronicle.listen(oracle);
  }
  const copies = new Copies(scenario, { cluster, boxes }, copyMarks, oracle);
  const inTheWay = obstacles(scenario, hardware, copies, phases.names.length);
  if (inTheWay.length > 0) throw new Unworkable(inTheWay);
  const workloads = new Workloads(scenario, {
    ios,
    streams,
    marks,
    phases,
    chronicle,
    hardware,
    copies,
    oracle,
    trace,
    unitBlocks,
    baseDir: options.baseDir,
  });
  const timeline = new Timeline(marks, chronicle, hardware, copies, workloads);
  const begin = (): void => {
    copyMarks.begin();
    if (options.twinOf === undefined) watchPhases(scenario, marks, phases);
    else repeatPhases(options.twinOf.stretches, marks, phases);
    timeline.begin(scenario);
    workloads.begin();
  };
  return { kernel, ios, marks, phases, chronicle, hardware, copies, copyMarks, workloads, oracle, begin };
}

/** `all`, the phases of the scenario, and the states of copies in which an objective measures. */
function phaseNames(scenario: Scenario): string[] {
  const states = Object.values(scenario.objectives).flatMap((objective) =>
    'in' in objective && objective.in !== null && !(objective.in in scenario.phases) ? [objective.in] : [],
  );
  return [...new Set(['all', ...Object.keys(scenario.phases), ...states])];
}

function watchPhases(scenario: Scenario, marks: Marks, phases: Phases): void {
  for (const [name, { from, to }] of Object.entries(scenario.phases)) {
    const phase = phases.names.indexOf(name);
    if (lastsAtStart(from, to)) phases.begin(phase);
    marks.watch(to, () => phases.end(phase));
    marks.watch(from, () => phases.begin(phase));
  }
}

/** The twin is measured in the same windows as the run, though its own marks come at other times. Those of no length measure nothing. */
function repeatPhases(stretches: readonly { phase: number; from: number; to: number }[], marks: Marks, phases: Phases): void {
  for (const { phase, from, to } of stretches) {
    if (from === to) continue;
    marks.watch({ is: 'time', ns: to }, () => phases.end(phase));
    marks.watch({ is: 'time', ns: from }, () => phases.begin(phase));
  }
}
