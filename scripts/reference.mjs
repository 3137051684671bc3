// Writes docs/reference.md from the declarations in the code: run by `npm run generate`, after a build.
import { writeFileSync } from 'node:fs';
import { models } from '../dist/copy/models/index.js';
import { driveNames, loadDrive } from '../dist/devices/disk/catalog.js';
import { loadCatalogue } from '../dist/devices/load-catalogue.js';
import { referenceTable } from '../dist/parameters/reference.js';
import * as grammar from '../dist/scenario/grammar.js';

const drives = driveNames();
const catalogue = loadCatalogue(drives);
const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const components = Object.entries(grammar.COMPONENTS).map(([block, parameters]) => `## ${block}\n\n${referenceTable(parameters)}`);

const kinds = models.map((model) =>
  [
    `## copies: ${model.kind}`,
    model.means,
    `Follows: ${model.follows.map(({ title, section }) => `${title}, ${section}`).join('; ')}.`,
    `Attaches at: ${model.points.join(', ')}.`,
    '### Parameters',
    referenceTable(model.parameters),
    '### States',
    table(
      ['state', 'meaning'],
      model.states.map(({ name, means }) => [name, means]),
    ),
    '### Life',
    table(
      ['on', 'kind', 'from', 'to', 'meaning'],
      model.life.map((row) => [row.on, row.kind, row.from.join(', '), row.to, row.means]),
    ),
    ...model.options.map(({ verb, parameters }) => `### Options of \`${verb}\`\n\n${referenceTable(parameters)}`),
    '### Gauges',
    table(
      ['gauge', 'unit', 'meaning'],
      model.gauges.map(({ name, unit, means }) => [name, unit, means]),
    ),
  ].join('\n\n'),
);

const blocks = [
  ['run', grammar.runParameters],
  ['timeline', grammar.entryParameters],
  ['options of `degrade`', grammar.degradeParameters],
  ['phases', grammar.phaseParameters],
  ['objectives', grammar.objectiveParameters],
  ['report', grammar.reportParameters],
].map(([block, parameters]) => `## ${block}\n\n${referenceTable(parameters)}`);

const presets = [...catalogue.presets].map(({ type, name, means }) => [type, name, means]);
writeFileSync(
  new URL('../docs/reference.md', import.meta.url),
  `${[
    '# Reference',
    'Made from the declarations in the code (`npm run generate`). [language.md](language.md) explains how the words go together. Evidence: S stated in a founding document, D vendor document, P practitioner, C computed, R recalled, E estimate.',
    ...components,
    ...kinds,
    ...blocks,
    '## Presets',
    table(['type', 'preset', 'meaning'], presets),
    '## Drives',
    table(
      ['drive', 'meaning', 'source'],
      drives.map((name) => [name, loadDrive(name).means, loadDrive(name).source]),
    ),
  ].join('\n\n')}\n`,
);
