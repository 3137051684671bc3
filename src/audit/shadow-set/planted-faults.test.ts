import { afterEach, describe, expect, it, vi } from 'vitest';
import { CopyFence } from '../../copy/models/shadow-set/copy-fence.ts';
import { CopyRanges } from '../../copy/models/shadow-set/copy-ranges.ts';
import { Rules } from '../../copy/models/shadow-set/rules.ts';
import { type CampaignOptions, campaign } from '../testing/campaign.ts';
import type { Invariant } from '../violation.ts';

/** A mistake in the model: decisions that replace its own, and what the oracle has to say of it. */
interface Fault {
  readonly is: string;
  readonly replaced: Partial<Rules>;
  /** What must happen for the mistake to show. */
  readonly options?: CampaignOptions;
  /** All of them are violated within the first seeds. */
  readonly caught: readonly Invariant[];
  /** No other rule sees it. */
  readonly alone?: true;
}

const FAULTS: readonly Fault[] = [
  { is: 'hosts read from targets', replaced: { servesReads: () => true }, caught: ['V4', 'V3'] },
  { is: 'all writes go to all members at once', replaced: { writesAtOnce: () => true }, caught: ['order', 'V2'] },
  {
    is: 'writes do not go to targets',
    replaced: { stillOwes: (member, written) => member.isSource && (written & member.bit) === 0 },
    caught: ['V7', 'V1', 'V2'],
  },
  { is: 'a range is not compared again after it was written', replaced: { comparesAgain: () => false }, caught: ['V1', 'V2', 'durable'] },
  { is: 'no second comparison, without any host load', replaced: { comparesAgain: () => false }, options: { clients: 0 }, caught: ['V1'] },
  {
    is: 'the fence is ahead of what is copied',
    replaced: { fenceAfter: (firstUnfinished) => firstUnfinished + 50 },
    caught: ['order', 'V5'],
  },
  { is: 'a take-over begins anew', replaced: { startingFence: () => 0 }, options: { crashes: true }, caught: ['V5'], alone: true },
  {
    is: 'a take-over begins beyond the fence that was published',
    replaced: { startingFence: (operation, node) => operation.fence.toldTo(node) + 3 * operation.ranges.rangeBlocks },
    options: { crashes: true },
    caught: ['V5', 'V2'],
  },
  {
    is: 'the other nodes do not take over the fence of a new manager',
    replaced: { awaitsAcknowledgement: () => false },
    options: { crashes: true, lateNews: true, clients: 12 },
    caught: ['order', 'V5'],
  },
  {
    is: 'news of a manager that has been replaced count',
    replaced: { isCurrent: () => true },
    options: { crashes: true, lateNews: true, clients: 12 },
    caught: ['order', 'V5'],
  },
  { is: 'no merge is pending after a crash', replaced: { needsMerge: () => false }, options: { crashes: true }, caught: ['V16'] },
  {
    is: 'target writes do not wait for the copy of the controller',
    replaced: { waitsForAssist: () => false },
    options: { assisted: true },
    caught: ['V1', 'V2'],
  },
  { is: 'nodes copy more sets at a time than they may', replaced: { hasThreadFree: () => true }, options: { sets: 3 }, caught: ['V13'] },
];

/** Runs seed after seed until all that is expected has been violated; returns what was, with the seed at which it was first. */
function search(fault: Fault): Map<Invariant, number> {
  const rules = Object.assign(new Rules(), fault.replaced);
  const found = new Map<Invariant, number>();
  for (let seed = 1; seed <= 200 && fault.caught.some((invariant) => !found.has(invariant)); seed++) {
    const { oracle } = campaign(seed, { ...fault.options, rules });
    for (const invariant of oracle.log.violated) if (!found.has(invariant)) found.set(invariant, seed);
  }
  return found;
}

describe('mistakes planted in the shadow-set model are caught', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each(FAULTS)('$is: $caught', (fault) => {
    const found = search(fault);
    expect([...found.keys()]).toEqual(fault.alone ? fault.caught : expect.arrayContaining([...fault.caught]));
    // The very same runs are clean without the mistake.
    for (const seed of new Set(found.values())) expect(campaign(seed, fault.options ?? {}).oracle.log.toString(), `seed ${seed}`).toBe('');
  });

  it('the fence goes back now and then: V5 alone', () => {
    const { moveTo } = CopyFence.prototype;
    vi.spyOn(CopyFence.prototype, 'moveTo').mockImplementation(function (this: CopyFence, position, manager) {
      // All sets are larger: the last position is as it should be.
      moveTo.call(this, position < 200 && position % 3 === 0 ? position / 2 : position, manager);
    });
    expect([...search({ is: '', replaced: {}, caught: ['V5'] }).keys()]).toEqual(['V5']);
  });

  it('the last range is left out if it is shorter than the others: V14, V2', () => {
    const { take } = CopyRanges.prototype;
    vi.spyOn(CopyRanges.prototype, 'take').mockImplementation(function (this: CopyRanges, lane) {
      const block = take.call(this, lane);
      return block >= 0 && this.length(block) < this.rangeBlocks ? -1 : block;
    });
    const found = search({ is: '', replaced: { isComplete: () => true }, caught: ['V14', 'V2'] });
    expect([...found.keys()]).toEqual(expect.arrayContaining(['V14', 'V2']));
  });
});
