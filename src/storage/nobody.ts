import type { BitmapObserver, FenceObserver, JournalObserver, MediaObserver } from './observer.ts';

const nothing = (): void => {};

/** Sees nothing: media, journals, bitmaps and fences are not watched. */
export const NOBODY: MediaObserver & JournalObserver & BitmapObserver & FenceObserver = {
  mediaRead: nothing,
  mediaWritten: nothing,
  journalled: nothing,
  baseEntered: nothing,
  sent: nothing,
  arrived: nothing,
  purged: nothing,
  used: nothing,
  marked: nothing,
  lost: nothing,
  restoring: nothing,
  restored: nothing,
  trackLeft: nothing,
  fencePublished: nothing,
  fenceTold: nothing,
  fenceTakenOver: nothing,
  fenceAcknowledged: nothing,
};
