import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/import/inspect.js';
import { lines, openPlace, snapshot } from './fixture.js';

const exports: [string, string][] = [
  [
    'semicolons, record types and days first',
    lines(
      'Report of the night',
      'record_type;calling_number;called_number;start_time;duration;imsi;imei;lac;ci',
      'MOC;+34600000001;34911234567;24/03/2024 10:00:05;61;214070000000001;356938035643809;101;20001',
      "SMSMT;MYBANK;'34600000001;24/03/2024 10:00:06;;214070000000001;;101;20001",
      'GPRS;34600000001;;24/03/2024 10:00:06;;214070000000001;;101;20001',
      'MOC;3.46E+10;34911234567;24/03/2024 10:00:07;61;214070000000001;356938035643809;101;20001',
    ),
  ],
  [
    'numbers for words',
    lines(
      'servedMSISDN,otherNumber,recordType,seizureTimeUTC,answerTime,callDurationMs,causeForTerm',
      '34600000001,34600000002,0,2024-03-24 10:00:00,2024-03-24 10:00:03,61000,16',
      '34600000001,34600000002,1,2024-03-24 10:01:00,,0,17',
    ).replace('seizureTimeUTC', 'start_time'),
  ],
  [
    'a date and a clock',
    lines(
      'Rufnummer;Gegenstelle;Richtung;Datum;Uhrzeit;Dauer',
      '34600000001;34600000002;abgehend;24.03.2024;10:00:00;00:01:01',
    ),
  ],
  [
    'no header',
    lines(
      '"","34600000001","34600000002","from-internal","","a","b","Dial","x","2024-03-24 10:00:00","2024-03-24 10:00:05","2024-03-24 10:01:05",65,60,"ANSWERED","DOCUMENTATION","1.1",""',
      '"","34600000003","34600000002","from-trunk","","a","b","Dial","x","2024-03-24 10:00:00","","2024-03-24 10:01:05",65,0,"BUSY","DOCUMENTATION","1.2",""',
    ),
  ],
];

describe('the proposed profile loads again and makes the same records', () => {
  test.each(exports)('%s', async (_, content) => {
    const place = await openPlace();
    const file = place.file('a.csv', content);
    const { proposed_profile, profile } = await inspect(file, place.context.config);
    const own = await openPlace({ profile: place.file('mine.yaml', proposed_profile) });
    const [first, second] = [await place.load(file), await own.load(file)];
    expect(first.profile).toBe(profile);
    expect(second).toMatchObject({
      profile: 'mine',
      loaded: first.loaded,
      skipped: first.skipped,
      digest: first.digest,
    });
    expect(first.loaded).toBeGreaterThan(0);
    expect(await own.records()).toEqual(await place.records());
  });
});

test('tells what an export is taken for and how its first rows would be loaded, and writes nothing', async () => {
  const place = await openPlace({ timezone: 'Europe/Madrid' });
  const file = place.file('a.csv', exports[0]?.[1] ?? '');
  const before = snapshot(place.path);
  const seen = await inspect(file, place.context.config);
  expect(seen).toMatchObject({
    file: 'a.csv',
    format: 'csv',
    compression: 'none',
    encoding: 'utf-8',
    delimiter: ';',
    line_end: 'LF',
    preamble_lines: 1,
    header: true,
    profile: 'generic',
    time_form: '%d/%m/%Y %H:%M:%S, local',
  });
  expect(seen.records).toMatchObject([
    { line: 34600000001n, counterpart: 34911234567n, start_time: '2024-03-24 09:00:05', reason: null },
    { line: 34600000001n, counterpart_name: 'MYBANK', direction: 'MT', service: 'sms', reason: null },
    { reason: 'skipped' },
    { reason: 'number_rounded' },
  ]);
  const { 'store/state.duckdb': _a, 'store/state.duckdb.wal': _b, ...rest } = snapshot(place.path);
  const { 'store/state.duckdb': _c, 'store/state.duckdb.wal': _d, ...then } = before;
  expect(rest).toEqual(then);
});

test('what no profile fits says what is missing', async () => {
  const place = await openPlace();
  const file = place.file('a.csv', lines('caller,callee,when', '34600000001,34600000002,today'));
  await expect(inspect(file, place.context.config)).rejects.toMatchObject({
    code: 'INPUT_UNRECOGNISED',
    detail: expect.stringContaining('generic: no column holds the time it started'),
  });
});
