import { expect, test } from 'vitest';
import type { Model } from '../../src/model.js';
import type { RecordQuality } from '../../src/report/carried.js';
import { lackingData } from '../../src/report/lack.js';
import { heuristic } from './fixture.js';

const all: RecordQuality = {
  total: 10,
  by_kind: { 'MO voice': 5, 'MT voice': 3, 'MO sms': 2 },
  by_outcome: { answered: 10 },
  share_without: { imsi: 0, imei: 0.5, cell: 0 },
};
const present = {
  ref_lines: 'present',
  ref_cells: 'present',
  ref_device_types: 'present',
  ref_lists: 'present',
} as const;

const devices = heuristic('many_sims', 'device', {
  recount: 'SELECT count(DISTINCT imsi) FROM records WHERE imei = $subject',
});
const young = { ...heuristic('young_line', 'lifecycle', {}), reads: ['line_window', 'ref_lines'] };
const placed: Model = { ...devices, name: 'device_window', reads: ['ref_cells'] };
delete placed.heuristic;

test('nothing lacks where everything is there', () => {
  expect(lackingData([devices, young], all, present)).toEqual([]);
});

test('a heuristic is blind without a column that its recount counts by', () => {
  const bare = { ...all, share_without: { imsi: 1, imei: 1, cell: 1 } };
  expect(lackingData([devices, young], bare, present)).toEqual([
    { heuristic: 'many_sims', lacks: ['imsi', 'imei'], blind: true },
  ]);
});

test('a heuristic is blind without a reference table that it reads itself, and sees less without one below it', () => {
  const reading = { ...devices, reads: ['device_window'] };
  const missing = { ...present, ref_lines: 'missing', ref_cells: 'missing' } as const;
  expect(lackingData([placed, reading, young], all, missing)).toEqual([
    { heuristic: 'many_sims', lacks: ['ref_cells'], blind: false },
    { heuristic: 'young_line', lacks: ['ref_lines'], blind: true },
  ]);
});

test('an empty window blames no column', () => {
  expect(
    lackingData([devices], { ...all, total: 0, share_without: { imsi: 1, imei: 1, cell: 1 } }, present),
  ).toEqual([]);
});
