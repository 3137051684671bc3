import { models } from '../../src/copy/models/index.ts';
import { driveNames } from '../../src/devices/disk/catalog.ts';
import { loadCatalogue } from '../../src/devices/load-catalogue.ts';
import type { Vocabulary } from '../../src/study/faults/random-scenario.ts';

export const vocabulary: Vocabulary = { models, catalogue: loadCatalogue(driveNames()) };
