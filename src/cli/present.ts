import { relative } from 'node:path';
import type { Results } from '../metrics/results.ts';
import type { Material } from '../report/material.ts';
import { coloured, plain } from '../report/paint.ts';
import { screen } from '../report/screen/index.ts';
import { EXIT } from './errors.ts';
import type { CommonOptions } from './options.ts';
import type { Terminal } from './terminal.ts';

/** Prints the answer: one screen, or run.json's content with the objectives. */
export function present(of: Material, directory: string, { json }: CommonOptions, terminal: Terminal): void {
  if (json) terminal.out(`${JSON.stringify({ ...of.record, objectives: of.verdicts }, null, 2)}\n`);
  else terminal.out(screen(of, `${relative('', directory) || '.'}/report.html`, terminal.colours ? coloured : plain));
}

/** 0 if all objectives are met, 99 if not; a wrong read found by the audit is a fault of the program. */
export function exitCode({ verdicts, results }: { readonly verdicts: Material['verdicts']; readonly results: Results }): number {
  if (results.violations.length > 0) return EXIT.fault;
  return verdicts.every((one) => one.verdict === 'met') ? EXIT.done : EXIT.notMet;
}
