import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { literal } from '../../src/engine/duckdb.js';
import { lines, openPlace } from './fixture.js';

const header = 'record_type;calling_number;called_number;start_time;duration;imsi;imei;lac;ci';
const generic = lines(
  header,
  'MOC;+34600000001;0034911234567;04/03/2024 10:00:05;61;214070000000001;356938035643809;101;20001',
  'MTC;600000002;34600000001;04/03/2024 23:59:59;0;214070000000001;356938035643809;101;20001',
  'SMSMO;34600000001;1444;05/03/2024 00:00:01;;214070000000001;3569380356438099;101;20002',
  'SMSMT;MYBANK;34600000001;25/03/2024 09:30:00;0;214070000000001;;101;20002',
);

describe('a generic export with semicolons, days first, IMSI, IMEI, LAC and CI', () => {
  test('is loaded column by column', async () => {
    const place = await openPlace({ timezone: 'Europe/Madrid' });
    const outcome = await place.load(place.file('night.csv', generic));
    expect(outcome).toMatchObject({
      state: 'loaded',
      profile: 'generic',
      name: 'night.csv',
      rows_read: 4,
      loaded: 4,
      duplicates: 0,
      quarantined: 0,
      skipped: 0,
      first_time: '2024-03-04 09:00:05',
      last_time: '2024-03-25 08:30:00',
    });
    const common = {
      outcome: 'answered',
      imsi: 214070000000001n,
      imei: 35693803564380n,
      imei_check: 9,
      imei_plausible: true,
      cell: '101-20001',
      trunk_in: null,
      trunk_out: null,
      line: 34600000001n,
      line_name: null,
      counterpart_name: null,
      record_hash: expect.any(BigInt),
    };
    expect(await place.records()).toEqual([
      {
        ...common,
        counterpart: 34911234567n,
        direction: 'MO',
        service: 'voice',
        start_time: '2024-03-04 09:00:05',
        duration: 61,
        day: '2024-03-04',
      },
      {
        ...common,
        counterpart: 34600000002n,
        direction: 'MT',
        service: 'voice',
        start_time: '2024-03-04 22:59:59',
        duration: 0,
        outcome: 'unknown',
        day: '2024-03-04',
      },
      {
        ...common,
        counterpart: 1444n,
        direction: 'MO',
        service: 'sms',
        start_time: '2024-03-04 23:00:01',
        duration: 0,
        imei_check: 0,
        cell: '101-20002',
        day: '2024-03-05',
      },
      {
        ...common,
        counterpart: expect.any(BigInt),
        counterpart_name: 'MYBANK',
        direction: 'MT',
        service: 'sms',
        start_time: '2024-03-25 08:30:00',
        duration: 0,
        imei: null,
        imei_check: 0,
        imei_plausible: null,
        cell: '101-20002',
        day: '2024-03-25',
      },
    ]);
  });

  test('has the columns of the lake in the Parquet files', async () => {
    const place = await openPlace();
    await place.load(place.file('night.csv', generic));
    const types = await place.context.store.db.rows<{ column_name: string; column_type: string }>(
      `DESCRIBE SELECT * FROM read_parquet(${literal(`${place.path}/store/lake/records/*/*.parquet`)}, hive_partitioning = false)`,
    );
    expect(Object.fromEntries(types.map((one) => [one.column_name, one.column_type]))).toEqual(
      (await import('../../src/store/records.js')).recordColumns,
    );
  });
});

describe("Asterisk's Master.csv", () => {
  const master = (...rows: string[][]) =>
    lines(...rows.map((row) => row.map((cell) => (/^\d*$/.test(cell) ? cell : `"${cell}"`)).join(',')));
  const row = (
    src: string,
    dst: string,
    context: string,
    start: string,
    answer: string,
    sec: number,
    said: string,
  ) => [
    '',
    src,
    dst,
    context,
    `"${src}" <${src}>`.replaceAll('"', '""'),
    'SIP/1-1',
    'SIP/2-2',
    'Dial',
    'SIP/trunk,30',
    start,
    answer,
    '2024-03-04 10:02:00',
    String(sec + 5),
    String(sec),
    said,
    'DOCUMENTATION',
    '1709546400.1',
    '',
  ];

  test('is known without a header, and calls from a trunk are those of the line that was called', async () => {
    const place = await openPlace({ timezone: 'America/Mexico_City', country: 'MX' });
    const file = place.file(
      'Master.csv',
      master(
        row(
          '5215512345678',
          '5215587654321',
          'from-internal',
          '2024-03-04 10:00:00',
          '2024-03-04 10:00:05',
          55,
          'ANSWERED',
        ),
        row('5215511111111', '5215587654321', 'from-trunk', '2024-03-04 10:01:00', '', 0, 'NO ANSWER'),
        row('5215512345678', '5215522222222', 'some-context', '2024-03-04 20:01:00', '', 0, 'BUSY'),
      ),
    );
    expect(await place.load(file)).toMatchObject({ profile: 'asterisk', rows_read: 3, loaded: 3 });
    expect(
      await place.records(
        'line, counterpart, direction, duration, outcome, CAST(start_time AS VARCHAR) AS start_time, CAST(day AS VARCHAR) AS day',
      ),
    ).toEqual([
      {
        line: 5215512345678n,
        counterpart: 5215587654321n,
        direction: 'MO',
        duration: 55,
        outcome: 'answered',
        start_time: '2024-03-04 16:00:00',
        day: '2024-03-04',
      },
      {
        line: 5215587654321n,
        counterpart: 5215511111111n,
        direction: 'MT',
        duration: 0,
        outcome: 'no_answer',
        start_time: '2024-03-04 16:01:00',
        day: '2024-03-04',
      },
      {
        line: 5215512345678n,
        counterpart: 5215522222222n,
        direction: 'MO',
        duration: 0,
        outcome: 'busy',
        start_time: '2024-03-05 02:01:00',
        day: '2024-03-04',
      },
    ]);
  });
});

describe("FreeSWITCH's CSV without a header", () => {
  const row = (
    from: string,
    to: string,
    context: string,
    start: string,
    answer: string,
    sec: number,
    cause: string,
  ) =>
    [
      from,
      from,
      to,
      context,
      start,
      answer,
      '2024-03-04 10:02:00',
      String(sec + 7),
      String(sec),
      cause,
      `u-${start}`,
      '',
      '100',
    ]
      .map((cell) => `"${cell}"`)
      .join(',');

  test('is known by its columns, and calls from the context for strangers are those of the line that was called', async () => {
    const place = await openPlace();
    const file = place.file(
      'cdr.csv',
      lines(
        row(
          '34600000001',
          '34600000002',
          'default',
          '2024-03-04 10:00:00',
          '2024-03-04 10:00:07',
          61,
          'NORMAL_CLEARING',
        ),
        row('34600000003', '34600000001', 'public', '2024-03-04 10:10:00', '', 0, 'ORIGINATOR_CANCEL'),
        row('34600000001', '34600000004', 'default', '2024-03-04 10:20:00', '', 0, 'UNALLOCATED_NUMBER'),
      ),
    );
    expect(await place.load(file)).toMatchObject({ profile: 'freeswitch', rows_read: 3, loaded: 3 });
    expect(await place.records('line, counterpart, direction, duration, outcome')).toEqual([
      { line: 34600000001n, counterpart: 34600000002n, direction: 'MO', duration: 61, outcome: 'answered' },
      { line: 34600000001n, counterpart: 34600000003n, direction: 'MT', duration: 0, outcome: 'cancelled' },
      { line: 34600000001n, counterpart: 34600000004n, direction: 'MO', duration: 0, outcome: 'failed' },
    ]);
  });
});

/** What every header below says: 34600000001 called 34600000002 for 61 seconds, and was called by it afterwards. */
const twoCalls = [
  { line: 34600000001n, counterpart: 34600000002n, direction: 'MO', duration: 61 },
  { line: 34600000001n, counterpart: 34600000002n, direction: 'MT', duration: 0 },
];
const essence = 'line, counterpart, direction, duration';
const one = '34600000001';
const two = '34600000002';
const t1 = '2024-03-04 10:00:00';
const t2 = '2024-03-04 11:00:00';

describe('headers of many origins', () => {
  test.each<[string, ...string[]]>([
    [
      'CALLING_NBR|CALLED_NBR|CALL_TYPE|CALL_DATE|CALL_TIME|CALL_DURATION|IMSI_NUM|IMEI_NUM|CELL_SITE',
      `${one}|${two}|MOC|20240304|100000|61|214070000000001|356938035643809|S1`,
      `${two}|${one}|MTC|20240304|110000|0|214070000000001|356938035643809|S1`,
    ],
    [
      'A_NUMBER;B_NUMBER;DIRECTION;EVENT_TYPE;EVENT_START;DUR;ANTENNA_ID',
      `${one};${two};out;call;${t1};61;A1`,
      `${two};${one};in;call;${t2};0;A1`,
    ],
    [
      'caller_id_number,destination_number,call_direction,start_stamp,answer_stamp,end_stamp,billsec,hangup_cause,uuid',
      `${one},${two},outbound,${t1},${t1},2024-03-04 10:01:01,61,NORMAL_CLEARING,u1`,
      `${two},${one},inbound,${t2},,2024-03-04 11:00:20,0,NO_ANSWER,u2`,
    ],
    [
      'a_number,b_number,call_type,start_time,duration',
      `${one},${two},MOC,${t1},61`,
      `${two},${one},MTC,${t2},0`,
    ],
    [
      'A Number;B Number;Type of call;Start Time;Duration (s)',
      `${one};${two};outgoing;${t1};61`,
      `${two};${one};incoming;${t2};0`,
    ],
    ['caller,callee,direction,timestamp,duration', `${one},${two},out,${t1},61`, `${two},${one},in,${t2},0`],
    [
      'msisdn,other_party,direction,start_time,duration',
      `${one},${two},outgoing,${t1},61`,
      `${one},${two},incoming,${t2},0`,
    ],
    [
      'msisdn,other_party,call_type,direction,start_time,duration',
      `${one},${two},voice,MO,${t1},61`,
      `${one},${two},voice,MT,${t2},0`,
    ],
    [
      'msisdn,other_party,call_type,direction,start_time,duration',
      `${one},${two},voice,1,${t1},61`,
      `${one},${two},voice,2,${t2},0`,
    ],
    [
      'phone_no_m,opposite_no_m,calltype_id,start_datetime,call_dur',
      `${one},${two},1,${t1},61`,
      `${one},${two},2,${t2},0`,
    ],
    [
      'Anrufer;Angerufener;Richtung;Beginn;Dauer',
      `${one};${two};abgehend;04.03.2024 10:00:00;61`,
      `${two};${one};ankommend;04.03.2024 11:00:00;0`,
    ],
    [
      'Rufnummer;Gegenstelle;Richtung;Datum;Uhrzeit;Dauer',
      `${one};${two};ausgehend;04.03.2024;10:00:00;61`,
      `${one};${two};eingehend;04.03.2024;11:00:00;0`,
    ],
    [
      'txn_type,direction,caller_id,recipient_id,timestamp,duration,caller_antenna',
      `call,out,${one},${two},${t1},61.0,A1`,
      `call,in,${two},${one},${t2},0.0,A1`,
    ],
    [
      'Direction|CLI|CLD|Setup time|Connect time|Disconnect time|Duration in seconds|Device ID',
      `outbound|${one}|${two}|${t1}|2024-03-04 10:00:09|2024-03-04 10:01:10|61|356938035643809`,
      `inbound|${two}|${one}|${t2}||${t2}|0|356938035643809`,
    ],
    [
      "Numéro appelant;Numéro appelé;Type d'appel;Date de l'appel;Heure;Durée (s)",
      `${one};${two};Sortant;04/03/2024;10:00:00;61`,
      `${two};${one};Entrant;04/03/2024;11:00:00;0`,
    ],
    [
      'Número Origem;Número Destino;Tipo de Chamada;Data;Hora;Duração (s)',
      `${one};${two};Originada;04/03/2024;10:00:00;61`,
      `${two};${one};Recebida;04/03/2024;11:00:00;0`,
    ],
    [
      'Номер А;Номер Б;Направление;Дата;Время;Длительность',
      `${one};${two};исходящий;04.03.2024;10:00:00;61`,
      `${two};${one};входящий;04.03.2024;11:00:00;0`,
    ],
    [
      '本机号码,对方号码,通话类型,通话日期,通话时间,通话时长(秒)',
      `${one},${two},主叫,2024-03-04,10:00:00,61`,
      `${one},${two},被叫,2024-03-04,11:00:00,0`,
    ],
    [
      'CALLER_NUM|CALLED_NUM|CDR_TYPE|START_DATE|START_TIME|DURATION',
      `${one}|${two}|MOC|20240304|100000|61`,
      `${two}|${one}|MTC|20240304|110000|0`,
    ],
    [
      'msisdn,other_party,direction,CALL_START_EPOCH_MS,duration,data',
      `${one},${two},out,1709546400000,61,12.5`,
      `${one},${two},in,1709550000000,0,0`,
    ],
    [
      'from-no,to-no,direction,time-start,time-answered,time-end,duration',
      `${one},${two},out,2024/03/04 10:00:00,2024/03/04 10:00:09,2024/03/04 10:01:10,00:01:01`,
      `${two},${one},in,2024/03/04 11:00:00,,2024/03/04 11:00:00,00:00:00`,
    ],
    [
      'recordType,servedIMSI,servedIMEI,servedMSISDN,callingNumber,calledNumber,answerTime,releaseTime,callDuration,causeForTerm',
      `0,214070000000001,356938035643809,${one},,${two},240304100000+0000,240304100101+0000,61,0`,
      `1,214070000000001,356938035643809,${one},${two},,240304110000+0000,240304110000+0000,0,3`,
    ],
    [
      'IMSI|CALLINGNUMBER|CALLEDNUMBER|CHALLOCTIME|ANSWERTIME|DISCONNECTTIME|CallDuration|CDRTYPE',
      `214070000000001|${one}|${two}|${t1}|2024-03-04 10:00:08|2024-03-04 10:01:09|61|MOC`,
      `214070000000001|${two}|${one}|${t2}||${t2}|0|MTC`,
    ],
    [
      'Target No,B Party No,Call Type,Date,Time,Dur(s)',
      `${one},${two},OUT,04/03/2024,10:00:00,61`,
      `${one},${two},IN,04/03/2024,11:00:00,0`,
    ],
    [
      'msisdn,other_party,direction,date,start_time,duration',
      `${one},${two},out,04/03/2024,10:00:00,00:01:01`,
      `${one},${two},in,04/03/2024,11:00:00,00:00:00`,
    ],
    [
      'msisdn,other_party,direction,start_time,duration',
      `${one},${two},out,${t1},1:01`,
      `${one},${two},in,${t2},0:00`,
    ],
    [
      'msisdn,other_party,direction,start_time,duration_ms',
      `${one},${two},out,${t1},61000`,
      `${one},${two},in,${t2},0`,
    ],
    [
      'msisdn,other_party,direction,start,end',
      `${one},${two},out,${t1},2024-03-04 10:01:01`,
      `${one},${two},in,${t2},${t2}`,
    ],
    [
      'msisdn,other_party,direction,start,answer,end',
      `${one},${two},out,${t1},2024-03-04 10:00:09,2024-03-04 10:01:10`,
      `${one},${two},in,${t2},,${t2}`,
    ],
    [
      'msisdn,other_party,direction,start_time,duration',
      `${one},${two},out,1709546400,61`,
      `${one},${two},in,1709550000,0`,
    ],
    [
      'msisdn,other_party,direction,start_time,duration',
      `${one},${two},out,1709546400000,61`,
      `${one},${two},in,1709550000000,0`,
    ],
    [
      'msisdn,other_party,direction,start_time,duration',
      `${one},${two},out,2024-03-04T10:00:00Z,61`,
      `${one},${two},in,2024-03-04T11:00:00Z,0`,
    ],
    [
      'msisdn,other_party,direction,start_time,duration',
      `${one},${two},out,2024-03-04T12:00:00+02:00,61`,
      `${one},${two},in,2024-03-04 13:00:00+02,0`,
    ],
    [
      'msisdn\tother_party\tdirection\tstart_time\tduration',
      `${one}\t${two}\tout\t20240304100000\t61`,
      `${one}\t${two}\tin\t20240304110000\t0`,
    ],
  ])('%s', async (...rows) => {
    const place = await openPlace();
    expect(await place.load(place.file('a.csv', lines(...rows)))).toMatchObject({ rows_read: 2, loaded: 2 });
    expect(await place.records(essence)).toEqual(twoCalls);
    expect(await place.records('CAST(start_time AS VARCHAR) AS t')).toEqual([{ t: t1 }, { t: t2 }]);
  });

  test('a service of its own column, calls and messages apart', async () => {
    const place = await openPlace();
    await place.load(
      place.file(
        'a.csv',
        lines(
          'caller,callee,call_type,direction,start_time,duration',
          `${one},${two},sms,out,${t1},`,
          `${two},${one},Voice,in,${t2},5`,
        ),
      ),
    );
    expect(await place.records('line, direction, service')).toEqual([
      { line: 34600000001n, direction: 'MO', service: 'sms' },
      { line: 34600000001n, direction: 'MT', service: 'voice' },
    ]);
  });

  test('days before months where that can be told, else by the country', async () => {
    for (const [country, day] of [
      ['ES', '2024-04-03'],
      ['US', '2024-03-04'],
    ] as const) {
      const place = await openPlace({ country });
      await place.load(
        place.file(
          'a.csv',
          lines('caller,callee,start_time,duration', `${one},${two},03/04/2024 10:00:00,5`),
        ),
      );
      expect(await place.records('CAST(day AS VARCHAR) AS day')).toEqual([{ day }]);
    }
    const place = await openPlace({ country: 'US' });
    await place.load(
      place.file(
        'a.csv',
        lines(
          'caller,callee,start_time,duration',
          `${one},${two},03/04/2024 10:00:00,5`,
          `${one},${two},13/04/2024 10:00:00,5`,
        ),
      ),
    );
    expect(await place.records('CAST(day AS VARCHAR) AS day')).toEqual([
      { day: '2024-04-03' },
      { day: '2024-04-13' },
    ]);
  });

  test('a record type without a direction goes with its column, and a word that nobody knows is no call', async () => {
    const place = await openPlace();
    const rows = [
      `${one},${two},voice,??,${t1},5`,
      `${one},${two},MMS,out,${t1},5`,
      `${one},${two},SMSMT,,${t2},`,
    ];
    const outcome = await place.load(
      place.file(
        'a.csv',
        lines(
          'msisdn,other_party,call_type,direction,start_time,duration',
          ...rows,
          `${one},${two},voice,in,${t1},5`,
        ),
      ),
    );
    expect((await place.refused(outcome)).map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'record_type_unknown'],
      [3, 'record_type_unknown'],
    ]);
    expect(await place.records('direction, service')).toEqual([
      { direction: 'MT', service: 'voice' },
      { direction: 'MT', service: 'sms' },
    ]);
  });

  test("a profile's own time format goes before what the country does", async () => {
    const { inspect } = await import('../../src/import/inspect.js');
    const place = await openPlace({ country: 'ES' });
    const file = place.file('a.csv', lines('caller,callee,start_time', `${one},${two},03/04/2024 10:00:00`));
    const { proposed_profile } = await inspect(file, place.context.config);
    const american = await openPlace({ country: 'US', profile: place.file('mine.yaml', proposed_profile) });
    await american.load(file);
    expect(await american.records('CAST(day AS VARCHAR) AS day')).toEqual([{ day: '2024-04-03' }]);
  });

  test('a header without rows is an export without records', async () => {
    const place = await openPlace();
    expect(await place.load(place.file('a.csv', `${header}\n`))).toMatchObject({ rows_read: 0, loaded: 0 });
  });
});

describe('wrappings of the same export', () => {
  const plain = lines(
    'msisdn;other_party;direction;start_time;duration',
    `${one};${two};out;${t1};61`,
    `${one};${two};in;${t2};0`,
  );

  test.each<[string, string, string | Buffer]>([
    ['gzip', 'a.csv.gz', gzipSync(plain)],
    ['a byte order mark', 'a.csv', `\ufeff${plain}`],
    ['CR alone', 'a.csv', plain.replaceAll('\n', '\r')],
    ['CRLF', 'a.csv', plain.replaceAll('\n', '\r\n')],
    ['UTF-16', 'a.csv', Buffer.from(`\ufeff${plain}`, 'utf16le')],
    [
      'cp1252',
      'a.csv',
      Buffer.from(plain.replace('msisdn;', 'Señal;msisdn;').replaceAll(/^34/gm, 'ñ;34'), 'latin1'),
    ],
    ['trailing delimiters', 'a.csv', plain.replaceAll('\n', ';\n')],
    ['trailing delimiters in the rows only', 'a.csv', plain.replaceAll('\n', ';\n').replace(';\n', '\n')],
    ['a trailing delimiter in the header only', 'a.csv', plain.replace('\n', ';\n')],
    ['no line end at the end', 'a.csv', plain.trimEnd()],
    ['blank lines', 'a.csv', plain.replaceAll('\n', '\n\n')],
    ['a preamble', 'a.csv', `Operator X\nReport of the night, all cells\n\n${plain}`],
    ['quotes', 'a.csv', plain.replaceAll(/[^;\n]+/g, '"$&"')],
  ])('%s', async (_, name, content) => {
    const place = await openPlace();
    expect(await place.load(place.file(name, content))).toMatchObject({ rows_read: 2, loaded: 2 });
    expect(await place.records(essence)).toEqual(twoCalls);
  });

  test('zstd and Parquet', async () => {
    const source = await openPlace();
    const csv = source.file('a.csv', plain);
    for (const options of ["FORMAT csv, HEADER, DELIMITER ';', COMPRESSION zstd", 'FORMAT parquet']) {
      const place = await openPlace();
      const target = `${place.path}/export`;
      await source.context.store.db.run(
        `COPY (FROM read_csv(${literal(csv)})) TO ${literal(target)} (${options})`,
      );
      expect(await place.load(target)).toMatchObject({ rows_read: 2, loaded: 2 });
      expect(await place.records(essence)).toEqual(twoCalls);
    }
  });

  test('Parquet with times in a zone', async () => {
    const place = await openPlace({ timezone: 'Europe/Madrid' });
    const target = `${place.path}/zoned.parquet`;
    await place.context.store.db.run(
      `COPY (SELECT ${one} AS caller, ${two} AS callee, TIMESTAMPTZ '2024-03-04 10:00:00+00' AS start_time, 5 AS duration)
       TO ${literal(target)} (FORMAT parquet)`,
    );
    await place.load(target);
    expect(await place.records('CAST(start_time AS VARCHAR) AS t')).toEqual([{ t: t1 }]);
  });

  test('a footer is refused and counted', async () => {
    const place = await openPlace();
    const outcome = await place.load(place.file('a.csv', `${plain}CDR COUNT : 2\n`));
    expect(outcome).toMatchObject({ rows_read: 3, loaded: 2, quarantined: 1 });
    expect(await place.refused(outcome)).toEqual([
      { line: 4, reason: 'columns_missing', text: 'CDR COUNT : 2' },
    ]);
  });
});
