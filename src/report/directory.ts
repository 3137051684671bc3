import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The results directory cannot be used; the message says which and why. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
}

/** Makes sure, before a long run, that results can be written. @throws DirectoryError */
export function prepareDirectory(directory: string): void {
  attempt(`cannot write results to ${directory}`, () => {
    makeDirectory(resolve(directory));
    accessSync(directory, constants.W_OK | constants.X_OK);
  });
}

/** Makes a directory with those above it. (`mkdir` with `recursive` goes round for ever where a file system takes no new names, as /proc.) */
function makeDirectory(path: string): void {
  const isDirectory = (): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isDirectory()) return;
  const above = dirname(path);
  if (above !== path && !existsSync(above)) makeDirectory(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made it meanwhile.
    if (!isDirectory()) throw error;
  }
}

/**
 * Writes files whole or not at all: each under another name first, then renamed.
 * @param files path inside the directory -> content
 * @throws DirectoryError
 */
export function writeFiles(directory: string, files: ReadonlyMap<string, string>): void {
  for (const [path, content] of files) {
    const target = join(directory, path);
    const unfinished = `${target}.unfinished`;
    attempt(`cannot write ${target}`, () => {
      makeDirectory(resolve(dirname(target)));
      try {
        writeFileSync(unfinished, content);
        renameSync(unfinished, target);
      } catch (error) {
        rmSync(unfinished, { force: true });
        throw error;
      }
    });
  }
}

/** Removes what earlier runs left in a folder of the results: files with these endings that are not among `keep`. */
export function removeOthers(directory: string, folder: string, endings: readonly string[], keep: ReadonlySet<string>): void {
  const within = join(directory, folder);
  attempt(`cannot tidy ${within}`, () => {
    makeDirectory(resolve(within));
    for (const name of readdirSync(within)) {
      const ours = endings.some((ending) => name.endsWith(ending));
      if (ours && !keep.has(`${folder}/${name}`)) rmSync(join(within, name));
    }
  });
}

/** @throws DirectoryError if the file is not there or cannot be read */
export function readResultFile(directory: string, name: string): string {
  return attempt(`cannot read ${join(directory, name)}`, () => readFileSync(join(directory, name), 'utf8'));
}

const REASONS: { readonly [code: string]: string } = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left',
  EEXIST: 'there is a file of that name',
  ENOTDIR: 'a part of the path is a file, not a directory',
  EISDIR: 'it is a directory',
  ENOENT: 'it does not exist',
  ENAMETOOLONG: 'the name is too long',
};

/** The reason of a failed file operation in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && REASONS[code]) || message;
}

function attempt<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new DirectoryError(`${what}: ${reasonOf(error)}`);
  }
}
