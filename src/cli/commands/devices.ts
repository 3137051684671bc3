import { arrayParameters } from '../../devices/array/parameters.ts';
import type { Catalogue, Preset } from '../../devices/catalogue.ts';
import { findPreset } from '../../devices/catalogue.ts';
import { driveNames, loadDrive } from '../../devices/disk/catalog.ts';
import type { DriveSpec } from '../../devices/disk/spec.ts';
import { hostParameters } from '../../devices/host/parameters.ts';
import { linkParameters } from '../../devices/link/parameters.ts';
import { workloadParameters } from '../../devices/workload/parameters.ts';
import { formatValue } from '../../parameters/describe.ts';
import { suggest } from '../../parameters/nearest.ts';
import type { ParameterTable } from '../../parameters/parameter.ts';
import { textTable, wrap } from '../../report/text-table.ts';
import { bytes } from '../../study/wording.ts';
import type { Command } from '../command.ts';
import { EXIT, InputError } from '../errors.ts';
import { vocabulary } from '../language.ts';

interface Device {
  readonly name: string;
  readonly type: string;
  readonly source: string;
  readonly means: string;
}

const TABLES: { readonly [type in Preset['type']]: ParameterTable } = {
  array: arrayParameters,
  host: hostParameters,
  link: linkParameters,
  workload: workloadParameters,
};
const COLUMNS = 100;

/** Lists drives and presets, or shows the values of one. */
export const devices: Command = {
  usage: 'devices [name]',
  describe: 'List the drives and presets that scenarios may name, or show one',
  build: (yargs) => yargs.positional('name', { type: 'string', describe: 'Name of a drive or preset' }),
  perform({ common, of, terminal }) {
    const { catalogue } = vocabulary();
    const all: Device[] = [...driveNames().map((drive) => ({ ...loadDrive(drive), type: 'disk' })), ...catalogue.presets];
    const name = of['name'] as string | undefined;
    const chosen = name === undefined ? all : all.filter((device) => device.name === name);
    if (chosen.length === 0)
      throw new InputError(
        `there is no device ${name}: ${suggest(
          name!,
          all.map((device) => device.name),
        )}`,
      );
    if (common.json)
      terminal.out(
        `${JSON.stringify(
          chosen.map(({ name: called, type, source }) => ({ name: called, type, source })),
          null,
          2,
        )}\n`,
      );
    else if (name === undefined)
      terminal.out(
        `${textTable(
          all.map((one) => [one.name, one.type, one.means]),
          ['left', 'left', 'left'],
        ).join('\n')}\n`,
      );
    else terminal.out(`${chosen.flatMap((device) => sheet(device, catalogue)).join('\n')}\n`);
    return EXIT.done;
  },
};

/** What is known of a device, with its sources. */
function sheet({ name, type, means, source }: Device, catalogue: Catalogue): string[] {
  const values = type === 'disk' ? driveLines(loadDrive(name)) : presetLines(findPreset(catalogue, type as Preset['type'], name)!);
  return [...wrap(`${name} (${type}): ${means}`, COLUMNS), ...wrap(`Source: ${source}`, COLUMNS), '', ...values];
}

function driveLines(drive: DriveSpec): string[] {
  const { zones, heads } = drive.geometry;
  const rows = [
    ['size', bytes(drive.blocks * 512)],
    ['rotation', `${Math.round(60e9 / drive.revolution)} rpm`],
    ['cylinders', String(zones.at(-1)!.lastCylinder + 1)],
    ['heads', String(heads)],
    ['zones', String(zones.length)],
    ['sectors per track', `${Math.min(...zones.map((zone) => zone.sectors))} to ${Math.max(...zones.map((zone) => zone.sectors))}`],
    ['queue', drive.discipline],
    ['evidence', drive.tag],
  ];
  return textTable(rows, ['left', 'left']);
}

function presetLines({ type, values }: Preset): string[] {
  const rows = Object.entries(values).map(([parameter, { value, tag, source }]) => {
    const declared = TABLES[type][parameter];
    return [parameter, declared ? formatValue(value, declared.type) : String(value), `[${tag}]`, source];
  });
  return textTable(rows, ['left', 'left', 'left', 'left']);
}
