import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { refuseName } from '../../parameters/name.ts';
import { readYaml } from '../../parameters/yaml.ts';
import { prepareDirectory, writeFiles } from '../../report/directory.ts';
import type { Command } from '../command.ts';
import { EXIT, InputError } from '../errors.ts';
import { starter } from '../starter.ts';

/** Writes a commented scenario to begin with. */
export const newScenario: Command = {
  usage: 'new [name]',
  describe: 'Write a commented scenario to begin with',
  build: (yargs) => yargs.positional('name', { type: 'string', default: 'first-copy', describe: 'Name of the scenario and of its file' }),
  perform({ common, of, terminal }) {
    const name = String(of['name']).replace(/\.ya?ml$/, '');
    const refused = refuseName(name) ?? readYaml(name, 0).issues[0]?.message ?? null;
    if (refused !== null) throw new InputError(`\`${name}\` cannot be the name of a scenario: ${refused}`);
    const directory = common.out ?? '.';
    const file = join(directory, `${name}.yaml`);
    if (existsSync(file)) throw new InputError(`${file} exists already: it is left as it is`);
    prepareDirectory(directory);
    writeFiles(directory, new Map([[`${name}.yaml`, starter(name)]]));
    terminal.out(`${file}\nNow: copyfence run ${file}\n`);
    return EXIT.done;
  },
};
