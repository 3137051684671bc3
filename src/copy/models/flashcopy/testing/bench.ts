import type { BoxVolume } from '../../../../devices/box/box-volume.ts';
import { SmallBox, type SmallBoxOptions } from '../../../../devices/box/testing/small-box.ts';
import { RandomStreams } from '../../../../kernel/random.ts';
import type { Values } from '../../../../parameters/parameter.ts';
import { NOBODY } from '../../../../storage/nobody.ts';
import type { BitmapObserver, EventSink, HostObserver, MediaObserver } from '../../../../storage/observer.ts';
import { Alarms } from '../../../alarms.ts';
import { FlashCopy } from '../flashcopy.ts';
import { flashcopyParameters } from '../parameters.ts';
import { Rules } from '../rules.ts';

type PairValues = Values<typeof flashcopyParameters>;

/** The defaults of all parameters, with some replaced; background copies give way to nobody. */
export function pairValues(replaced: Partial<PairValues>): PairValues {
  const defaults = Object.entries(flashcopyParameters).map(([name, parameter]) => [
    name,
    'default' in parameter ? parameter.default : undefined,
  ]);
  return { ...Object.fromEntries(defaults), destage_after_establish: 0, background_threshold: 1000, ...replaced } as PairValues;
}

export interface FlashBenchOptions extends SmallBoxOptions {
  readonly rules?: Rules;
  readonly twin?: boolean;
  readonly host?: HostObserver;
  readonly media?: MediaObserver;
  readonly events?: EventSink;
  readonly bitmaps?: BitmapObserver;
}

/** A small box with FlashCopy: the tracks of volumes in turn over two ranks, so that source and target lie apart. */
export class FlashBench extends SmallBox {
  readonly flashcopy: FlashCopy;
  readonly alarms: Alarms;
  /** `prod>flash establish NONE>ESTABLISHING: why`. */
  readonly lines: string[] = [];

  constructor(options: FlashBenchOptions = {}) {
    super(
      { ranks: 2, volumes: { prod: 20 * 128, flash: 20 * 128 }, ...options },
      { ...(options.host && { host: options.host }), ...(options.media && { media: options.media }) },
    );
    const record: EventSink['record'] = (subject, event, from, to, cause) => {
      this.lines.push(`${subject} ${event} ${from}>${to}: ${cause}`);
      options.events?.record(subject, event, from, to, cause);
    };
    const surroundings = {
      kernel: this.kernel,
      ios: this.ios,
      streams: new RandomStreams('1', 1),
      events: { record },
      twin: options.twin ?? false,
      boxes: [this.box],
      volume: (name: string): BoxVolume => this.volume(name),
      links: () => [],
      journals: NOBODY,
      bitmaps: options.bitmaps ?? NOBODY,
    };
    this.flashcopy = new FlashCopy(surroundings, options.rules ?? new Rules());
    this.alarms = new Alarms(this.kernel, 'test');
  }

  /** Makes a pair known; its name is that of the target. */
  pair(source: string, target: string, replaced: Partial<PairValues> = {}): void {
    this.flashcopy.add(`to-${target}`, pairValues({ source, target, mode: 'nocopy', ...replaced }), [
      { name: `to-${target}`, volumes: [source, target] },
    ]);
  }

  establish(target: string): void {
    this.flashcopy.perform(`to-${target}`, 'establish');
    this.run(this.kernel.now + 3e6);
  }

  withdraw(target: string): void {
    this.flashcopy.perform(`to-${target}`, 'withdraw');
  }

  gauge(target: string, gauge: string): number {
    return this.flashcopy.gauge(`to-${target}`, gauge);
  }

  state(target: string): string {
    return this.flashcopy.statesOf(`to-${target}`)[0]!;
  }

  /** Does something at an instant, in ns. */
  at(time: number, what: () => void): void {
    this.alarms.set(time - this.kernel.now, what);
  }
}
