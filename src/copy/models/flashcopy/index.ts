/**
 * FlashCopy: a point-in-time copy within an IBM DS8000.
 *
 * "As soon as the pair has been established, you can read and write to both the source and target volumes." Establishing
 * makes a bitmap; the data move later, or never:
 *
 *        hosts              hosts
 *          │ write            │ read, write
 *     ┌────▼─────┐       ┌────▼─────┐   not copied yet: staged as it was at the point in time
 *     │  source  │ ◄─────┤  target  │   (source's cache if not written since, else source's rank)
 *     │ cache NVS│       │ cache NVS│
 *     └────┬─────┘       └────┬─────┘
 *  destage │ first CST        │
 *     ┌────▼─────┐ read  ┌────▼─────┐   CST: copy source to target, before the destage of a track that was
 *     │   rank   ├──────►│   rank   │   written after the point in time
 *     └──────────┘       └──────────┘   background copy (mode: copy): the same for all tracks, in ascending order
 *
 * Contents, as in the manual:
 *   life-table.ts               states of a relationship, and what leads from one to another
 *   parameters.ts               what the scenario may say
 *   rules.ts                    the decisions of the manual, one a method
 *   establish.ts                long busy, the bitmap, the point in time; verbs.ts: what is refused
 *   source-side.ts              the source: only its destages notice
 *   copy-source-to-target.ts    copy on write
 *   target-side.ts              the target: reads and writes of what is not copied yet
 *   background-copy.ts          mode: copy
 *   destage-after-establish.ts  what was modified before
 *   point-in-time.ts            the bitmap of one establish; pair.ts: the relationship, its end
 *   at-no-cost.ts               the twin
 *
 * Generations: a point in time ends a generation of both volumes. A page of the cache never holds modified data of two
 * generations (a host write waits for the destage of the older ones), so the rank of the source together with pages that
 * were not written since is the source as it was: establishing destages nothing.
 *
 * CST writes to the rank of the target, not to its NVS: a destage that needed a page of NVS to free one could wait for
 * itself. [E]
 *
 * Left out: incremental copies and reverse restore, freeze and consistency groups, space-efficient targets, cascades,
 * extent lists, remote pairs, pre-emptive and stride-aligned CST.
 */
import type { BoxCopyModel } from '../../copy-service.ts';
import { FlashCopy } from './flashcopy.ts';
import { gauges } from './gauges.ts';
import { life, State, states } from './life-table.ts';
import { flashcopyParameters } from './parameters.ts';
import { refuses } from './verbs.ts';

export const flashcopy: BoxCopyModel<typeof flashcopyParameters> = {
  kind: 'flashcopy',
  means: 'IBM DS8000 FlashCopy: a point in time of a volume, copied when destages would overwrite it, and in the background.',
  follows: [
    { key: 'S002', title: 'IBM DS8000 Copy Services', section: 'chapter 7: reads of source and target, writes to the source' },
    { key: 'D1', title: 'IBM DS8000 Concepts and Architecture', section: 'FlashCopy: options, background copy, fast write' },
    { key: 'D2', title: 'IBM DS8000 Copy Services for z/OS', section: 'FlashCopy: establish, withdraw, performance' },
    { key: 'P1', title: 'US patents on FlashCopy', section: 'generation numbers of volumes and cached tracks' },
  ],
  installedInto: 'box',
  points: ['volume submit', 'stage', 'volume write', 'before destage'],
  parameters: flashcopyParameters,
  states,
  initial: State.None,
  life,
  options: [],
  copying: [State.Establishing, State.ActiveCopy, State.ActiveNocopy],
  gauges,
  refuses,
  install: (boxes) => new FlashCopy(boxes),
};
