import { Overload } from '../devices/workload/overload.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { KernelError } from '../kernel/kernel-error.ts';
import { BoxRecorder } from '../metrics/box-recorder.ts';
import type { Figure } from '../metrics/figures.ts';
import type { EventRow, PhaseStretch, TimelineRow } from '../metrics/results.ts';
import { stationFigures } from '../metrics/station-figures.ts';
import { StationRecorder } from '../metrics/station-recorder.ts';
import { workloadFigures } from '../metrics/workload-figures.ts';
import { fixedInstant } from '../scenario/marks.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Assembly, assemble } from './assemble.ts';
import { copyFigures, markFigure } from './copy-figures.ts';
import { Expectation, type Standing } from './expectation.ts';
import { SAMPLES_AT_MOST } from './obstacles.ts';
import type { Stretch } from './phases.ts';
import { type SampledGauge, Sampler } from './sampler.ts';
import { Unworkable } from './unworkable.ts';

/** The phases of a run as they came, in which its twin is measured too. */
export interface Windows {
  readonly stretches: readonly Stretch[];
  /** End of the run in ns. */
  readonly end: number;
}

export interface Progress {
  /** Share of the run that is done, 0 to 1, as far as can be told. */
  readonly fraction: number;
  readonly simulated_s: number;
}

export interface SimulationOptions {
  /** Which replication of the scenario: it has its own random numbers. From 1. */
  readonly replication: number;
  /** Simulates the twin of a run, over the windows of that run. */
  readonly twinOf?: Windows;
  /** The oracle follows every version of the data. */
  readonly audit: boolean;
  /** Folder to which file names in the scenario are relative. */
  readonly baseDir: string;
  readonly progress?: (progress: Progress) => void;
  /** Takes the trace of all I/Os, line by line. */
  readonly trace?: (line: string) => void;
}

/** What one replication hands over. */
export interface Outcome {
  readonly figures: readonly Figure[];
  readonly timeline: readonly TimelineRow[];
  readonly events: readonly EventRow[];
  readonly phases: readonly PhaseStretch[];
  readonly windows: Windows;
  readonly fingerprint: string;
  readonly eventCount: number;
  readonly violations: readonly string[];
}

/** Samples of a run whose length is known: about as many as a chart shows. */
const SAMPLES = 300;
/** First sampling interval of a run whose length is not known; it doubles as the run grows. */
const FIRST_INTERVAL = 1e9;

/** Refused commands that the message of a run without an end names. */
const REFUSALS_TOLD = 5;

/** Runs a scenario once. @throws KernelError if the run cannot go on; the message says who waits for what */
export function simulate(scenario: Scenario, options: SimulationOptions): Outcome {
  const assembly = assemble(scenario, options);
  const { kernel, phases, workloads } = assembly;
  const { to, give_up, interval } = scenario.run;
  const known = options.twinOf?.end ?? fixedInstant(to) ?? undefined;
  const limit = known ?? give_up;
  const stations = assembly.hardware
    .meters()
    .map(({ name, servers, meter }) => new StationRecorder(name, servers, meter, phases.names.length));
  const boxes = assembly.hardware.boxes.map((box) => new BoxRecorder(box, phases.names.length));
  phases.listen((phase, begins) => {
    for (const recorder of [...stations, ...boxes])
      if (begins) recorder.begin(phase);
      else recorder.end(phase);
  });
  const every = interval ?? (known === undefined ? FIRST_INTERVAL : Math.max(1, Math.round(known / SAMPLES)));
  const sampler = new Sampler(every, interval !== null || known !== undefined, workloads.recorders, stations, gaugesOf(assembly, boxes));
  phases.begin(0);
  assembly.begin();
  runToEnd(assembly, scenario, sampler, known, limit, options);
  phases.close();
  assembly.oracle?.end();
  return {
    figures: figuresOf(assembly, stations, boxes),
    timeline: sampler.rows(),
    events: assembly.chronicle.rows,
    phases: phases.stretches.map(({ phase, from, to }) => ({ phase: phases.names[phase]!, from_s: from / 1e9, to_s: to / 1e9 })),
    windows: { stretches: phases.stretches.filter(({ phase }) => phase > 0), end: kernel.now },
    fingerprint: kernel.fingerprint,
    eventCount: kernel.events,
    violations: assembly.oracle?.violations.map(({ text }) => text) ?? [],
  };
}

/** Fires events up to the end of the run, with a pause for each sample. */
function runToEnd(
  assembly: Assembly,
  scenario: Scenario,
  sampler: Sampler,
  known: number | undefined,
  limit: number,
  options: SimulationOptions,
): void {
  const { kernel, ios } = assembly;
  const { interval } = scenario.run;
  let ended = false;
  assembly.marks.watch(known === undefined ? scenario.run.to : { is: 'time', ns: known }, () => {
    ended = true;
    kernel.stop();
  });
  const expectation = new Expectation(scenario, assembly.copies, standingOf(assembly));
  for (;;) {
    const empty = step(kernel, Math.min(kernel.now + sampler.interval, limit));
    sampler.take(kernel.now);
    if (interval !== null && kernel.now > interval * SAMPLES_AT_MOST)
      throw unworkable('run.interval', `at most ${SAMPLES_AT_MOST} samples are kept, and the run goes on`, kernel.now);
    options.progress?.({ fraction: kernel.now / limit, simulated_s: kernel.now / 1e9 });
    if (empty || kernel.pending === 0) ios.expectIdle();
    if (ended) return;
    if (empty || kernel.now >= limit) throw neverEnds(assembly, 'has not come');
    if (known === undefined && !expectation.canCome(scenario.run.to)) throw neverEnds(assembly, 'cannot come any more');
  }
}

function standingOf({ kernel, marks, copyMarks, workloads }: Assembly): Standing {
  return {
    get now() {
      return kernel.now;
    },
    cameOf: (mark) => copyMarks.times.has(mark),
    worked: (workload) => workloads.ends.has(workload),
    get waiting() {
      return marks.waiting;
    },
  };
}

/** Goes on up to an instant. @returns whether no event is left @throws Unworkable if a workload offers too much, KernelError if it cannot go on */
function step(kernel: Kernel, until: number): boolean {
  try {
    return kernel.run(until);
  } catch (error) {
    if (error instanceof Overload) throw new Unworkable([{ path: `workloads.${error.workload}`, message: error.message }]);
    throw error;
  }
}

/** What only the run has shown of the scenario. */
function unworkable(path: string, message: string, now: number): Unworkable {
  return new Unworkable([{ path, message: new KernelError(message, now).message }]);
}

/** Says of each copy what it waits for, and which commands were refused. */
function neverEnds({ kernel, copies, chronicle }: Assembly, what: string): Unworkable {
  const why = copies.names.map((name) => `\n  ${name}: ${copies.explain(name)}`);
  const refused = chronicle.rows.filter(({ event }) => event.endsWith(' refused')).slice(0, REFUSALS_TOLD);
  const commands = refused.map(({ time_s, subject, event, cause }) => `\n  ${time_s} s, ${subject}: ${event}: ${cause}`);
  return unworkable('run.to', `the mark at which the run ends ${what}${[...why, ...commands].join('')}`, kernel.now);
}

function figuresOf(assembly: Assembly, stations: readonly StationRecorder[], boxes: readonly BoxRecorder[]): Figure[] {
  const { phases, workloads, copies, copyMarks } = assembly;
  const all = phases.names.map((name, phase) => ({ name, phase, length: phases.length(phase) }));
  return [
    ...[...workloads.recorders].flatMap(([subject, recorder]) => {
      const figures = recorder.figures();
      return all.flatMap(({ name, phase, length }) => workloadFigures(subject, name, figures[phase]!, length));
    }),
    ...[...workloads.ends].map(([subject, ns]) => markFigure(subject, 'end', ns)),
    ...copyFigures(copies, copyMarks),
    ...stations.flatMap((station) =>
      all.flatMap(({ name, phase, length }) => stationFigures(station.name, name, station.servers, station.phases[phase]!, length)),
    ),
    ...boxes.flatMap((box) => all.flatMap(({ name, phase, length }) => box.figures(phase, name, length))),
  ];
}

/** What is sampled beside workloads and utilisations. */
function gaugesOf({ copies }: Assembly, boxes: readonly BoxRecorder[]): SampledGauge[] {
  return [
    ...copies.names.flatMap((subject) =>
      copies.model(subject).gauges.map(({ name, unit }) => ({ subject, metric: name, unit, value: () => copies.gauge(subject, name) })),
    ),
    ...boxes.map((box) => ({ subject: box.name, metric: 'nvs_occupancy', unit: '%', value: () => box.occupancy })),
  ];
}
