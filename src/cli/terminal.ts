import { reasonOf } from '../report/directory.ts';
import { EXIT } from './errors.ts';

/** Where a command writes to and how it hears of Ctrl-C: tests bring their own. */
export interface Terminal {
  /** Standard output: the answer. */
  out(text: string): void;
  /** Standard error: progress and errors. */
  err(text: string): void;
  /** Standard output is a terminal that shows colours. */
  readonly colours: boolean;
  /** Standard error is a terminal: a bar may be drawn over and over. */
  readonly redraws: boolean;
  /** Width of standard error in characters. */
  readonly columns: number;
  /** Calls back at each Ctrl-C until the function returned is called. */
  onInterrupt(callback: () => void): () => void;
}

/**
 * The terminal of this process. A reader that goes away (`| head`) is no error: the rest is not written. Where the answer cannot be written
 * for another reason (a full disk), the program ends.
 */
export function processTerminal(): Terminal {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`cannot write to standard output: ${reasonOf(error)}\n`);
    process.exit(EXIT.badInput);
  });
  // There is nowhere left to say it.
  process.stderr.on('error', () => {});
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    colours: process.stdout.isTTY === true && process.stdout.hasColors(),
    redraws: process.stderr.isTTY === true,
    // Some terminals say 0.
    columns: process.stderr.columns || 80,
    onInterrupt: (callback) => {
      process.on('SIGINT', callback);
      return () => process.off('SIGINT', callback);
    },
  };
}
