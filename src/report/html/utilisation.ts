import { type Material, phaseTitle } from '../material.ts';
import { phasesOfUtilisation, utilisationRows } from '../sections/utilisation.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { table } from './table.ts';

const ROWS_AT_MOST = 60;

/** How busy each component was, by phase and by cause. */
export function utilisationSection(material: Material): Markup {
  const rows = utilisationRows(material);
  if (rows.length === 0) return NOTHING;
  const phases = phasesOfUtilisation(material);
  const columns = [
    { title: 'component' },
    ...phases.map((phase) => ({ title: phaseTitle(phase), number: true as const })),
    { title: 'when busiest' },
    { title: 'by cause' },
  ];
  const cells = rows
    .slice(0, ROWS_AT_MOST)
    .map((row) => [
      row.component,
      ...phases.map((phase) => `${(row.byPhase.get(phase) ?? 0).toFixed(1)} %`),
      html`<span class="bar">${row.causes.map(({ cause, value }) => html`<i class="${colourOf(cause)}" style="width:${Math.min(100, value).toFixed(1)}%"></i>`)}</span>`,
      row.causes.map(({ cause, value }) => `${cause} ${value.toFixed(1)}`).join(', '),
    ]);
  const more = rows.length > ROWS_AT_MOST ? ` The ${ROWS_AT_MOST} busiest of ${rows.length}; all are in summary.csv.` : '';
  const key = html`<p class="soft"><span class="key host"></span>host I/O<span class="key copy"></span>copy<span class="key rest"></span>other</p>`;
  return html`${table(`Share of time in which a component was busy.${more}`, columns, cells)}${key}`;
}

function colourOf(cause: string): string {
  return cause === 'host' || cause === 'copy' ? cause : 'rest';
}
