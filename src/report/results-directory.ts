import type { Results } from '../metrics/results.ts';
import { chartsOf } from './charts/index.ts';
import { renderSvg } from './charts/render.ts';
import { eventsCsv, readEvents, readSummary, readTimeline, summaryCsv, timelineCsv } from './csv.ts';
import { CsvError } from './csv-read.ts';
import { DirectoryError, readResultFile, removeOthers, writeFiles } from './directory.ts';
import { reportHtml } from './html/index.ts';
import type { DrawnChart } from './html/page.ts';
import { type Material, material } from './material.ts';
import { isRunRecord, type RunRecord, scenarioHash } from './run-record.ts';

/** The files that are byte-identical between two runs of the same, with what makes them. */
export const CSV_FILES = {
  'summary.csv': (results: Results) => summaryCsv(results.summary),
  'timeline.csv': (results: Results) => timelineCsv(results.timeline),
  'events.csv': (results: Results) => eventsCsv(results.events),
} as const;

/** Writes the numbers and what was run. @throws DirectoryError */
export function writeNumbers(directory: string, results: Results, record: RunRecord): void {
  const files = new Map(Object.entries(CSV_FILES).map(([name, write]) => [name, write(results)]));
  files.set('run.json', `${JSON.stringify(record, null, 2)}\n`);
  writeFiles(directory, files);
}

/** Draws the charts and writes the report beside the numbers. @throws DirectoryError */
export async function writeReport(directory: string, of: Material): Promise<void> {
  const files = new Map<string, string>();
  const drawn: DrawnChart[] = [];
  for (const chart of chartsOf(of)) {
    const svg = await renderSvg(chart);
    drawn.push({ chart, svg });
    files.set(`charts/${chart.name}.vl.json`, specText(chart.spec));
    files.set(`charts/${chart.name}.svg`, svg);
  }
  files.set('report.html', reportHtml(of, drawn));
  removeOthers(directory, 'charts', ['.vl.json', '.svg', '.unfinished'], new Set(files.keys()));
  writeFiles(directory, files);
}

/**
 * Reads what a run has written: all that is shown is made from these rows, so that it agrees with the files to the last digit.
 * @throws DirectoryError if something is missing or no longer whole
 */
export function readResults(directory: string): Material {
  const record = readRecord(directory);
  const read = <Row>(name: string, parse: (text: string) => Row[]): Row[] => {
    try {
      return parse(readResultFile(directory, name));
    } catch (error) {
      if (error instanceof CsvError) throw new DirectoryError(`${directory}/${name}: ${error.message}`);
      throw error;
    }
  };
  const results: Results = {
    summary: read('summary.csv', readSummary),
    timeline: read('timeline.csv', readTimeline),
    events: read('events.csv', readEvents),
    phases: record.phases,
    fingerprints: record.fingerprints,
    eventCount: record.event_count,
    violations: record.violations,
  };
  return material(record.scenario, results, record);
}

/** Reads run.json. @throws DirectoryError */
export function readRecord(directory: string): RunRecord {
  const text = readResultFile(directory, 'run.json');
  let record: Partial<RunRecord> | null;
  try {
    record = JSON.parse(text) as Partial<RunRecord> | null;
  } catch {
    throw new DirectoryError(`${directory}/run.json is not whole: run the scenario again`);
  }
  if (!isRunRecord(record)) throw new DirectoryError(`${directory}/run.json was not written by copyfence run, or is damaged`);
  if (scenarioHash(record.scenario) !== record.scenario_sha256)
    throw new DirectoryError(`${directory}/run.json: the scenario in it is not the one that was run: its SHA-256 is another`);
  return record;
}

/** A data value is a line. */
function specText(spec: object): string {
  return `${JSON.stringify(spec, null, 1).replace(/\{[^{}[\]]*\}/g, (flat) => flat.replace(/\n */g, ''))}\n`;
}
