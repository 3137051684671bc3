import { renderSvg } from '../charts/render.ts';
import { removeOthers, writeFiles } from '../directory.ts';
import { studyChart } from './chart.ts';
import { pointsCsv, studyCsv } from './csv.ts';
import { studyHtml } from './html.ts';
import type { StudyMaterial } from './material.ts';
import type { StudyRecord } from './record.ts';

/** Writes the rows of all points that are finished, each file whole or not at all. @throws DirectoryError */
export function writeStudyNumbers(directory: string, material: StudyMaterial): void {
  writeFiles(
    directory,
    new Map([
      ['study.csv', studyCsv(material)],
      ['points.csv', pointsCsv(material)],
    ]),
  );
}

/** Draws the chart and writes the report and what was run. @throws DirectoryError */
export async function writeStudyReport(directory: string, material: StudyMaterial, record: StudyRecord): Promise<void> {
  const files = new Map([['study.json', `${JSON.stringify(record, null, 2)}\n`]]);
  const chart = studyChart(material);
  const drawn = chart === null ? null : { chart, svg: await renderSvg(chart) };
  if (drawn !== null) {
    files.set(`charts/${drawn.chart.name}.vl.json`, `${JSON.stringify(drawn.chart.spec, null, 1)}\n`);
    files.set(`charts/${drawn.chart.name}.svg`, drawn.svg);
  }
  files.set('report.html', studyHtml(material, record, drawn));
  removeOthers(directory, 'charts', ['.vl.json', '.svg', '.unfinished'], new Set(files.keys()));
  writeFiles(directory, files);
}
