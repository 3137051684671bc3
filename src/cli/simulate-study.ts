import type { StudyPoint } from '../scenario/study/study.ts';
import type { PointOutcome, SweepProgress } from '../study/sweep.ts';
import { ProgressDisplay } from './progress.ts';
import type { SimulateOptions } from './simulate.ts';
import { answerStudy, type FromStudyThread, type StudyTask } from './study-protocol.ts';
import { inThread } from './thread.ts';

export interface SimulateStudyOptions extends Omit<SimulateOptions, 'command'> {
  /** Is told of each point as soon as it is finished. */
  readonly finished: (index: number, outcome: PointOutcome) => void;
}

/**
 * Runs the points of a study with progress on standard error. Ctrl-C ends it after the points that are finished; a
 * second one at once.
 * @returns whether it was interrupted
 */
export async function simulateStudy(points: readonly StudyPoint[], options: SimulateStudyOptions): Promise<boolean> {
  const { terminal, quiet, audit, baseDir, finished } = options;
  const display = quiet ? null : new ProgressDisplay(terminal, () => performance.now());
  const task: StudyTask = {
    points: points.map(({ name, scenario }) => ({ name, scenario })),
    audit,
    baseDir,
    stop: new SharedArrayBuffer(4),
  };
  const stop = new Int32Array(task.stop);
  const release = terminal.onInterrupt(() => {
    if (Atomics.add(stop, 0, 1) > 0) process.exit(130);
    terminal.err('\ninterrupted: the points that are finished will be written; once more to stop at once\n');
  });
  const show = (message: FromStudyThread): void => {
    if (message.is === 'progress') display?.update(...shown(message.progress));
    if (message.is === 'point') finished(message.index, message.outcome);
  };
  try {
    // As in simulate: sources have no thread to load.
    const fromSources = import.meta.url.endsWith('.ts');
    const last = fromSources ? answerStudy(task, show) : await inThread('study-thread.js', task, ({ is }) => is === 'end', show);
    return last.is === 'end' && last.interrupted;
  } finally {
    release();
    display?.end();
  }
}

/** The replications of all points, counted through; and where it is in words. */
function shown({ point, points, name, run }: SweepProgress): Parameters<ProgressDisplay['update']> {
  const { replication, replications, twin } = run;
  const through = { ...run, replication: (point - 1) * replications + replication, replications: points * replications };
  return [through, `point ${point} of ${points} (${name}), replication ${replication} of ${replications}${twin ? ', twin' : ''}`];
}
