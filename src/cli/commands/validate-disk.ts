import { driveNames, loadDrive } from '../../devices/disk/catalog.ts';
import { parseMeasuredRequests } from '../../devices/disk/trace.ts';
import { type Validation, validateDrive } from '../../devices/disk/validate.ts';
import { suggest } from '../../parameters/nearest.ts';
import { textTable } from '../../report/text-table.ts';
import type { Command } from '../command.ts';
import { EXIT, InputError } from '../errors.ts';
import { readInputFile } from '../input-file.ts';

/** Replays requests measured on a real drive against its model. */
export const validateDisk: Command = {
  usage: 'validate-disk <drive> <trace>',
  describe: 'Replay requests measured on a real drive against its model',
  build: (yargs) =>
    yargs.positional('drive', { type: 'string', describe: 'Name of a drive in the catalogue' }).positional('trace', {
      type: 'string',
      describe: 'Measured requests: R|W, a word, block, blocks, service time and gap in microseconds',
    }),
  perform({ common, of, terminal }) {
    const [drive, trace] = [String(of['drive']), String(of['trace'])];
    if (!driveNames().includes(drive)) throw new InputError(`there is no drive ${drive}: ${suggest(drive, driveNames())}`);
    const validation = validate(drive, trace);
    terminal.out(common.json ? `${JSON.stringify(validation, null, 2)}\n` : sheet(validation));
    return EXIT.done;
  },
};

/** A request that cannot be read or served is told with the name of the file. */
function validate(drive: string, trace: string): Validation {
  const text = readInputFile(trace);
  try {
    return validateDrive(loadDrive(drive), parseMeasuredRequests(text));
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`${trace}: ${error.message}`);
    throw error;
  }
}

function sheet(of: Validation): string {
  const rows = [
    ['drive', of.device],
    ['requests', String(of.n)],
    ['mean, measured', `${of.measured_mean_ms.toFixed(3)} ms`],
    ['mean, simulated', `${of.simulated_mean_ms.toFixed(3)} ms`],
    ['demerit', `${of.demerit_ms.toFixed(3)} ms, ${of.demerit_percent.toFixed(2)} % of the mean (distance of the distributions)`],
    ['correlation', `${of.correlation.toFixed(4)} request by request`],
    ['within 0.5 ms', `${(of.within_half_ms * 100).toFixed(1)} % of the requests`],
  ];
  return `${textTable(rows, ['left', 'left']).join('\n')}\n`;
}
