import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMPILERS = ['g++', 'c++', 'clang++'];
const FLAGS = ['-O3', '-march=native', '-std=c++20'];

/** Compiles the yardstick into `folder`; null without a compiler. */
export function compile(folder) {
  const program = join(folder, 'yardstick');
  for (const compiler of COMPILERS) {
    try {
      execFileSync(compiler, [...FLAGS, fileURLToPath(new URL('yardstick.cpp', import.meta.url)), '-o', program], { stdio: 'ignore' });
      return program;
    } catch {
      // the next one may be there
    }
  }
  return null;
}
