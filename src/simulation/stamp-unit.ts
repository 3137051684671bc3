import { alignmentOf } from '../devices/workload/trace/block-trace.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { BLOCK_BYTES } from '../storage/volume.ts';
import { loadTrace } from './trace-files.ts';
import { building } from './unworkable.ts';

/** The largest unit of contents: 4 KiB. */
const LARGEST = 8;

/**
 * Blocks per version stamp: the common alignment of all that is read, written and copied in the scenario, 512 B to 4 KiB.
 * A coarser unit takes less memory and time, and tells nothing less.
 */
export function stampUnit(scenario: Scenario, baseDir: string): number {
  const sizes = Object.entries(scenario.workloads).flatMap(
    ([
      name,
      {
        values: { trace, size, stride },
      },
    ]) =>
      trace === undefined
        ? [...size!.map(({ value }) => value), ...(stride === undefined ? [] : [stride])]
        : [alignmentOf(building(`workloads.${name}.trace`, () => loadTrace(baseDir, trace.file))) * BLOCK_BYTES],
  );
  const copied = Object.values(scenario.copies).flatMap(({ values }) =>
    typeof values['copy_range'] === 'number' ? [values['copy_range']] : [],
  );
  const volumes = Object.values(scenario.volumes).map(({ values }) => values.size ?? BLOCK_BYTES);
  let unit = LARGEST;
  for (const bytes of [...sizes, ...copied, ...volumes]) while ((bytes / BLOCK_BYTES) % unit !== 0) unit /= 2;
  return unit;
}
