import { expect, test } from 'vitest';
import { parsed } from '../../test/helpers/scenarios.ts';
import { spanText } from './span.ts';

const COPY = `
arrays: {box: {preset: scsi-jbod, drive: rz26}}
hosts: {h: {preset: openvms-6.2}}
volumes: {v: {pool: box}, w: {pool: box}}
copies: {set: {kind: shadow-set, members: v}}
timeline: {add: {at: start + 1 h, do: mount set, member: w}, out: {at: 11:00, do: fail w, for: 30 min}}
`;

test.each([
  ['{from: 10:00, to: 09:58}', '23 h 58 min, from 10:00 to 09:58 the next day'],
  ['{from: 10:00, to: 12:30:05}', '2 h 30 min 5 s, from 10:00 to 12:30:05'],
  ['{from: 2026-01-14 10:00, to: 09:58}', '23 h 58 min, from 2026-01-14 10:00 to 2026-01-15 09:58'],
  ['{from: 22:00, to: start + 50 h}', '2 d 2 h, from 22:00 to 00:00 3 days later'],
  ['{to: 17:00}', '17 h'],
  ['{to: start + 720 min 30 s}', '12 h 30 s'],
  ['{from: 10:00, to: add}', '1 h, from 10:00 to 11:00'],
  ['{from: 10:00, to: "[out.over + 5 min, add]"}', '1 h 35 min, from 10:00 to 11:35'],
  ['{from: 10:00, to: set.done + 5 min}', 'from 10:00 to set.done + 5 min, 30 d at most'],
  ['{to: "[12:00, set.done]", give_up: 2 d}', 'from start to [12 h, set.done], 2 d at most'],
])('%s simulates %s', (run, text) => {
  expect(spanText(parsed(`scenario: x\nrun: ${run.replaceAll('"', '')}${COPY}`, 'x.yaml'))).toBe(text);
});
