import { styleText } from 'node:util';

/** Colours by meaning. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  doubtful(text: string): string;
  strong(text: string): string;
  quiet(text: string): string;
}

/** For files and pipes: no colours, no control characters. */
export const plain: Paint = { good: same, bad: same, doubtful: same, strong: same, quiet: same };

/** For a terminal. */
export const coloured: Paint = {
  good: (text) => styleText('green', text, { validateStream: false }),
  bad: (text) => styleText('red', text, { validateStream: false }),
  doubtful: (text) => styleText('yellow', text, { validateStream: false }),
  strong: (text) => styleText('bold', text, { validateStream: false }),
  quiet: (text) => styleText('dim', text, { validateStream: false }),
};

function same(text: string): string {
  return text;
}
