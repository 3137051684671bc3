import type { Scenario } from '../../scenario/scenario.ts';
import type { Chart } from '../charts/chart.ts';
import { html, Markup, NOTHING } from './markup.ts';
import { STYLE } from './style.ts';

/** A chart and its picture. */
export interface DrawnChart {
  readonly chart: Chart;
  readonly svg: string;
}

export interface Page {
  readonly title: string;
  readonly question: string | null;
  readonly about: Scenario['report'];
  readonly answer: Markup;
  /** Those without content are left out. */
  readonly sections: readonly { readonly id: string; readonly title: string; readonly content: Markup }[];
  readonly record: { readonly version: string; readonly seed: number; readonly fingerprint: string };
}

/** A report as one file that needs nothing else, no script, readable on paper. */
export function page({ title, question, about, answer, sections, record }: Page): string {
  const shown = sections.filter(({ content }) => content.text !== '');
  const by = [about.customer, about.author, about.date].filter((part) => part !== undefined).join(', ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="copyfence ${record.version}">
<title>${title} – Copyfence</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
<header><h1>${title}</h1><span class="soft">${by}</span></header>
${question === null ? NOTHING : html`<p class="question">${question}</p>`}
${answer}
<nav>${shown.map((section) => html`<a href="#${section.id}">${section.title}</a>`)}</nav>
${shown.map(
  (section) => html`<section id="${section.id}"><h2>${section.title}</h2>
${section.content}</section>
`,
)}
<footer>copyfence ${record.version} · seed ${record.seed} · fingerprint ${record.fingerprint}</footer>
</main>
</body>
</html>
`.text;
}

/** A chart in a page. */
export function figure({ chart, svg }: DrawnChart): Markup {
  // Vega numbers its definitions anew in each picture: told apart by the chart's name.
  const own = svg.replace(/(\bid="|url\(#)/g, `$1${chart.name}-`);
  return html`<figure id="chart-${chart.name}"><h3>${chart.title}</h3><figcaption>${chart.caption}</figcaption>${new Markup(own.replace('<svg ', `<svg role="img" aria-label="${chart.title}" `))}</figure>
`;
}
