import { expect, test } from 'vitest';
import { models } from '../copy/models/index.ts';
import { driveNames } from '../devices/disk/catalog.ts';
import { loadCatalogue } from '../devices/load-catalogue.ts';
import { readStudy } from '../scenario/study/read-study.ts';
import { simulateStudy } from './simulate-study.ts';
import { starter } from './starter.ts';
import type { Terminal } from './terminal.ts';

function points() {
  const read = readStudy('study: s\nscenario: b.yaml\nreplications: 1\nvary: {workloads.users.rate: [1 IOPS, 2 IOPS, 3 IOPS]}', {
    file: 's',
    set: [],
    models,
    catalogue: loadCatalogue(driveNames()),
    load: (file) => ({ file, text: starter('b').replaceAll('64 MiB', '1 MiB') }),
  });
  if ('problems' in read) throw new Error(read.problems[0]!.message);
  return read.study.points;
}

/** Interrupts as soon as so many points are finished. */
async function interruptedAfter(count: number) {
  let interrupt = (): void => {};
  let told = '';
  let listening = false;
  const terminal: Terminal = {
    out: () => {},
    err: (text) => {
      told += text;
    },
    colours: false,
    redraws: false,
    columns: 80,
    onInterrupt: (callback) => {
      listening = true;
      interrupt = callback;
      if (count === 0) callback();
      return () => {
        listening = false;
      };
    },
  };
  const finished: number[] = [];
  const interrupted = await simulateStudy(points(), {
    audit: false,
    baseDir: '.',
    quiet: true,
    terminal,
    finished: (index) => {
      finished.push(index);
      if (finished.length === count) interrupt();
    },
  });
  return { interrupted, finished, told, listening };
}

test('Ctrl-C ends a study after the points that are finished', async () => {
  expect(await interruptedAfter(1)).toEqual({
    interrupted: true,
    finished: [0],
    told: '\ninterrupted: the points that are finished will be written; once more to stop at once\n',
    listening: false,
  });
  expect(await interruptedAfter(0)).toMatchObject({ interrupted: true, finished: [] });
});

test('without Ctrl-C all points are told in order', async () => {
  expect(await interruptedAfter(-1)).toEqual({ interrupted: false, finished: [0, 1, 2], told: '', listening: false });
});
