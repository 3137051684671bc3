import { digits } from '../../study/wording.ts';
import { type Material, phaseTitle } from '../material.ts';
import { type Pair, responseRows, SHOWN_STATISTICS } from '../sections/response.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import { table } from './table.ts';

const TABLES = {
  response_time: 'All I/Os: response time in ms, the twin beneath',
  read_response_time: 'Reads',
  write_response_time: 'Writes',
} as const;

/** Throughput and response times by workload and phase, beside the twin. */
export function responseSection(material: Material): Markup {
  const tables = Object.entries(TABLES).map(([metric, caption]) => {
    const rows = responseRows(material, metric);
    if (rows.length === 0) return NOTHING;
    const columns = [
      { title: 'workload' },
      { title: 'phase' },
      ...(metric === 'response_time' ? [{ title: 'IOPS', number: true as const }] : []),
      ...SHOWN_STATISTICS.map((title) => ({ title, number: true as const })),
      { title: 'mean of twin', number: true as const },
    ];
    const cells = rows.map((row, index) => [
      rows[index - 1]?.workload === row.workload ? '' : row.workload,
      phaseTitle(row.phase),
      ...(metric === 'response_time' ? [cell(row.throughput)] : []),
      ...row.times.map(cell),
      row.times[0]?.ofTwin ? `${digits(row.times[0].ofTwin.value)} %` : '',
    ]);
    return table(caption, columns, cells);
  });
  return html`${tables}`;
}

function cell({ run, twin }: Pair): Markup {
  if (!run) return html`<span class="soft">—</span>`;
  const half =
    run.ci_low === undefined || run.ci_high === undefined ? NOTHING : html` <small>± ${digits((run.ci_high - run.ci_low) / 2)}</small>`;
  return html`${digits(run.value)}${half}${twin ? html`<span class="twin">${digits(twin.value)}</span>` : NOTHING}`;
}
