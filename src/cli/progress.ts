import { bar } from '../report/text-table.ts';
import type { RunProgress } from '../study/run.ts';
import { duration } from '../study/wording.ts';
import type { Terminal } from './terminal.ts';

const BAR = 24;
const REDRAW_MS = 100;
const LINE_MS = 5000;

/** Shows progress on standard error: a bar on a terminal, else a line every five seconds. */
export class ProgressDisplay {
  readonly #terminal: Terminal;
  readonly #now: () => number;
  readonly #began: number;
  #shown: number;
  #drawn = false;

  /** @param now a clock in ms */
  constructor(terminal: Terminal, now: () => number) {
    this.#terminal = terminal;
    this.#now = now;
    this.#began = now();
    this.#shown = this.#began;
  }

  update(progress: RunProgress): void {
    const now = this.#now();
    if (now - this.#shown < (this.#terminal.redraws ? REDRAW_MS : LINE_MS)) return;
    this.#shown = now;
    const done = shareDone(progress);
    const left = done > 0.01 ? `, ${duration(((now - this.#began) / 1000 / done) * (1 - done))} left` : '';
    const percent = `${Math.floor(done * 100)} %`;
    const where = `${place(progress)}, simulated ${duration(progress.simulated_s)}${left}`;
    if (!this.#terminal.redraws) {
      this.#terminal.err(`${percent}  ${where}\n`);
      return;
    }
    const line = `${bar(done, BAR).padEnd(BAR, '░')} ${percent.padStart(5)}  ${where}`;
    this.#terminal.err(`\r\u001b[2K${line.slice(0, this.#terminal.columns - 1)}`);
    this.#drawn = true;
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#drawn) this.#terminal.err('\r\u001b[2K');
    this.#drawn = false;
  }
}

/** A replication is half its run and half its twin. */
function shareDone({ replication, replications, twin, fraction }: RunProgress): number {
  return Math.min(1, (replication - 1 + (twin ? 0.5 : 0) + Math.min(1, fraction) / 2) / replications);
}

function place({ replication, replications, twin }: RunProgress): string {
  return `replication ${replication} of ${replications}${twin ? ' (twin)' : ''}`;
}
