#!/usr/bin/env node
import { existsSync } from 'node:fs';

if (existsSync(new URL('../dist/cli/program.js', import.meta.url))) {
  await import('../dist/cli/program.js');
} else {
  process.stderr.write('copyfence is not built yet: run `npm install` (or `npm run build`) in its folder first\n');
  process.exitCode = 1;
}
