import type { Results } from '../metrics/results.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Obstacle, Unworkable } from '../simulation/unworkable.ts';
import type { RunProgress, runScenario } from '../study/run.ts';
import { Stopped } from '../study/stopped.ts';
import { TraceFile } from './trace-file.ts';

/** What a simulation thread is given: plain data. */
export interface Task {
  readonly scenario: Scenario;
  readonly audit: boolean;
  readonly baseDir: string;
  /** File for the trace of the first replication. */
  readonly trace: string | null;
  /** One Int32 that is not zero any more when the run shall stop. */
  readonly stop: SharedArrayBuffer;
}

/** What it sends: progress while it runs, then one of the others. Errors lose their class between threads. */
export type FromThread =
  | { readonly is: 'progress'; readonly progress: RunProgress }
  | { readonly is: 'results'; readonly results: Results }
  | { readonly is: 'interrupted' }
  | {
      readonly is: 'failed';
      readonly name: string;
      readonly message: string;
      readonly stack: string;
      /** Of a scenario that cannot be built. */
      readonly obstacles: readonly Obstacle[];
    };

/** After something has failed, what is traced so far is of use. */
function closeAnyway(trace: TraceFile | null): void {
  try {
    trace?.close();
  } catch {
    // The failure before is the one to tell.
  }
}

/** Carries out a task. */
export function answer(task: Task, run: typeof runScenario, send: (message: FromThread) => void): FromThread {
  const stop = new Int32Array(task.stop);
  const { audit, baseDir } = task;
  let trace: TraceFile | null = null;
  try {
    if (task.trace !== null) trace = new TraceFile(task.trace);
    const results = run(task.scenario, {
      audit,
      baseDir,
      ...(trace !== null && { trace: (line: string) => trace!.write(line) }),
      progress: (progress) => {
        if (Atomics.load(stop, 0) > 0) throw new Stopped();
        send({ is: 'progress', progress });
      },
    });
    trace?.close();
    trace = null;
    return { is: 'results', results };
  } catch (error) {
    if (error instanceof Stopped) return { is: 'interrupted' };
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { is: 'failed', name, message, stack: stack ?? '', obstacles: error instanceof Unworkable ? error.obstacles : [] };
  } finally {
    closeAnyway(trace);
  }
}
