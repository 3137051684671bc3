import { shadowSet } from './shadow-set/index.ts';

/** All copy models. */
export const models = [shadowSet] as const;
