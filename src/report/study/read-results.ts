import type { Study } from '../../scenario/study/study.ts';
import type { ComparedRow } from '../../study/differences.ts';
import type { PointOutcome } from '../../study/sweep.ts';
import { CsvError, parseCsv } from '../csv-read.ts';
import { DirectoryError, readResultFile } from '../directory.ts';
import { studyCsvColumns, TEXT_COLUMNS } from './csv.ts';
import { pointResult, type StudyMaterial } from './material.ts';
import { isStudyRecord, type StudyRecord } from './record.ts';

/** Reads study.json. @throws DirectoryError */
export function readStudyRecord(directory: string): StudyRecord {
  const text = readResultFile(directory, 'study.json');
  let record: Partial<StudyRecord> | null;
  try {
    record = JSON.parse(text) as Partial<StudyRecord> | null;
  } catch {
    throw new DirectoryError(`${directory}/study.json is not whole: run the study again`);
  }
  if (isStudyRecord(record)) return record;
  throw new DirectoryError(
    `${directory}/study.json was not written by this version of copyfence study, or is damaged: run the study again`,
  );
}

/** All that the report is made of, from study.csv and study.json. @throws DirectoryError if they are no longer whole */
export function readStudyResults(directory: string, study: Study, { points }: StudyRecord): StudyMaterial {
  const rows = readRows(directory, study);
  return {
    study,
    points: study.points.map((point, index) => {
      const { status, reason, fingerprints, event_count, violations } = points[index]!;
      if (status === 'not run') return pointResult(point, null);
      if (status === 'failed') return pointResult(point, { is: 'failed', reason });
      const own = rows.get(point.name) ?? [];
      const outcome: PointOutcome = { is: 'done', rows: own, fingerprints, eventCount: event_count, violations };
      return pointResult(point, outcome);
    }),
  };
}

/** The rows of each point. */
function readRows(directory: string, study: Study): Map<string, ComparedRow[]> {
  const columns = studyCsvColumns(study);
  const numbers = columns.slice(1 + study.parameters.length).filter((column) => !TEXT_COLUMNS.includes(column));
  const text = readResultFile(directory, 'study.csv');
  const found = new Map<string, ComparedRow[]>();
  try {
    for (const row of parseCsv(text, columns)) {
      const cells = [
        ...TEXT_COLUMNS.filter((column) => row.text(column) !== '' || column !== 'method').map((column) => [column, row.text(column)]),
        ...numbers.filter((column) => row.text(column) !== '').map((column) => [column, row.number(column)]),
      ];
      const point = row.text('point');
      const own = found.get(point) ?? [];
      own.push(Object.fromEntries(cells) as ComparedRow);
      found.set(point, own);
    }
  } catch (error) {
    if (error instanceof CsvError) throw new DirectoryError(`${directory}/study.csv: ${error.message}`);
    throw error;
  }
  return found;
}
