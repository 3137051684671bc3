import { closeSync, openSync, writeSync } from 'node:fs';
import { DirectoryError, reasonOf } from '../report/directory.ts';

/** Characters that are kept before they are written. */
const KEPT = 65_536;

/** A file that is written line by line as a run goes on, through a buffer of fixed size. */
export class TraceFile {
  readonly #path: string;
  readonly #file: number;
  #text = '';

  /** @throws DirectoryError if it cannot be written */
  constructor(path: string) {
    this.#path = path;
    this.#file = this.#attempt(() => openSync(path, 'w'));
  }

  write(line: string): void {
    this.#text += line;
    if (this.#text.length >= KEPT) this.#flush();
  }

  close(): void {
    try {
      this.#flush();
    } finally {
      closeSync(this.#file);
    }
  }

  #flush(): void {
    const bytes = Buffer.from(this.#text);
    this.#text = '';
    this.#attempt(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    });
  }

  #attempt<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw new DirectoryError(`cannot write ${this.#path}: ${reasonOf(error)}`);
    }
  }
}
