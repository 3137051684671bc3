import { bar } from '../report/text-table.ts';
import type { RunProgress } from '../study/run.ts';
import { duration } from '../study/wording.ts';
import type { Terminal } from './terminal.ts';

const BAR = 20;
const REDRAW_MS = 100;
const LINE_MS = 5000;
/** Less is too little to foretell from. */
const LEAST_DONE = 0.02;

/** Shows progress on standard error: a bar on a terminal, else a line every five seconds. */
export class ProgressDisplay {
  readonly #terminal: Terminal;
  readonly #now: () => number;
  readonly #began: number;
  #shown: number;
  #drawn = false;
  /** Length of the last run that has ended, in simulated seconds: the next will be about as long. */
  #usual = 0;
  #last: RunProgress | null = null;

  /** @param now a clock in ms */
  constructor(terminal: Terminal, now: () => number) {
    this.#terminal = terminal;
    this.#now = now;
    this.#began = now();
    this.#shown = this.#began;
  }

  /** @param place where it is, in words, if not in a run alone */
  update(progress: RunProgress, place = placeOf(progress)): void {
    if (this.#last && this.#last.replication + Number(this.#last.twin) / 2 < progress.replication + Number(progress.twin) / 2) {
      this.#usual = this.#last.simulated_s;
    }
    this.#last = progress;
    const now = this.#now();
    if (now - this.#shown < (this.#terminal.redraws ? REDRAW_MS : LINE_MS)) return;
    this.#shown = now;
    const text = this.#text(progress, place, now - this.#began);
    if (this.#terminal.redraws) {
      this.#terminal.err(`\r\u001b[2K${cut(text, this.#terminal.columns - 1)}`);
      this.#drawn = true;
    } else {
      this.#terminal.err(`${text}\n`);
    }
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#drawn) this.#terminal.err('\r\u001b[2K');
    this.#drawn = false;
  }

  #text(progress: RunProgress, place: string, elapsed: number): string {
    const done = this.#shareDone(progress);
    const left = done < LEAST_DONE ? '' : `  ${duration(Math.round((elapsed / 1000 / done) * (1 - done)))} left`;
    const percent = `${Math.floor(done * 100)} %`.padStart(5);
    const drawn = this.#terminal.redraws ? `${bar(done, BAR).padEnd(BAR, '░')} ` : '';
    return `${drawn}${percent}${left}  ${place}, simulated ${duration(Math.round(progress.simulated_s))}`;
  }

  /** A replication is half its run and half its twin. */
  #shareDone({ replication, replications, twin, fraction, simulated_s }: RunProgress): number {
    const usual = this.#usual > 0 ? Math.min(0.99, simulated_s / this.#usual) : 0;
    const part = Math.min(1, Math.max(fraction, usual));
    return Math.min(1, (replication - 1 + (twin ? 0.5 : 0) + part / 2) / replications);
  }
}

function placeOf({ replication, replications, twin }: RunProgress): string {
  return `replication ${replication} of ${replications}${twin ? ', twin' : ''}`;
}

/** A number that is cut off would be read as another one. */
function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, text.lastIndexOf(' ', columns - 2))} …`;
}
