import type { Oracle } from '../audit/oracle.ts';
import type { Component } from '../devices/component.ts';
import { AddressSpace, type WorkloadVolume } from '../devices/workload/address/address-space.ts';
import { arrivalProcess } from '../devices/workload/arrivals/arrivals.ts';
import { ClosedWorkload } from '../devices/workload/closed-workload.ts';
import type { HostIosOptions, WorkloadNode, WorkloadSurroundings } from '../devices/workload/host-ios.ts';
import { OpenWorkload } from '../devices/workload/open-workload.ts';
import { RangeLock } from '../devices/workload/range-lock.ts';
import { DrawnThinkTime, type ThinkTime } from '../devices/workload/think-time.ts';
import { ReplaySource } from '../devices/workload/trace/replay-source.ts';
import { RecordedArrivals, RecordedGaps } from '../devices/workload/trace/replay-timing.ts';
import type { Workload } from '../devices/workload/workload.ts';
import { attributeStream, clientStreams, thinkStreams } from '../devices/workload/workload-streams.ts';
import { Constant, Exponential } from '../kernel/distributions.ts';
import type { IoPool } from '../kernel/io-pool.ts';
import type { RandomStreams } from '../kernel/random.ts';
import { Store } from '../kernel/store.ts';
import type { IoTrace } from '../metrics/io-trace.ts';
import { WorkloadRecorder } from '../metrics/workload-recorder.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { HostObserver } from '../storage/observer.ts';
import { Residence } from '../storage/residence.ts';
import type { Volume } from '../storage/volume.ts';
import { Both } from './both.ts';
import type { Chronicle } from './chronicle.ts';
import type { Copies } from './copies.ts';
import type { Hardware } from './hardware.ts';
import { lastsAtStart, type Marks, signals } from './marks.ts';
import type { Phases } from './phases.ts';
import { loadTrace } from './trace-files.ts';
import { building } from './unworkable.ts';
import { syntheticSource, type WorkloadValues } from './workload-source.ts';

/** What the workloads of a run are built from. */
export interface WorkloadsSurroundings {
  readonly ios: IoPool;
  readonly streams: RandomStreams;
  readonly marks: Marks;
  readonly phases: Phases;
  readonly chronicle: Chronicle;
  readonly hardware: Hardware;
  readonly copies: Copies;
  readonly oracle: Oracle | null;
  readonly trace: IoTrace | null;
  readonly unitBlocks: number;
  readonly baseDir: string;
}

/** All workloads of a scenario. */
export class Workloads {
  readonly recorders = new Map<string, WorkloadRecorder>();
  /** When each workload had done its work, in ns. */
  readonly ends = new Map<string, number>();
  readonly #workloads = new Map<string, { workload: Workload; nodes: readonly string[] }>();
  readonly #scenario: Scenario;
  readonly #at: WorkloadsSurroundings;
  readonly #locks = new RangeLock(Residence['range lock']);
  readonly #queueDepths = new Map<string, Store>();
  #stamp = 0;

  constructor(scenario: Scenario, surroundings: WorkloadsSurroundings) {
    this.#scenario = scenario;
    this.#at = surroundings;
    for (const [name, { values }] of Object.entries(scenario.workloads)) {
      const recorder = new WorkloadRecorder(surroundings.phases);
      this.recorders.set(name, recorder);
      const nodes = this.#nodesOf(values);
      const workload = building(`workloads.${name}`, () => this.#build(name, values, nodes, recorder));
      this.#workloads.set(name, { workload, nodes });
    }
  }

  /** Starts the workloads that no timeline entry starts, at their time. */
  begin(): void {
    const started = new Set(
      Object.values(this.#scenario.timeline).flatMap(({ block, verb, subject }) =>
        block === 'workloads' && verb === 'start' ? [subject] : [],
      ),
    );
    for (const [name, { values }] of Object.entries(this.#scenario.workloads)) {
      const { workload } = this.#workloads.get(name)!;
      const { from, to } = values.active ?? {};
      if (to !== undefined) this.#at.marks.watch(to, () => workload.stop());
      if (from !== undefined) this.#at.marks.watch(from, () => workload.start());
      const atOnce = from === undefined ? !started.has(name) : to !== undefined && lastsAtStart(from, to);
      if (atOnce) this.#at.marks.watch({ is: 'time', ns: 0 }, () => workload.start());
    }
  }

  perform(name: string, verb: string): void {
    const { workload } = this.#workloads.get(name)!;
    if (verb === 'start') workload.start();
    else workload.stop();
  }

  /** A component has failed or is back: the I/Os of a crashed node are gone. */
  changed(component: Component): void {
    for (const { workload, nodes } of this.#workloads.values()) {
      const node = nodes.indexOf(component.name);
      if (node < 0) continue;
      if (component.up) workload.nodeRepaired(node);
      else workload.nodeFailed(node);
    }
  }

  /** What each workload has done over the whole run, by its own count. */
  counts(): { name: string; counts: Workload['counts']; inFlight: number; payloads: number }[] {
    return [...this.#workloads].map(
      ([
        name,
        {
          workload: { counts, inFlight, payloads },
        },
      ]) => ({ name, counts, inFlight, payloads }),
    );
  }

  /** Host writes that hold a range or wait for one. */
  get lockedRanges(): number {
    return this.#locks.held;
  }

  #build(name: string, values: WorkloadValues, nodeNames: readonly string[], recorder: WorkloadRecorder): Workload {
    const volumes = this.#volumesOf(values, nodeNames[0]!);
    const space = new AddressSpace(volumes, values.region ?? 1, this.#at.unitBlocks);
    const options: HostIosOptions & { done: () => void } = {
      name,
      volumes,
      nodes: nodeNames.map((node) => this.#node(node, values, volumes)),
      retries: values.retries,
      retryDelay: values.retry_delay,
      failover: values.node_loss === 'failover',
      inFlightLimit: values.in_flight_limit,
      done: () => {
        this.#at.chronicle.record(name, 'end', '', '', 'its work is done');
        this.ends.set(name, this.#at.ios.kernel.now);
        this.#at.marks.signal(signals.worked(name));
      },
    };
    const shared: WorkloadSurroundings = {
      ios: this.#at.ios,
      locks: this.#locks,
      observer: this.#observer(name, recorder),
      stamps: this.#at.oracle ?? { next: () => ++this.#stamp },
      unitBlocks: this.#at.unitBlocks,
    };
    return values.trace === undefined
      ? this.#synthetic(values, space, options, shared)
      : this.#replay(values.trace, space, options, shared);
  }

  #observer(name: string, recorder: WorkloadRecorder): HostObserver {
    const { oracle, trace } = this.#at;
    const referee = oracle === null ? recorder : new Both(recorder, oracle);
    return trace === null ? referee : new Both(referee, trace.of(name));
  }

  #synthetic(
    values: WorkloadValues,
    space: AddressSpace,
    options: HostIosOptions & { done: () => void },
    shared: WorkloadSurroundings,
  ): Workload {
    const { streams } = this.#at;
    const { name } = options;
    if (values.rate !== undefined) {
      const source = syntheticSource(values, space, [attributeStream(streams, name)]);
      const profile = values.time_of_day;
      const arrivals = arrivalProcess(
        {
          rate: values.rate,
          kind: values.arrivals!,
          bursts: values.arrivals === 'bursty' ? { burst: values.burst_time!, pause: values.pause_time! } : undefined,
          daily: profile === undefined ? undefined : { profile, startClock: this.#scenario.run.from.clock },
        },
        name,
        streams,
      );
      return new OpenWorkload({ ...options, source, arrivals }, shared);
    }
    const clients = values.clients ?? values.streams!;
    const source = syntheticSource(values, space, clientStreams(streams, name, clients));
    return new ClosedWorkload({ ...options, clients, source, think: this.#think(name, values, clients), atMost: values.at_most }, shared);
  }

  #think(name: string, values: WorkloadValues, clients: number): ThinkTime | null {
    if (values.clients === undefined || values.think_time === 0) return null;
    const time = values.think_time!;
    return new DrawnThinkTime(
      values.think === 'constant' ? new Constant(time) : new Exponential(time),
      thinkStreams(this.#at.streams, name, clients),
    );
  }

  #replay(
    values: NonNullable<WorkloadValues['trace']>,
    space: AddressSpace,
    options: HostIosOptions & { done: () => void },
    shared: WorkloadSurroundings,
  ): Workload {
    const trace = loadTrace(this.#at.baseDir, values.file);
    const source = new ReplaySource({ trace, space, fold: values.fold, loops: values.loops, clients: 1 });
    if (values.replay === 'open')
      return new OpenWorkload({ ...options, source, arrivals: new RecordedArrivals(source, values.time_scale) }, shared);
    return new ClosedWorkload(
      { ...options, clients: 1, source, think: new RecordedGaps(source, values.time_scale), atMost: undefined },
      shared,
    );
  }

  #nodesOf(values: WorkloadValues): readonly string[] {
    return this.#scenario.hosts[values.host!]?.instances ?? [values.host!];
  }

  #volumesOf(values: WorkloadValues, node: string): WorkloadVolume[] {
    return values.volumes.flatMap((name) => {
      const instances = (this.#scenario.copies[name] ?? this.#scenario.volumes[name])?.instances ?? [name];
      return this.#targets(name, node).map(({ blocks }, i) => ({ name: instances[i]!, blocks }));
    });
  }

  /** The volumes that a name stands for, as a node sees them. */
  #targets(name: string, node: string): readonly Volume[] {
    const { copies, hardware } = this.#at;
    if (copies.has(name)) return copies.presents(name, node);
    const instances = this.#scenario.volumes[name]?.instances ?? [name];
    const host = hardware.hosts.find((at) => at.name === node)!;
    return instances.map((instance) => hardware.pathTo(host, instance));
  }

  #node(node: string, values: WorkloadValues, volumes: readonly WorkloadVolume[]): WorkloadNode {
    const entry = this.#at.hardware.hosts.find((at) => at.name === node)!.entry;
    const depth = this.#scenario.hosts[entry]!.values.queue_depth;
    return {
      name: node,
      targets: values.volumes.flatMap((name) => this.#targets(name, node)),
      queueDepth: depth === undefined ? null : volumes.map((volume) => this.#queueDepth(`${node} to ${volume.name}`, depth)),
    };
  }

  /** What limits the I/Os of a node to a volume, shared by all workloads. */
  #queueDepth(name: string, depth: number): Store {
    const store = this.#queueDepths.get(name) ?? new Store(`queue depth of ${name}`, depth, Residence['queue depth']);
    this.#queueDepths.set(name, store);
    return store;
  }
}
