import { join, relative } from 'node:path';
import { suggest } from '../../parameters/nearest.ts';
import { parseQuantity } from '../../parameters/quantity.ts';
import { prepareDirectory, writeFiles } from '../../report/directory.ts';
import { campaign, type Failure } from '../../study/faults/campaign.ts';
import { kindsOf } from '../../study/faults/kinds/index.ts';
import type { Command, Given } from '../command.ts';
import { EXIT, InputError } from '../errors.ts';
import { vocabulary } from '../language.ts';
import { type CommonOptions, wholeNumber } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** Without --runs and --for. */
const RUNS = 100;
/** Runs at most to make one failing scenario smaller. */
const SHRINK_TRIALS = 150;
/** ms between two lines of progress, on a terminal and elsewhere. */
const REDRAW_MS = 200;
const LINE_MS = 5000;

/** What a campaign is asked for. */
interface Order {
  readonly seed: number;
  readonly runs: number;
  readonly kinds: readonly string[];
  /** ms of real time; no run is begun after it. */
  readonly budget: number;
}

/** Runs random scenarios with random faults, with the oracle on. */
export const faults: Command = {
  usage: 'faults',
  describe: 'Run random scenarios with random faults, check everything, tell which fail',
  options: ['runs', 'kind', 'for'],
  build: (yargs) =>
    yargs
      .option('runs', { type: 'string', requiresArg: true, describe: `Number of random scenarios (default ${RUNS}), from --seed on` })
      .option('for', { type: 'string', requiresArg: true, describe: 'Begin no run after so much real time, such as "5 min"' })
      .option('kind', { type: 'string', array: true, requiresArg: true, describe: 'What they are about: kinds of copies, or plain' }),
  async perform(given) {
    const { common, terminal } = given;
    const order = orderOf(given);
    const directory = common.out ?? join('results', 'faults');
    let stopped = false;
    const release = terminal.onInterrupt(() => {
      if (stopped) process.exit(EXIT.interrupted);
      stopped = true;
    });
    try {
      const done = await carryOut(order, directory, given, () => stopped);
      if (common.json) terminal.out(`${JSON.stringify(done, null, 2)}\n`);
      else terminal.out(`${count(done.runs)}, ${done.failures.length} failed, ${done.events} events\n`);
      if (done.failures.length > 0) return EXIT.fault;
      return stopped ? EXIT.interrupted : EXIT.done;
    } finally {
      release();
    }
  },
};

interface Done {
  runs: number;
  events: number;
  readonly kinds: readonly string[];
  readonly failures: object[];
}

/** Seed by seed; in between it listens for Ctrl-C. */
async function carryOut(order: Order, directory: string, { common, of, terminal }: Given, stopped: () => boolean): Promise<Done> {
  const done: Done = { runs: 0, events: 0, kinds: order.kinds, failures: [] };
  const end = performance.now() + order.budget;
  const show = progress(common, terminal);
  const chosen = of['kind'] === undefined ? [] : order.kinds;
  for (const { seed, events, failure } of campaign({ ...order, shrinkTrials: SHRINK_TRIALS }, vocabulary())) {
    done.runs++;
    done.events += events;
    if (failure !== null) done.failures.push(tell(failure, chosen, directory, { common, terminal }));
    show(`seed ${seed}: ${count(done.runs)}, ${done.failures.length} failed`);
    await new Promise((resolve) => setImmediate(resolve));
    if (stopped() || performance.now() >= end) break;
  }
  show(null);
  return done;
}

/** Writes the failing scenario down, and says how to see it again. */
function tell(
  failure: Failure,
  kinds: readonly string[],
  directory: string,
  { common, terminal }: Pick<Given, 'common' | 'terminal'>,
): object {
  const { seed, findings, text, smallest } = failure;
  const [first] = findings;
  const files = { scenario: `${seed}.yaml`, smallest: `${seed}-smallest.yaml` };
  prepareDirectory(directory);
  writeFiles(
    directory,
    new Map([
      [files.scenario, text],
      [files.smallest, smallest],
    ]),
  );
  const replay = `copyfence faults --seed ${seed} --runs 1${kinds.map((kind) => ` --kind ${kind}`).join('')}`;
  const at = (file: string): string => relative('', join(directory, file));
  if (!common.json) {
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    const found = first!.text.replaceAll('\n', ' ');
    terminal.out(`seed ${seed} fails: ${first!.rule}: ${found}${more}; to see it again: ${replay}\n`);
    terminal.out(`the scenario: ${at(files.scenario)}; the smallest that fails alike: ${at(files.smallest)}\n\n${indented(smallest)}\n`);
  }
  return { seed, rule: first!.rule, findings, replay, scenario: at(files.scenario), smallest: at(files.smallest) };
}

function count(runs: number): string {
  return runs === 1 ? '1 run' : `${runs} runs`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}

/** @throws InputError */
function orderOf({ common, of }: Given): Order {
  if (common.set.some((setting) => !setting.startsWith('run.seed=')))
    throw new InputError('faults makes scenarios of its own: it takes no --set and no --replications');
  const budget = of['for'] === undefined ? Number.POSITIVE_INFINITY : duration(String(of['for']));
  const runs = wholeNumber('runs', of['runs'], 1);
  const everything = runs === null && of['for'] !== undefined ? Number.POSITIVE_INFINITY : RUNS;
  return {
    seed: Number(of['seed'] ?? 1),
    runs: runs === null ? everything : Number(runs),
    kinds: kindsAsked(of['kind'] as readonly string[] | undefined),
    budget,
  };
}

function duration(text: string): number {
  const parsed = parseQuantity(text, 'duration');
  if ('error' in parsed) throw new InputError(`--for: expected a duration such as 30 s, found \`${text}\`: ${parsed.error}`);
  return parsed.value / 1e6;
}

function kindsAsked(asked: readonly string[] | undefined): readonly string[] {
  const known = kindsOf(vocabulary().models);
  const unknown = asked?.find((kind) => !known.includes(kind));
  if (unknown !== undefined) throw new InputError(`--kind: there is no ${unknown}: ${suggest(unknown, known)}`);
  return asked ?? known;
}

/** Says on standard error how far it is; null: takes the line away. */
function progress({ quiet }: CommonOptions, terminal: Terminal): (text: string | null) => void {
  let shown = performance.now();
  return (text) => {
    const now = performance.now();
    if (quiet || (text !== null && now - shown < (terminal.redraws ? REDRAW_MS : LINE_MS))) return;
    shown = now;
    if (terminal.redraws) terminal.err(`\r\u001b[2K${text ?? ''}`);
    else if (text !== null) terminal.err(`${text}\n`);
  };
}
