import { main } from '../main.ts';
import type { Terminal } from '../terminal.ts';

/** What a command line printed and how it ended. */
export interface Recorded {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, as without a terminal. */
export async function record(...words: readonly string[]): Promise<Recorded> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    colours: false,
    redraws: false,
    columns: 80,
    onInterrupt: () => () => {},
  };
  const code = await main(words, terminal);
  return { code, out, err };
}
