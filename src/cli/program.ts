/** The program as it is started: what bin/copyfence.js loads. */
import { main } from './main.ts';
import { processTerminal } from './terminal.ts';

process.exitCode = await main(process.argv.slice(2), processTerminal());
