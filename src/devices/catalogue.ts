import type { PresetValues } from '../parameters/table.ts';

export type PresetType = 'array' | 'link' | 'host' | 'workload';

/** A preset: values for some words of an array, link, host or workload, with their sources. */
export interface Preset {
  readonly name: string;
  readonly type: PresetType;
  /** Document from which most of it comes. */
  readonly source: string;
  /** One sentence. */
  readonly means: string;
  readonly values: PresetValues;
}

/** What a scenario may name without describing it. */
export interface Catalogue {
  /** Names of drives. */
  readonly drives: readonly string[];
  readonly presets: readonly Preset[];
  /** Bytes of a drive. */
  sizeOf(drive: string): number;
}

export function findPreset(catalogue: Catalogue, type: PresetType, name: string): Preset | undefined {
  return catalogue.presets.find((preset) => preset.type === type && preset.name === name);
}
