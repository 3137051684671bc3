import { VerbRefused } from '../copy/copy-service.ts';
import type { Scenario, TimelineEntry } from '../scenario/scenario.ts';
import type { Chronicle } from './chronicle.ts';
import type { Copies } from './copies.ts';
import { Faults } from './faults.ts';
import type { Hardware } from './hardware.ts';
import { type Marks, signals } from './marks.ts';
import type { Workloads } from './workloads.ts';

/** Carries out the timeline: verbs of operators, starts and stops of workloads, faults and repairs. */
export class Timeline {
  readonly #marks: Marks;
  readonly #chronicle: Chronicle;
  readonly #hardware: Hardware;
  readonly #copies: Copies;
  readonly #workloads: Workloads;
  readonly #faults: Faults;

  constructor(marks: Marks, chronicle: Chronicle, hardware: Hardware, copies: Copies, workloads: Workloads) {
    this.#marks = marks;
    this.#chronicle = chronicle;
    this.#hardware = hardware;
    this.#copies = copies;
    this.#workloads = workloads;
    this.#faults = new Faults({ chronicle, hardware, copies, workloads });
  }

  /** Watches the marks of all entries. */
  begin(scenario: Scenario): void {
    for (const [name, entry] of Object.entries(scenario.timeline)) this.#marks.watch(entry.at, () => this.#carryOut(name, entry));
  }

  /** The mark of the entry comes first: what the verb brings about at once comes after it. */
  #carryOut(name: string, entry: TimelineEntry): void {
    this.#marks.signal(signals.entry(name));
    const undo = this.#perform(name, entry);
    if (entry.for === null) return;
    this.#marks.after(entry.for, () => {
      this.#marks.signal(signals.over(name));
      undo();
    });
  }

  /** @returns what undoes it */
  #perform(name: string, entry: TimelineEntry): () => void {
    const { block, subject, verb } = entry;
    switch (block) {
      case 'workloads':
        this.#work(name, subject, verb);
        return () => this.#work(name, subject, verb === 'start' ? 'stop' : 'start');
      case 'copies':
        this.#command(name, entry);
        return () => {};
      default:
        return this.#faults.perform(`timeline ${name}`, this.#hardware.components(subject), verb, entry.options);
    }
  }

  #work(name: string, subject: string, verb: string): void {
    this.#chronicle.record(subject, verb, '', '', `timeline ${name}`);
    this.#workloads.perform(subject, verb);
  }

  /** A verb that the vendor's software refuses changes nothing; the refusal is an event, with its reason. */
  #command(name: string, { subject, verb, options }: TimelineEntry): void {
    this.#chronicle.record(subject, verb, '', '', `timeline ${name}`);
    try {
      this.#copies.perform(subject, verb, options);
    } catch (error) {
      if (!(error instanceof VerbRefused)) throw error;
      this.#chronicle.record(subject, `${verb} refused`, '', '', error.message);
    }
  }
}
