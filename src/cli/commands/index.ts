import type { Command } from '../command.ts';
import { check } from './check.ts';
import { devices } from './devices.ts';
import { faults } from './faults.ts';
import { models } from './models.ts';
import { newScenario } from './new.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { schema } from './schema.ts';
import { study } from './study.ts';
import { validateDisk } from './validate-disk.ts';
import { verify } from './verify.ts';

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [run, check, study, faults, report, verify, newScenario, models, devices, schema, validateDisk];
