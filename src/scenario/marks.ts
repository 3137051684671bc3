import { clockAfter, DAY, formatClock, parseClock } from '../parameters/clock.ts';
import type { Mark } from '../parameters/mark.ts';
import { suggest } from '../parameters/nearest.ts';
import type { ClockTime } from '../parameters/parameter.ts';
import { type Parsed, parseQuantity } from '../parameters/quantity.ts';
import { found, type Issue, type Raw } from '../parameters/raw.ts';
import { ONE } from './grammar.ts';
import type { Names } from './names.ts';

/** What marks need to know of the entries that they name. */
export interface MarkFacts {
  /** The states of a copy; null if its kind is not known. */
  states(copy: string): readonly string[] | null;
  /** Whether a timeline entry has a `for`. */
  ends(entry: string): boolean;
  /** Whether a workload ends: by its `work` or with its trace. */
  works(workload: string): boolean;
}

const WRITTEN = 'a mark such as 22:00, start + 10 min or dsa.done';

/** Reads marks. */
export class Marks {
  readonly #names: Names;
  readonly #from: ClockTime;
  readonly #startKnown: boolean;
  readonly #facts: MarkFacts;
  readonly #report: (issue: Issue) => void;

  /** @param from start of the run; null: it is written wrongly, and times of day cannot be judged */
  constructor(names: Names, from: ClockTime | null, facts: MarkFacts, report: (issue: Issue) => void) {
    this.#names = names;
    this.#from = from ?? { day: null, clock: 0 };
    this.#startKnown = from !== null;
    this.#facts = facts;
    this.#report = report;
  }

  /**
   * @param strictly a bare time that is the start of the run means the next day
   * @returns the mark; undefined after a report, or if it depends on a start of the run that is wrong
   */
  read(raw: Raw, path: string, strictly = false): Mark | undefined {
    if (raw.is === 'list') return this.#all(raw.items, raw, path);
    if (!this.#startKnown && raw.is === 'scalar' && /\d:\d/.test(raw.text)) return undefined;
    const parsed: Parsed<Mark> = raw.is === 'scalar' ? this.#sum(raw.text.trim(), strictly) : { error: '' };
    if ('value' in parsed) return parsed.value;
    const reason = parsed.error === '' ? '' : `: ${parsed.error}`;
    this.#report({ place: raw.place, message: `${path}: expected ${WRITTEN}, found ${found(raw)}${reason}` });
    return undefined;
  }

  #all(items: readonly Raw[], raw: Raw, path: string): Mark | undefined {
    const marks = items.map((item) => this.read(item, path));
    if (items.length === 0) this.#report({ place: raw.place, message: `${path}: expected ${WRITTEN}, found an empty list` });
    return items.length === 0 || marks.includes(undefined) ? undefined : { is: 'all', of: marks as Mark[] };
  }

  #sum(text: string, strictly: boolean): Parsed<Mark> {
    const [first = '', ...delays] = text.split('+').map((part) => part.trim());
    let mark = this.#single(first, strictly);
    for (const delay of delays) {
      if ('error' in mark) return mark;
      const by = parseQuantity(delay, 'duration');
      if ('error' in by) return { error: `after + comes a duration: ${by.error}` };
      mark = { value: { is: 'later', than: mark.value, by: by.value } };
    }
    return mark;
  }

  #single(text: string, strictly: boolean): Parsed<Mark> {
    if (text === '') return { error: '' };
    if (text === 'start') return { value: { is: 'time', ns: 0 } };
    if (text === 'end') return { value: { is: 'end' } };
    const daily = /^daily(?:\s+(.*))?$/.exec(text);
    if (daily !== null) return this.#daily(daily[1] ?? '');
    if (/^\d[\d-]*[ T]*\d*:/.test(text)) return this.#clock(text, strictly);
    if (/^\d/.test(text)) return { error: 'a duration is no instant: write `start + 10 min`' };
    if (text.includes(' - ')) return { error: 'a mark can only be moved later, by +' };
    return this.#named(text);
  }

  #daily(text: string): Parsed<Mark> {
    const time = parseClock(text);
    if ('error' in time) return { error: `after daily comes a time of day: ${time.error}` };
    if (time.value.day !== null) return { error: 'daily takes no date' };
    return { value: { is: 'daily', first: this.#next(time.value.clock, false) } };
  }

  #clock(text: string, strictly: boolean): Parsed<Mark> {
    const time = parseClock(text);
    if ('error' in time) return time;
    const { day, clock } = time.value;
    if (day === null) return { value: { is: 'time', ns: this.#next(clock, strictly) } };
    if (this.#from.day === null) return { error: 'run.from has no date, so that this day cannot be placed' };
    const ns = (day - this.#from.day) * DAY + clock - this.#from.clock;
    if (ns < 0) return { error: `it is before the start of the run, ${formatClock(this.#from)}` };
    return Number.isSafeInteger(ns) ? { value: { is: 'time', ns } } : { error: 'it is more than 104 days after the start of the run' };
  }

  #next(clock: number, strictly: boolean): number {
    const ns = clock - this.#from.clock;
    return ns > 0 || (ns === 0 && !strictly) ? ns : ns + DAY;
  }

  #named(text: string): Parsed<Mark> {
    const dot = text.indexOf('.');
    const name = dot < 0 ? text : text.slice(0, dot);
    const word = dot < 0 ? '' : text.slice(dot + 1);
    const named = this.#names.find(name);
    if (named === undefined)
      return { error: `\`${name}\` is no name: ${suggest(name, this.#names.known(['timeline', 'copies', 'workloads']))}` };
    if (!named.whole) return { error: `\`${name}\` is one of ${named.entry}: say ${named.entry}` };
    switch (named.block) {
      case 'timeline':
        return this.#entry(name, word);
      case 'copies':
        return this.#copy(name, word);
      case 'workloads':
        return this.#workload(name, word);
      default:
        return { error: `\`${name}\` is ${ONE[named.block]}: marks are timeline entries, states of copies and ends of workloads` };
    }
  }

  #entry(entry: string, word: string): Parsed<Mark> {
    if (word === '') return { value: { is: 'entry', entry } };
    if (word !== 'over') return { error: `of a timeline entry there are ${entry} and ${entry}.over` };
    return this.#facts.ends(entry) ? { value: { is: 'over', entry } } : { error: `${entry} has no \`for\`, so that it is never over` };
  }

  #copy(copy: string, word: string): Parsed<Mark> {
    const states = this.#facts.states(copy);
    if (word === 'done') return { value: { is: 'done', copy } };
    if (word !== '' && (states === null || states.includes(word))) return { value: { is: 'state', copy, state: word } };
    const meant = suggest(word, [...(states ?? []), 'done']);
    return {
      error: word === '' ? `${copy} is a copy: say which instant, e.g. ${copy}.done` : `${copy} has no state \`${word}\`: ${meant}`,
    };
  }

  #workload(workload: string, word: string): Parsed<Mark> {
    if (word !== 'end') return { error: `of a workload there is ${workload}.end` };
    return this.#facts.works(workload)
      ? { value: { is: 'worked', workload } }
      : { error: `${workload} has no \`work\`, so that it never ends` };
  }
}

/** The instant of a mark that is known before the run; null otherwise. */
export function fixedInstant(mark: Mark): number | null {
  if (mark.is === 'time') return mark.ns;
  if (mark.is === 'later') {
    const than = fixedInstant(mark.than);
    return than === null ? null : than + mark.by;
  }
  if (mark.is !== 'all') return null;
  const instants = mark.of.map(fixedInstant);
  return instants.includes(null) ? null : Math.max(...(instants as number[]));
}

/** An instant for messages: by the clock of the run. */
export function instantText(ns: number, from: ClockTime): string {
  return formatClock(clockAfter(from, ns));
}
