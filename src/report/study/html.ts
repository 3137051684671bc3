import { CONFIDENCE } from '../../study/combine.ts';
import { digits, grouped } from '../../study/wording.ts';
import { answerBox, LOOK } from '../html/answer.ts';
import { assumptionsSection } from '../html/background.ts';
import { html, type Markup, NOTHING } from '../html/markup.ts';
import { type DrawnChart, figure, page } from '../html/page.ts';
import { table } from '../html/table.ts';
import { studyAnswer } from './answer.ts';
import { differenceTable, usualGain } from './differences.ts';
import { type PointResult, pointTitle, type StudyMaterial } from './material.ts';
import type { StudyRecord } from './record.ts';
import { limitText, objectiveCell, pointCells, pointHeadings } from './table.ts';

/** report.html of a study. */
export function studyHtml(material: StudyMaterial, record: StudyRecord, chart: DrawnChart | null): string {
  const { study } = material;
  return page({
    title: study.study,
    question: study.question,
    about: study.report,
    answer: html`${answerBox(studyAnswer(material))}${violations(material)}${pointsTable(material)}`,
    sections: [
      { id: 'chart', title: 'Chart', content: chart === null ? NOTHING : figure(chart) },
      { id: 'differences', title: 'Differences', content: differences(material) },
      { id: 'points', title: 'Points', content: pointDetails(record) },
      { id: 'assumptions', title: 'Assumptions', content: assumptionsSection({ scenario: study.base }) },
      { id: 'validity', title: 'Validity', content: validity(material, record) },
    ],
    record,
  });
}

function violations({ points }: StudyMaterial): Markup {
  const wrong = points.flatMap(({ point, outcome }) => {
    const found = outcome?.is === 'done' ? outcome.violations : [];
    return found.length === 0 ? [] : [html`<li>${point.name}: ${found.length} wrong, the first: ${found[0]!}</li>`];
  });
  return wrong.length === 0
    ? NOTHING
    : html`<div class="alarm"><strong>The audit found wrong reads: do not trust these results.</strong><ul>${wrong}</ul></div>
`;
}

/** Points by objectives. */
function pointsTable(material: StudyMaterial): Markup {
  const heads = pointHeadings(material);
  const objectives = Object.keys(material.study.base.objectives);
  const titles = [
    ...heads.map((name) => html`${name}`),
    ...objectives.map((name) => html`${name}<span class="twin">${limitText(material, name)}</span>`),
  ];
  const rows = material.points.map((result) => {
    const [name = '', ...values] = pointCells(material, result);
    const cells = [...values.map((value) => html`<td>${value}</td>`), ...objectives.map((objective) => verdictCell(result, objective))];
    return html`<tr><th scope="row">${name}${state(result)}</th>${cells}</tr>\n`;
  });
  return html`<div class="scroll"><table><thead><tr>${titles.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>
${rows}</tbody></table></div>
`;
}

function verdictCell(result: PointResult, objective: string): Markup {
  const one = result.verdicts.find(({ name }) => name === objective);
  if (one === undefined) return html`<td></td>`;
  const { css, sign, word } = LOOK[one.verdict];
  // That an interval holds its limit is what the sign says.
  const open = one.verdict === 'undecided' && one.estimate !== null && one.bound !== null;
  const note = open || one.note === '' ? NOTHING : html`<span class="twin">${one.note}</span>`;
  return html`<td><span class="${css}"><span class="sign" title="${word}">${sign}</span></span> ${objectiveCell(result, objective, 'full')}${note}</td>`;
}

function state({ outcome }: PointResult): Markup {
  if (outcome === null) return html`<span class="twin">not run</span>`;
  return outcome.is === 'failed' ? html`<span class="twin">failed: ${outcome.reason}</span>` : NOTHING;
}

function differences(material: StudyMaterial): Markup {
  const found = differenceTable(material);
  if (found === null) return NOTHING;
  const caption = `Each point less ${pointTitle(material.study, material.points[0]!.point)}, replication by replication on the same random numbers; in brackets what may be chance.`;
  const rows = found.rows.map(({ result, cells }) => [
    result.point.name,
    ...cells.map(({ text, certain }) => (certain || text === '—' ? text : `(${text})`)),
  ]);
  return table(caption, [{ title: 'point' }, ...found.columns.map((title) => ({ title, number: true as const }))], rows);
}

function pointDetails(record: StudyRecord): Markup {
  const columns = [
    { title: 'point' },
    { title: 'events', number: true as const },
    { title: 'fingerprint', number: true as const },
    { title: 'to run it alone' },
  ];
  const rows = record.points.map((one) => [
    one.point,
    one.event_count === 0 ? '—' : grouped(String(one.event_count)),
    html`<code>${one.fingerprint}</code>`,
    html`<code>${one.command}</code>`,
  ]);
  return table('', columns, rows);
}

/** What the numbers stand on, and how to get them again. */
function validity(material: StudyMaterial, record: StudyRecord): Markup {
  const gain = usualGain(differenceTable(material));
  const wrong = record.points.reduce((sum, { violations: found }) => sum + found.length, 0);
  const facts: readonly (readonly [string, string | Markup])[] = [
    ['replications', String(record.replications)],
    [
      'intervals',
      record.replications === 1
        ? 'none: one replication says nothing about what differs by chance'
        : `${CONFIDENCE * 100} % confidence, each for itself`,
    ],
    [
      'comparison',
      `same seed and streams for all points${gain === undefined ? '' : `; common random numbers gain ${digits(gain)}: so many times as many runs would be needed without them`}`,
    ],
    ['audit', record.audit ? `on: every read checked against what was written; ${wrong} wrong` : 'off'],
    ['seed', String(record.seed)],
    ['fingerprint', html`<code>${record.fingerprint}</code>`],
    ['scenario', record.scenario_file],
    ['program', `copyfence ${record.version}`],
    ['to run it again', html`<code>${record.command}</code>`],
  ];
  return html`<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
`;
}
