/** The program as it is started: what bin/copyfence.js loads. */
import { tuneEngine } from './engine.ts';
import { main } from './main.ts';
import { processTerminal } from './terminal.ts';

tuneEngine();
process.exitCode = await main(process.argv.slice(2), processTerminal());
