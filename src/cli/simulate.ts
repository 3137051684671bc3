import { KernelError } from '../kernel/kernel-error.ts';
import type { Results } from '../metrics/results.ts';
import { DirectoryError } from '../report/directory.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Unworkable } from '../simulation/unworkable.ts';
import { runScenario } from '../study/run.ts';
import { Stopped } from '../study/stopped.ts';
import { tracedCommand } from './command-text.ts';
import { ProgressDisplay } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { inThread } from './thread.ts';
import { answer, type FromThread, type Task } from './thread-protocol.ts';

export interface SimulateOptions {
  readonly audit: boolean;
  /** Folder to which file names in the scenario are relative. */
  readonly baseDir: string;
  /** How to see it again if it fails. */
  readonly command: string;
  /** File for the trace of all I/Os of the first replication. */
  readonly trace?: string | null;
  readonly quiet: boolean;
  readonly terminal: Terminal;
}

/**
 * Runs a scenario with progress on standard error. Ctrl-C ends it after what is finished; a second one at once.
 * @throws Stopped if nothing was finished, Unworkable or KernelError if it cannot go on, DirectoryError if the trace cannot be written
 */
export async function simulate(scenario: Scenario, options: SimulateOptions): Promise<Results> {
  const { terminal, quiet, audit, baseDir } = options;
  const display = quiet ? null : new ProgressDisplay(terminal, () => performance.now());
  const task: Task = { scenario, audit, baseDir, trace: options.trace ?? null, stop: new SharedArrayBuffer(4) };
  const stopAt = new Int32Array(task.stop);
  const release = terminal.onInterrupt(() => {
    if (Atomics.add(stopAt, 0, 1) > 0) process.exit(130);
    terminal.err('\ninterrupted: what is finished will be written; once more to stop at once\n');
  });
  const show = (message: FromThread): void => {
    if (message.is === 'progress') display?.update(message.progress);
  };
  try {
    // From sources (in tests) there is no thread to load; the program as installed keeps its main thread free for Ctrl-C.
    const last = import.meta.url.endsWith('.ts')
      ? answer(task, runScenario, show)
      : await inThread('simulation-thread.js', task, ({ is }) => is !== 'progress', show);
    // That a file cannot be written needs no second look.
    if (last.is === 'failed' && last.name !== 'DirectoryError')
      terminal.err(`to see it again: ${tracedCommand(options.command, task.trace)}\n`);
    return outcome(last);
  } finally {
    release();
    display?.end();
  }
}

function outcome(last: FromThread): Results {
  if (last.is === 'results') return last.results;
  if (last.is === 'interrupted') throw new Stopped();
  if (last.is === 'progress') throw new Error('the simulation ended without results');
  if (last.name === 'DirectoryError') throw new DirectoryError(last.message);
  if (last.name === 'Unworkable') throw new Unworkable(last.obstacles);
  const error = last.name === 'KernelError' ? new KernelError(last.message) : new Error(last.message);
  error.stack = last.stack;
  throw error;
}
