const ignore = () => {};
const CALLS = [
  'mediaRead',
  'mediaWritten',
  'journalled',
  'baseEntered',
  'sent',
  'arrived',
  'purged',
  'used',
  'marked',
  'lost',
  'restoring',
  'restored',
];

/** An observer of anything that takes no notice. */
export const nothing = Object.fromEntries([...CALLS, 'trackLeft', 'record'].map((call) => [call, ignore]));
