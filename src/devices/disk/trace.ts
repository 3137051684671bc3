/** Requests to a real drive with what was measured; times ns. One request was outstanding at a time. */
export interface MeasuredRequests {
  readonly length: number;
  /** 0 read, 1 write. */
  readonly op: Uint8Array;
  readonly block: Float64Array;
  readonly blocks: Float64Array;
  /** From issue to completion. */
  readonly service: Float64Array;
  /** From the completion to the issue of the next request. */
  readonly gap: Float64Array;
}

const OPERATION: { readonly [letter: string]: number } = { R: 0, W: 1 };

/**
 * Reads a trace in the "validate" format of DiskSim: one request per line, `R|W`, a word on the bus that is of no use
 * here, first block, blocks, measured service time and gap in microseconds.
 * @throws RangeError naming the line
 */
export function parseMeasuredRequests(text: string): MeasuredRequests {
  const rows = text
    .split('\n')
    .map((line, i) => ({ number: i + 1, fields: line.trim().split(/\s+/) }))
    .filter(({ fields }) => fields.length > 1 || fields[0] !== '');
  const requests = {
    length: rows.length,
    op: new Uint8Array(rows.length),
    block: new Float64Array(rows.length),
    blocks: new Float64Array(rows.length),
    service: new Float64Array(rows.length),
    gap: new Float64Array(rows.length),
  };
  rows.forEach(({ number, fields }, i) => {
    const op = OPERATION[fields[0] ?? ''];
    const [block, blocks, service, gap] = fields.slice(2).map(Number);
    if (op === undefined || fields.length !== 6) throw new RangeError(`line ${number}: expected R or W, a word and four numbers`);
    if (!isCount(block) || !isCount(blocks) || blocks === 0)
      throw new RangeError(`line ${number}: expected a block and a number of blocks`);
    if (!isTime(service) || !isTime(gap)) throw new RangeError(`line ${number}: expected two times in microseconds`);
    requests.op[i] = op;
    requests.block[i] = block;
    requests.blocks[i] = blocks;
    requests.service[i] = Math.round(service * 1000);
    requests.gap[i] = Math.round(gap * 1000);
  });
  return requests;
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}

function isTime(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}
