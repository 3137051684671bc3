import { join } from 'node:path';
import { prepareDirectory, writeFiles } from '../../report/directory.ts';
import { scenarioSchema } from '../../scenario/schema.ts';
import { studySchema } from '../../scenario/study/schema.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../errors.ts';
import { vocabulary } from '../language.ts';

const KINDS = ['scenario', 'study'] as const;
type Kind = (typeof KINDS)[number];

/** Prints the JSON Schema of scenario or study files, or writes both into a directory. */
export const schema: Command = {
  usage: 'schema [kind]',
  describe: 'Print the JSON Schema of scenario or study files, for editors',
  build: (yargs) => yargs.positional('kind', { choices: KINDS, default: 'scenario', describe: 'Of which files; --out writes both' }),
  perform({ common, of, terminal }) {
    if (common.out === null) {
      terminal.out(textOf(of['kind'] as Kind));
      return EXIT.done;
    }
    const files = new Map(KINDS.map((kind) => [`${kind}.schema.json`, textOf(kind)]));
    prepareDirectory(common.out);
    writeFiles(common.out, files);
    for (const name of files.keys()) terminal.out(`${join(common.out, name)}\n`);
    return EXIT.done;
  },
};

function textOf(kind: Kind): string {
  const { models, catalogue } = vocabulary();
  return `${JSON.stringify(kind === 'study' ? studySchema() : scenarioSchema(models, catalogue), null, 2)}\n`;
}
