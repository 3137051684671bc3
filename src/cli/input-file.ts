import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nearest } from '../parameters/nearest.ts';
import { reasonOf } from '../report/directory.ts';
import { formatProblem } from '../scenario/problem.ts';
import type { Problem } from '../scenario/scenario.ts';
import { InputError } from './errors.ts';
import { decodeText } from './text-file.ts';

/** No scenario is larger; a file that is was named by mistake. */
const BYTES_AT_MOST = 16 * 1024 * 1024;

/** A file that is no text, with the place where that shows. */
export class WrongText extends InputError {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(formatProblem(problem));
    this.problem = problem;
  }
}

/** Reads a text file that the user named. @throws InputError if it is none */
export function readInputFile(path: string): string {
  if (path === '') throw new InputError('expected the name of a file, found an empty one');
  let bytes: Buffer;
  try {
    const found = statSync(path);
    if (found.isDirectory()) throw new InputError(`${path}: expected a file, found a directory`);
    if (found.size > BYTES_AT_MOST)
      throw new InputError(`${path}: expected a text file, found ${Math.round(found.size / 1048576)} MiB of something`);
    bytes = readAtMost(path, BYTES_AT_MOST);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${path}: cannot be read: ${reasonOf(error)}${meantFile(path)}`);
  }
  const decoded = decodeText(bytes, path);
  if ('text' in decoded) return decoded.text;
  throw new WrongText(decoded.problem);
}

/** The beginning of a file: devices and pipes have no size, and some no end. */
function readAtMost(path: string, limit: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const parts: Buffer[] = [];
    for (let left = limit; left > 0; ) {
      const part = Buffer.alloc(Math.min(left, 1 << 16));
      const count = readSync(file, part);
      if (count === 0) break;
      parts.push(part.subarray(0, count));
      left -= count;
    }
    return Buffer.concat(parts);
  } finally {
    closeSync(file);
  }
}

/** A file beside one that is not there, with a name like it. */
function meantFile(path: string): string {
  if (existsSync(path)) return '';
  try {
    const entries = readdirSync(dirname(path), { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    const meant = nearest(basename(path), files);
    return meant === undefined ? '' : `: did you mean ${join(dirname(path), meant)}?`;
  } catch {
    return ''; // There is no such folder.
  }
}
