import type { BoxCopyModel, ClusterCopyModel } from '../copy-service.ts';
import { flashcopy } from './flashcopy/index.ts';
import { journal } from './journal/index.ts';
import { naiveMirror } from './naive-mirror.ts';
import { shadowSet } from './shadow-set/index.ts';

/** All copy models. */
export const models: readonly (ClusterCopyModel | BoxCopyModel)[] = [shadowSet, flashcopy, naiveMirror, journal];
