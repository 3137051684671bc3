import { join } from 'node:path';
import { prepareDirectory, writeFiles } from '../../report/directory.ts';
import { scenarioSchema } from '../../scenario/schema.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../errors.ts';
import { vocabulary } from '../language.ts';

const FILE = 'scenario.schema.json';

/** Prints the JSON Schema of scenario files, or writes it into a directory. */
export const schema: Command = {
  usage: 'schema',
  describe: 'Print the JSON Schema of scenario files, for editors',
  perform({ common, terminal }) {
    const { models, catalogue } = vocabulary();
    const text = `${JSON.stringify(scenarioSchema(models, catalogue), null, 2)}\n`;
    if (common.out === null) {
      terminal.out(text);
      return EXIT.done;
    }
    prepareDirectory(common.out);
    writeFiles(common.out, new Map([[FILE, text]]));
    terminal.out(`${join(common.out, FILE)}\n`);
    return EXIT.done;
  },
};
