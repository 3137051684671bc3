import type { BoxCopyModel, ClusterCopyModel } from '../copy-service.ts';
import { naiveMirror } from './naive-mirror.ts';
import { shadowSet } from './shadow-set/index.ts';

/** All copy models. */
export const models: readonly (ClusterCopyModel | BoxCopyModel)[] = [shadowSet, naiveMirror];
