import type { Study } from '../../scenario/study/study.ts';
import type { PointOutcome } from '../../study/sweep.ts';
import { renderSvg } from '../charts/render.ts';
import { removeOthers, writeFiles } from '../directory.ts';
import { studyChart } from './chart.ts';
import { pointsCsv, studyCsvHeader, studyCsvLines } from './csv.ts';
import { studyHtml } from './html.ts';
import { type PointResult, pointResult, type StudyMaterial } from './material.ts';
import type { StudyRecord } from './record.ts';

/** Writes study.csv and points.csv anew, each whole or not at all, as soon as a point is finished. */
export class StudyNumbers {
  readonly #directory: string;
  readonly #study: Study;
  readonly #points: PointResult[];
  readonly #lines: string[];

  constructor(directory: string, study: Study) {
    this.#directory = directory;
    this.#study = study;
    this.#points = study.points.map((point) => pointResult(point, null));
    this.#lines = study.points.map(() => '');
  }

  /** What there is so far. */
  get material(): StudyMaterial {
    return { study: this.#study, points: this.#points };
  }

  /** @throws DirectoryError */
  add(index: number, outcome: PointOutcome): void {
    const result = pointResult(this.#study.points[index]!, outcome);
    this.#points[index] = result;
    this.#lines[index] = studyCsvLines(this.#study, result);
    const files = { 'study.csv': studyCsvHeader(this.#study) + this.#lines.join(''), 'points.csv': pointsCsv(this.material) };
    writeFiles(this.#directory, new Map(Object.entries(files)));
  }
}

/** The CSV files of a study, which are byte-identical between two runs of the same. */
export function studyCsvFiles(material: StudyMaterial): { readonly [name: string]: string } {
  const { study, points } = material;
  const lines = points.filter(({ outcome }) => outcome !== null).map((point) => studyCsvLines(study, point));
  return { 'study.csv': studyCsvHeader(study) + lines.join(''), 'points.csv': pointsCsv(material) };
}

/** Writes what was run. @throws DirectoryError */
export function writeStudyRecord(directory: string, record: StudyRecord): void {
  writeFiles(directory, new Map([['study.json', `${JSON.stringify(record, null, 2)}\n`]]));
}

/** Draws the chart and writes the report. @throws DirectoryError */
export async function writeStudyReport(directory: string, material: StudyMaterial, record: StudyRecord): Promise<void> {
  const files = new Map<string, string>();
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
