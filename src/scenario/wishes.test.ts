import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { models } from '../copy/models/index.ts';
import { driveNames } from '../devices/disk/catalog.ts';
import { loadCatalogue } from '../devices/load-catalogue.ts';
import { readScenario } from './read.ts';

/** Five situations of planners that the language is made for; they lie beside the data for tests. */
const FOLDER = process.env['COPYFENCE_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const fileOf = (name: string): string => `${FOLDER}/../wishes/${name}.yaml`;

const LATER = 'not supported yet in this version';

/** All that keeps them from being run: words that are refused by name, nothing else. */
const WISHES: { readonly [name: string]: readonly string[] } = {
  'wish-1-openvms-rebuild': ['workloads.trading: `measured`', 'workloads.trading: `read_hit`', 'copies.dsa: `multiuse`', '`facts`'],
  'wish-2-flashcopy-backup': ['run: `scale`', 'hosts.sysplex: `paths`', 'volumes.prod: `used`', 'workloads.batch: `measured`', '`facts`'],
  'wish-3-quickopc-refresh': ['workloads.erp: `measured`', 'workloads.erp: `read_hit`', 'copies.refresh.kind: `quickopc`'],
  'wish-4-business-copy-split': [
    'run: `scale`',
    'hosts.sap: `paths`',
    'workloads.users: `measured`',
    'copies.fallback.kind: `business-copy`',
    '`facts`',
  ],
  'wish-5-journal-link': [
    'run: `fidelity`',
    'links.wan: `loss`',
    'links.wan: `others`',
    'workloads.writes: `measured`',
    'workloads.writes: `growth`',
    'workloads.writes: `burst`',
  ],
};

describe('the situations that the language is made for', () => {
  const catalogue = loadCatalogue(driveNames());

  for (const [name, later] of Object.entries(WISHES)) {
    test.skipIf(!existsSync(fileOf(name)))(`${name}: only what comes later stands against it`, () => {
      const result = readScenario(readFileSync(fileOf(name), 'utf8'), { file: name, models, catalogue });
      const messages = 'problems' in result ? result.problems.map(({ message }) => message) : [];
      expect(messages).toEqual(later.map((what) => `${what} is ${LATER}`));
    });
  }
});
