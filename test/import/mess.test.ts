import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nothing } from '../../src/import/nothing.js';
import { refusedByReason } from '../../src/report/refused.js';
import { lines, openPlace } from './fixture.js';

const header = 'record_type;calling_number;called_number;start_time;duration;imsi;imei;lac;ci';
const ends = '214070000000001;356938035643809;101;20001';
const good = (second: number, from = '+34600000001', to = '34600000002', duration = '61') =>
  `MOC;${from};${to};04/03/2024 10:${pad(second / 60)}:${pad(second % 60)};${duration};${ends}`;
const pad = (n: number) => String(Math.floor(n)).padStart(2, '0');

/** The id of a name, as docs/records.md says it. */
const idOf = (name: string) =>
  -(BigInt(`0x${createHash('md5').update(name).digest('hex').slice(16)}`) & (2n ** 62n - 1n));

async function importing(...rows: string[]) {
  const place = await openPlace();
  const outcome = await place.load(place.file('a.csv', lines(header, ...rows)));
  return { place, outcome, refused: await place.refused(outcome) };
}

describe('rows that stay out', () => {
  const time = '04/03/2024 10:00:00';
  test.each<[string, string]>([
    ['columns_missing', `MOC;34600000001;34600000002;${time}`],
    ['columns_extra', `${good(5)};one;more`],
    ['quotes_broken', `MOC;"34600000001;34600000002;${time};5;${ends}`],
    ['record_type_unknown', `MMS;34600000001;34600000002;${time};5;${ends}`],
    ['record_type_unknown', `;34600000001;34600000002;${time};5;${ends}`],
    ['time_missing', `MOC;34600000001;34600000002;;5;${ends}`],
    ['time_unreadable', `MOC;34600000001;34600000002;31/02/2024 10:00:00;5;${ends}`],
    ['time_unreadable', `MOC;34600000001;34600000002;yesterday;5;${ends}`],
    ['time_implausible', `MOC;34600000001;34600000002;04/03/1970 10:00:00;5;${ends}`],
    ['time_implausible', `MOC;34600000001;34600000002;04/03/2199 10:00:00;5;${ends}`],
    ['duration_unreadable', `MOC;34600000001;34600000002;${time};long;${ends}`],
    ['duration_unreadable', `MOC;34600000001;34600000002;${time};99999999999;${ends}`],
    ['duration_implausible', `MOC;34600000001;34600000002;${time};-5;${ends}`],
    ['duration_implausible', `MOC;34600000001;34600000002;${time};604801;${ends}`],
    ['number_rounded', `MOC;3.46E+10;34600000002;${time};5;${ends}`],
    ['number_rounded', `MOC;34600000001;9.19E+11;${time};5;${ends}`],
    ['number_rounded', `MOC;34600000001;3,46E+10;${time};5;${ends}`],
    ['line_missing', `MOC;;34600000002;${time};5;${ends}`],
    ['line_missing', `MOC;anonymous;34600000002;${time};5;${ends}`],
    ['line_missing', `MOC;NULL;34600000002;${time};5;${ends}`],
  ])('%s: %s', async (reason, row) => {
    const { place, outcome, refused } = await importing(good(1), good(2), row, good(3));
    expect(refused).toEqual([{ line: 4, reason, text: row.replace('NULL', '') }]);
    expect(outcome).toMatchObject({ rows_read: 4, loaded: 3, quarantined: 1, skipped: 0, duplicates: 0 });
    expect(await place.records('line')).toHaveLength(3);
  });

  test('are told with their lines, whatever stands before them', async () => {
    const bad = `MOC;3.46E+10;34600000002;04/03/2024 10:00:00;5;${ends}`;
    const { refused } = await importing(
      good(1),
      'CDR COUNT : 1',
      `MOC;"34600000001;34600000002`,
      bad,
      good(2),
      `${good(3)};more`,
      bad,
    );
    expect(refused).toEqual([
      { line: 3, reason: 'columns_missing', text: 'CDR COUNT : 1' },
      { line: 4, reason: 'quotes_broken', text: 'MOC;"34600000001;34600000002' },
      { line: 5, reason: 'number_rounded', text: bad },
      { line: 7, reason: 'columns_extra', text: `${good(3)};more` },
      { line: 8, reason: 'number_rounded', text: bad },
    ]);
  });

  test('keep their lines behind a preamble and in an export that is written anew', async () => {
    const bad = `MOC;3.46E+10;34600000002;04/03/2024 10:00:00;5;${ends}`;
    const short = 'MOC;1;2';
    for (const end of ['\n', '\r\n', '\r']) {
      const place = await openPlace();
      const text = lines('Report of the night', '', header, good(1), short, bad, good(2)).replaceAll(
        '\n',
        end,
      );
      const outcome = await place.load(place.file('a.csv', text));
      const told = (await place.refused(outcome)).map(({ line, reason }) => [line, reason]);
      expect(told).toEqual([
        [5, 'columns_missing'],
        [6, 'number_rounded'],
      ]);
    }
  });

  test('of a kind that nobody wants are skipped', async () => {
    const { outcome } = await importing(good(1), `DATA;34600000001;;04/03/2024 10:00:00;5;${ends}`);
    expect(outcome).toMatchObject({ rows_read: 2, loaded: 1, skipped: 1, quarantined: 0 });
  });

  test('are skipped by the first look and by the second alike, whatever stands for their kind', async () => {
    const kinds = ['DATA', ' gprs ', 'data', 'GPRS', '', 'NULL', 'N/A', '\\N', 'n/a', '-', 'xyz', 'MOC'];
    const rows = kinds.map((kind, i) => `${kind};34600000001;;04/03/2024 10:00:0${i % 10};5;${ends}`);
    // The last row needs a second look, which reads the file again.
    const { outcome } = await importing(
      good(1),
      good(2),
      ...rows,
      `MOC;34600000001;34600000002;never;5;${ends}`,
    );
    const { rows_read, loaded, quarantined, skipped, duplicates } = outcome;
    expect(skipped).toBe(4);
    expect(rows_read).toBe(loaded + quarantined + skipped + duplicates);
  });

  test('do not take the rest with them when a quote stays open, in a compressed export too', async () => {
    const { gzipSync } = await import('node:zlib');
    const rows = Array.from({ length: 3000 }, (_, i) => good(i % 3600, `3460000${1000 + i}`));
    const content = lines(
      header,
      ...rows.slice(0, 1500),
      `MOC;"broken;34600000002;x;5;${ends}`,
      ...rows.slice(1500),
    );
    for (const bytes of [content, gzipSync(content), content.replaceAll('\n', '\r\n')]) {
      const place = await openPlace();
      const outcome = await place.load(place.file('a.csv', bytes));
      expect(outcome).toMatchObject({ rows_read: 3001, loaded: 3000, quarantined: 1 });
      expect(await place.refused(outcome)).toMatchObject([{ line: 1502, reason: 'quotes_broken' }]);
    }
  });
});

test('the report counts refused rows whatever their text holds', async () => {
  const place = await openPlace();
  const rows = [
    'note,caller,callee,start_time,duration',
    '"two\nlines, and ""quotes""",34600000001,34600000002,2024-03-04 10:00:00,5',
    '"two\nlines, and ""quotes""",34600000001,34600000002,never,5',
    'plain,34600000001,34600000002,2024-03-04 10:00:01,long',
    'plain,34600000001,34600000002,2024-03-04 10:00:02,5',
    'short,34600000001',
  ];
  const outcome = await place.load(place.file('a.csv', lines(...rows)));
  expect(outcome).toMatchObject({ rows_read: 5, loaded: 2, quarantined: 3 });
  expect(await refusedByReason(place.context.store, outcome.export)).toEqual({
    columns_missing: 1,
    duration_unreadable: 1,
    time_unreadable: 1,
  });
});

test('apostrophes before numbers are no quotes', async () => {
  const { outcome } = await importing(
    good(1),
    good(2),
    good(3),
    good(4, "'34600000001"),
    'footer',
    good(5, "'34600000001"),
  );
  expect(outcome).toMatchObject({ rows_read: 6, loaded: 5, quarantined: 1 });
});

describe('values in unusual forms', () => {
  test.each<[string, bigint]>([
    ['34600000009', 34600000009n],
    ['+34600000009', 34600000009n],
    ['0034600000009', 34600000009n],
    ['600000009', 34600000009n],
    ["'34600000009", 34600000009n],
    ["'34600000009'", 34600000009n],
    ['="34600000009"', 34600000009n],
    [' 34600000009 ', 34600000009n],
    ['+34 600 000 009', 34600000009n],
    ['"34600000009"', 34600000009n],
    ['0919876543210', 919876543210n],
    ['1444', 1444n],
    ['112', 112n],
  ])('the number %s', async (text, id) => {
    // As a spreadsheet or a mediation writes it; of a cell that begins with = the quotes are doubled.
    const cell = text.startsWith('=') ? `"${text.replaceAll('"', '""')}"` : text;
    const number = text.startsWith('0919') ? '00919876543210' : cell;
    const { place, outcome } = await importing(good(1), good(2, '+34600000001', number));
    expect(outcome).toMatchObject({ loaded: 2, quarantined: 0 });
    expect((await place.records('counterpart, counterpart_name'))[1]).toEqual({
      counterpart: id,
      counterpart_name: null,
    });
  });

  test.each([
    ['MYBANK', 'MYBANK'],
    ['*#06#', '*#06#'],
    ['anonymous', 'anonymous'],
    ['Private', 'anonymous'],
    ['', 'anonymous'],
    ['NULL', 'anonymous'],
  ])('the name %s', async (text, name) => {
    const { place } = await importing(good(1), good(2, '+34600000001', text));
    const [, record] = await place.records('counterpart, counterpart_name');
    expect(record).toEqual({ counterpart: expect.any(BigInt), counterpart_name: name });
    expect(Number(record?.counterpart)).toBeLessThan(0);
  });

  test.each<[string, bigint | null, number, boolean | null]>([
    ['356938035643809', 35693803564380n, 9, true],
    ['356938035643808', 35693803564380n, 8, false],
    ['356938035643800', 35693803564380n, 0, true],
    ['35693803564380', 35693803564380n, 0, true],
    ['3569380356438012', 35693803564380n, 0, true],
    ["'356938035643809", 35693803564380n, 0, true],
    [' 356938035643809 ', 35693803564380n, 9, true],
    ['35693803564380 ', 35693803564380n, 0, true],
    ['3.5693803564E14', null, 0, null],
    ['000000000000000', 0n, 0, false],
    ['012345678901237', 1234567890123n, 7, true],
    ['3.56938E+14', null, 0, null],
    ['3569380356438E01', null, 0, null],
    ['3569380356438E2', null, 0, null],
    ['35693803564380E2', null, 0, null],
    ['b872382d44f16ef8a06093a3c76123be', idOf('b872382d44f16ef8a06093a3c76123be'), 0, true],
    ['undefined', null, 0, null],
    ['356938035643809F', 35693803564380n, 0, true],
    ['35693803564380F', 35693803564380n, 0, true],
    ['3.569380356E+14', null, 0, null],
    ['NULL', null, 0, null],
    ['', null, 0, null],
    ['unknown', null, 0, null],
    ['12345', null, 0, null],
  ])('the IMEI %s', async (text, imei, imei_check, imei_plausible) => {
    const { place, outcome } = await importing(
      good(1),
      good(2).replace('356938035643809', text).replace('04/03', '05/03'),
    );
    expect(outcome.loaded).toBe(2);
    expect((await place.records('imei, imei_check, imei_plausible'))[1]).toEqual({
      imei,
      imei_check,
      imei_plausible,
    });
  });

  test.each<[string, bigint | null]>([
    ['21407000000001', 21407000000001n],
    ["'214070000000001'", 214070000000001n],
    ['2.140700000E+14', null],
    ['214070000000100', 214070000000100n],
    ['214070000000001F', 214070000000001n],
    ['be0b547e2df660f4062322aef20c2d69', idOf('be0b547e2df660f4062322aef20c2d69')],
    ['000000000000000', null],
    ['null', null],
    ['2140700000000012', null],
  ])('the IMSI %s', async (text, imsi) => {
    const { place } = await importing(good(1), good(2).replace('214070000000001', text));
    expect((await place.records('imsi'))[1]).toEqual({ imsi });
  });

  test.each([
    ['', 0],
    ['NULL', 0],
    ['00:01:01', 61],
    ['1:01', 61],
    ['61.0', 61],
    [' 61 ', 61],
  ])('the duration %j', async (text, duration) => {
    const { place } = await importing(good(1), good(2, undefined, undefined, text));
    expect((await place.records('duration'))[1]).toEqual({ duration });
  });

  test('a word for nothing is as good as an empty cell, in every column', async () => {
    const names =
      'record_type,served_msisdn,other_number,start_time,duration,outcome,imsi,imei,cell,trunk_in';
    const columns = names.split(',');
    let second = 0;
    const rows = columns.flatMap((_, column) =>
      nothing.map((word) => {
        second += 1;
        const time = `2024-03-04 10:${pad(second / 60)}:${pad(second % 60)}`;
        const cells = [
          'MOC',
          '34600000001',
          '34600000002',
          time,
          '61',
          'answered',
          ...ends.split(';').slice(0, 2),
        ];
        return [...cells, '21407-1-1', 'T1'].with(column, word).join(',');
      }),
    );
    const place = await openPlace();
    const outcome = await place.load(place.file('a.csv', lines(names, ...rows)));
    const refused = await place.refused(outcome);
    for (const [at, reason] of ['record_type_unknown', 'line_missing', 'time_missing'].entries()) {
      const from = [0, 1, 3][at] ?? 0;
      const expected = nothing.map((_, i) => ({ line: 2 + from * nothing.length + i, reason }));
      expect(refused.filter((row) => row.reason === reason)).toMatchObject(expected);
    }
    const loaded = await place.records(
      'counterpart_name, duration, outcome, imsi, imei, imei_check, imei_plausible, cell, trunk_in',
    );
    const [counts, kinds] = [
      new Map<string, number>(),
      (row: object) => Object.values(row).map(String).join(),
    ];
    for (const row of loaded) counts.set(kinds(row), (counts.get(kinds(row)) ?? 0) + 1);
    // One kind for each column that may be empty.
    expect([...counts.values()]).toEqual(columns.slice(3).map(() => nothing.length));
  });

  test.each(['', 'NULL', '\\N'])(
    'a context that says nothing (%j) is as good as any other',
    async (context) => {
      const row = (second: number, said: string) => {
        const time = `2024-03-04 10:00:${pad(second)}`;
        return `"","34600000001","34600000002","${said}","","PJSIP/1-1","PJSIP/2-2","Dial","","${time}","${time}","${time}",61,60,"ANSWERED","DOCUMENTATION","1709546400.${second}"`;
      };
      const place = await openPlace();
      const outcome = await place.load(
        place.file('Master.csv', lines(row(1, 'internal'), row(2, 'from-trunk'), row(3, context))),
      );
      expect(outcome).toMatchObject({ profile: 'asterisk', loaded: 3, quarantined: 0 });
      expect((await place.records('direction'))[2]).toEqual({ direction: 'MO' });
    },
  );

  test('hostile values do not stop an export', async () => {
    const place = await openPlace();
    const rows = [
      'caller,callee,start_time,duration_ms,imei',
      '34600000001,34600000002,1709546400,61000,356938035643809',
      '34600000001,34600000002,1709546401,61000,356938035643809',
      '34600000001,34600000002,1.0000e+18,61000,356938035643809',
      '34600000001,34600000002,1709546402,9223372036854775807,356938035643809',
      `34600000001,34600000002,1709546403,61000,${'9'.repeat(400)}`,
      `${'9'.repeat(400)},34600000002,1709546404,61000,1e308`,
    ];
    const outcome = await place.load(place.file('a.csv', lines(...rows)));
    expect(outcome).toMatchObject({ rows_read: 6, loaded: 4 });
    expect((await place.refused(outcome)).map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'time_unreadable'],
      [5, 'duration_unreadable'],
    ]);
  });
});

test('a quoted cell with a delimiter does not speak for the long rows beside it', async () => {
  const quoted = good(4, '"34600000001"', '"Bank; of ""Spain"""');
  const rows = [good(0), good(1), good(2), `${good(3)};3`, quoted, `${good(5)};5`, `${good(6)};6`];
  const place = await openPlace();
  const outcome = await place.load(place.file('a.csv', lines(header, ...rows)));
  expect(outcome).toMatchObject({ rows_read: 7, loaded: 4, quarantined: 3 });
});

/** Rows with what becomes of them; every good one is another record. */
const kinds: [(i: number) => string, 'loaded' | 'skipped' | string][] = [
  [(i) => good(i), 'loaded'],
  [(i) => good(i, "'34600000001"), 'loaded'],
  [(i) => good(i, '600000001', 'MYBANK'), 'loaded'],
  [(i) => good(i, '"34600000001"', '"Bank; of ""Spain"""'), 'loaded'],
  [(i) => `GPRS;34600000001;;04/03/2024 10:00:00;${i};${ends}`, 'skipped'],
  [(i) => `footer ${i}`, 'columns_missing'],
  [(i) => `${good(i)};${i}`, 'columns_extra'],
  [(i) => `MOC;"34600000001;34600000002;${i}`, 'quotes_broken'],
  [(i) => `MOC;4.5E+10;34600000002;04/03/2024 10:00:00;${i};${ends}`, 'number_rounded'],
  [(i) => `XYZ;34600000001;34600000002;04/03/2024 10:00:00;${i};${ends}`, 'record_type_unknown'],
  [(i) => `MOC;34600000001;34600000002;04/03/2024 10:00:00;-${i + 1};${ends}`, 'duration_implausible'],
];

test('any mixture of good and bad rows, in any order, adds up, and each good one is loaded', async () => {
  const place = await openPlace({ threads: 1 });
  const mixture = fc.array(fc.nat({ max: kinds.length - 1 }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(mixture, fc.constantFrom('\n', '\r\n'), fc.integer(), async (picks, end, salt) => {
      await place.context.store.db.run('DELETE FROM state.ledger; DELETE FROM state.ledger_files');
      // Three good rows at the start make a table of it, whatever follows.
      const chosen = [0, 0, 0, ...picks].flatMap((pick) => kinds.slice(pick, pick + 1));
      const text = `${[header, ...chosen.map(([row], i) => row(i))].join(end)}${end}`;
      const outcome = await place.load(place.file(`export-${salt}.csv`, text));
      const wanted = (what: string) => chosen.filter(([, becomes]) => becomes === what).length;
      const refused = await place.refused(outcome);
      expect(outcome).toMatchObject({
        rows_read: chosen.length,
        loaded: wanted('loaded'),
        duplicates: 0,
        skipped: wanted('skipped'),
        quarantined: refused.length,
      });
      const expected = chosen.flatMap(([, becomes], i) =>
        becomes === 'loaded' || becomes === 'skipped' ? [] : [[i + 2, becomes]],
      );
      expect(refused.map(({ line, reason }) => [line, reason]).sort(byLine)).toEqual(expected);
      expect(await place.records('line')).toHaveLength(wanted('loaded'));
    }),
    { numRuns: 50 },
  );
}, 120_000);

function byLine(a: (string | number | null)[], b: (string | number | null)[]): number {
  return Number(a[0]) - Number(b[0]);
}
