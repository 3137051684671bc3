import type { Scenario } from '../scenario/scenario.ts';
import { Stopped } from '../study/stopped.ts';
import { type PointOutcome, type SweepProgress, sweep } from '../study/sweep.ts';

/** What the thread of a study is given: plain data. */
export interface StudyTask {
  readonly points: readonly { readonly name: string; readonly scenario: Scenario }[];
  readonly audit: boolean;
  readonly baseDir: string;
  /** One Int32 that is not zero any more when the study shall stop. */
  readonly stop: SharedArrayBuffer;
}

/** What it sends: progress and points while it runs, then its end. */
export type FromStudyThread =
  | { readonly is: 'progress'; readonly progress: SweepProgress }
  | { readonly is: 'point'; readonly index: number; readonly outcome: PointOutcome }
  | { readonly is: 'end'; readonly interrupted: boolean };

/** Carries out the task of a study. */
export function answerStudy({ points, audit, baseDir, stop }: StudyTask, send: (message: FromStudyThread) => void): FromStudyThread {
  const asked = new Int32Array(stop);
  try {
    sweep(points, {
      audit,
      baseDir,
      progress: (progress) => {
        if (Atomics.load(asked, 0) > 0) throw new Stopped();
        send({ is: 'progress', progress });
      },
      finished: (index, outcome) => send({ is: 'point', index, outcome }),
    });
    return { is: 'end', interrupted: false };
  } catch (error) {
    if (error instanceof Stopped) return { is: 'end', interrupted: true };
    throw error;
  }
}
