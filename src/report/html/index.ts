import type { Chart } from '../charts/chart.ts';
import type { Material } from '../material.ts';
import { answerSection } from './answer.ts';
import { assumptionsSection, eventsSection, validitySection } from './background.ts';
import { copiesSection } from './copies.ts';
import { html, Markup, NOTHING } from './markup.ts';
import { residenceSection } from './residence.ts';
import { responseSection } from './response.ts';
import { STYLE } from './style.ts';
import { utilisationSection } from './utilisation.ts';

/** A chart and its picture. */
export interface DrawnChart {
  readonly chart: Chart;
  readonly svg: string;
}

/** report.html: one file that needs nothing else, no script, readable on paper. */
export function reportHtml(material: Material, charts: readonly DrawnChart[]): string {
  const { scenario, record } = material;
  const sections = [
    { id: 'charts', title: 'Charts', content: html`${charts.map(figure)}` },
    { id: 'response', title: 'Throughput and response times', content: responseSection(material) },
    { id: 'copies', title: 'Copies', content: copiesSection(material) },
    { id: 'residence', title: 'Where the time of an I/O went', content: residenceSection(material) },
    { id: 'utilisation', title: 'Utilisation', content: utilisationSection(material) },
    { id: 'assumptions', title: 'Assumptions', content: assumptionsSection(material) },
    { id: 'validity', title: 'Validity', content: validitySection(material) },
    { id: 'events', title: 'Events', content: eventsSection(material) },
  ].filter(({ content }) => content.text !== '');
  const about = [scenario.report.customer, scenario.report.author, scenario.report.date].filter((part) => part !== undefined).join(', ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="copyfence ${record.version}">
<title>${scenario.scenario} – Copyfence</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
<header><h1>${scenario.scenario}</h1><span class="soft">${about}</span></header>
${scenario.question === null ? NOTHING : html`<p class="question">${scenario.question}</p>`}
${answerSection(material)}
<nav>${sections.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}</nav>
${sections.map(
  ({ id, title, content }) => html`<section id="${id}"><h2>${title}</h2>
${content}</section>
`,
)}
<footer>copyfence ${record.version} · seed ${record.seed} · fingerprint ${record.fingerprint}</footer>
</main>
</body>
</html>
`.text;
}

function figure({ chart, svg }: DrawnChart): Markup {
  // Vega numbers its definitions anew in each picture: told apart by the chart's name.
  const own = svg.replace(/(\bid="|url\(#)/g, `$1${chart.name}-`);
  return html`<figure id="chart-${chart.name}"><h3>${chart.title}</h3><figcaption>${chart.caption}</figcaption>${new Markup(own.replace('<svg ', `<svg role="img" aria-label="${chart.title}" `))}</figure>
`;
}
