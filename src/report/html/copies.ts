import { duration, instant, quantity } from '../../study/wording.ts';
import type { Material } from '../material.ts';
import { type CopyRow, copyRows } from '../sections/copies.ts';
import { html, type Markup, NOTHING } from './markup.ts';

/** What became of each copy. */
export function copiesSection(material: Material): Markup {
  return html`${copyRows(material).map((row) => copy(row, material))}`;
}

function copy({ copy: name, kind, done, rate, numbers, marks }: CopyRow, { scenario }: Material): Markup {
  const rows = [...numbers].sort(([, a], [, b]) => Number(a.statistic === 'last') - Number(b.statistic === 'last'));
  const facts = rows.map(
    ([metric, row]) =>
      html`<dt>${metric.replaceAll('_', ' ')}${row.statistic === 'last' ? ' at the end' : ''}</dt><dd>${quantity(row.value, row.unit)}${interval(row)}</dd>`,
  );
  const overall = rate ? html`<dt>mean rate</dt><dd>${rate}</dd>` : NOTHING;
  const times = marks.map(
    ({ mark, row }) =>
      html`<dt>${mark}</dt><dd>${instant(scenario.run.from, row.value)}${interval(row)} <span class="soft">(${duration(row.value)} after the start)</span></dd>`,
  );
  const state = done ? '' : ' — not done when the run ends';
  return html`<h3>${name} <span class="soft">${kind}${state}</span></h3><dl>${overall}${facts}${times}</dl>
`;
}

function interval({ ci_low, ci_high, unit }: { readonly ci_low?: number; readonly ci_high?: number; readonly unit: string }): string {
  return ci_low === undefined || ci_high === undefined || ci_low === ci_high ? '' : ` ± ${quantity((ci_high - ci_low) / 2, unit)}`;
}
