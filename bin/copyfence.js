#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(program)) {
  process.stderr.write('copyfence is not built yet: run `npm install` (or `npm run build`) in its folder first\n');
  process.exit(1);
}
const [{ main }, { processTerminal }] = await Promise.all([
  import(program.href),
  import(new URL('../dist/cli/terminal.js', import.meta.url).href),
]);
process.exitCode = await main(process.argv.slice(2), processTerminal());
