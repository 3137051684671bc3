/** A CSV file of ours that somebody has changed or cut off. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
}

interface CsvRow<Column extends string> {
  text(column: Column): string;
  /** @throws CsvError if the cell is no number */
  number(column: Column): number;
}

/**
 * Reads a CSV file with a known header, as this program writes it: commas, quotes doubled inside quotes, lines ending
 * in LF or CRLF.
 * @throws CsvError naming the line
 */
export function parseCsv<Column extends string>(text: string, header: readonly Column[]): CsvRow<Column>[] {
  const records = splitRecords(text);
  const first = records.shift();
  if (first?.cells.join() !== header.join())
    throw new CsvError(`line 1: expected the columns ${header.join()}, found ${first?.cells.join() ?? 'nothing'}`);
  return records.map(({ cells, line }) => {
    if (cells.length !== header.length) throw new CsvError(`line ${line}: expected ${header.length} columns, found ${cells.length}`);
    const cell = (column: Column) => cells[header.indexOf(column)]!;
    return {
      text: cell,
      number: (column) => {
        const value = cell(column) === '' ? Number.NaN : Number(cell(column));
        if (!Number.isFinite(value)) throw new CsvError(`line ${line}: expected a number in ${column}, found "${cell(column)}"`);
        return value;
      },
    };
  });
}

interface CsvRecord {
  readonly cells: string[];
  readonly line: number;
}

/** A cell and what follows it: a quoted text or one without quotes, commas and line ends. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

function splitRecords(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = 1;
  let lines = 0;
  let cells: string[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length) {
    const found = CELL.exec(text);
    if (!found) throw new CsvError(`line ${line}: a quote is out of place`);
    const [, quoted, bare, end] = found;
    cells.push(quoted === undefined ? bare! : quoted.replaceAll('""', '"'));
    lines += found[0].split('\n').length - 1;
    if (end === ',' && CELL.lastIndex < text.length) continue;
    if (end === ',') cells.push('');
    records.push({ cells, line });
    line += lines;
    lines = 0;
    cells = [];
  }
  return records;
}
