import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DuckDb, literal } from '../../src/engine/duckdb.js';
import type { Sample } from '../../src/import/sample.js';
import { needsRepair, sniffExport } from '../../src/import/sniff.js';

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sniff-'));
  db = await DuckDb.open({ threads: 1 });
  await db.run('SET preserve_insertion_order = true');
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

let count = 0;
function file(bytes: string | Buffer): string {
  count += 1;
  const path = join(folder, `export-${count}`);
  writeFileSync(path, bytes);
  return path;
}

const sniff = (bytes: string | Buffer) => sniffExport(file(bytes));
const plain =
  'line;other;start\n34600000001;34600000002;2026-03-02 10:00:00\n34600000003;112;2026-03-02 10:01:00\n';
const table = plain
  .trim()
  .split('\n')
  .map((line) => line.split(';'));

describe('a clean export', () => {
  test('is read as it is', async () => {
    const sample = await sniff(plain);
    expect(sample).toMatchObject({
      format: 'csv',
      compression: 'none',
      encoding: 'utf-8',
      bom: false,
      lineEnd: '\n',
      delimiter: ';',
      quote: '',
      skip: 0,
      columns: 3,
      raggedRows: 0,
      problems: [],
    });
    expect(sample.rows).toEqual(table);
    expect(needsRepair(sample)).toBe(false);
  });

  test('may be compressed, whatever its name says', async () => {
    const gz = await sniff(gzipSync(plain));
    expect([gz.compression, gz.rows, needsRepair(gz)]).toEqual(['gzip', table, false]);
    const path = join(folder, 'packed');
    await db.run(
      `COPY (SELECT * FROM (VALUES ('a', 'é', 'x;y'), ('1', '2', '3'), ('4', '5', '6'))) TO ${literal(path)}
       (FORMAT csv, HEADER false, DELIMITER ';', COMPRESSION zstd)`,
    );
    const zst = await sniffExport(path);
    expect([zst.compression, zst.delimiter, zst.quote, zst.rows[0]]).toEqual([
      'zstd',
      ';',
      '"',
      ['a', 'é', 'x;y'],
    ]);
  });

  test('is sampled to 256 KiB, without the line that is cut there', async () => {
    const line = '34600000001;34600000002;2026-03-02 10:00:00;ñandú\n';
    const sample = await sniff(line.repeat(20_000));
    expect([sample.rows.length, sample.raggedRows, sample.problems]).toEqual([1000, 0, []]);
    const wide = await sniff(`${'x'.repeat(9_000)};ñ;y\n`.repeat(60));
    expect([wide.rows.length, wide.raggedRows]).toEqual([29, 0]);
  });

  test('may be Parquet', async () => {
    const path = join(folder, 'table');
    await db.run(`COPY (SELECT 1 AS a) TO ${literal(path)} (FORMAT parquet)`);
    expect(await sniffExport(path)).toMatchObject({ format: 'parquet', rows: [] });
  });
});

describe('cells', () => {
  test('hold delimiters, line ends and doubled quotes', async () => {
    const sample = await sniff('a,"b, c",d\r\n1,"2\r\n""two""",3\r\n4,5,6\r\n');
    expect(sample.rows).toEqual([
      ['a', 'b, c', 'd'],
      ['1', '2\r\n"two"', '3'],
      ['4', '5', '6'],
    ]);
    expect(sample).toMatchObject({ lineEnd: '\r\n', quote: '"', multiline: true });
  });

  test('hold quotes that are not doubled', async () => {
    const sample = await sniff('a,"the "b" cell",c\n1,"2",3\n4,"5",6\n');
    expect(sample.rows[0]).toEqual(['a', 'the "b" cell', 'c']);
    expect(sample.misread).toEqual(['Quotes inside quoted cells are not doubled.']);
  });

  test('begin and end with doubled quotes', async () => {
    const sample = await sniff('a,"""b""",c\n1,2,3\n');
    expect(sample.rows[0]).toEqual(['a', '"b"', 'c']);
  });

  test('are wrapped in apostrophes, or only begin with one', async () => {
    const wrapped = await sniff("line,other,n\n'34600000001','34,5','7'\n'34600000003','112','8'\n");
    expect([wrapped.quote, wrapped.rows[1], needsRepair(wrapped)]).toEqual([
      "'",
      ['34600000001', '34,5', '7'],
      true,
    ]);
    const marked = await sniff("line,other,n\n'34600000001,'345,7\n'34600000003,'112,8\n");
    expect([marked.quote, marked.rows[1], needsRepair(marked)]).toEqual([
      '',
      ["'34600000001", "'345", '7'],
      false,
    ]);
  });

  test('are escaped with backslashes', async () => {
    const sample = await sniff('a,b,c\n1,two\\, or 2,3\n4,"5 \\"five\\"",6\n7,8,9\n');
    expect(sample.rows.slice(1, 3)).toEqual([
      ['1', 'two, or 2', '3'],
      ['4', '5 "five"', '6'],
    ]);
    expect([sample.backslash, needsRepair(sample)]).toEqual([true, true]);
  });

  test('stand behind blanks and quotes', async () => {
    const sample = await sniff('a, "b, c" ,d\n1, "2" ,3\n');
    expect(sample.rows[0]).toEqual(['a', 'b, c', 'd']);
  });
});

describe('a table', () => {
  test('begins behind other lines', async () => {
    const rows = 'A,B,C,D,E\n1,2,3,4,5\n1,2,3,4,5\n';
    const sample = await sniff(
      `Calls of one number\nfrom,1 March\n\nOperator, "the ""first"" one"\n\n${rows}`,
    );
    expect([sample.skip, sample.rows[0], needsRepair(sample)]).toEqual([5, ['A', 'B', 'C', 'D', 'E'], false]);
    const open = await sniff(`"Calls of\n one number\n",x\n${rows}`);
    expect([open.skip, open.rows[0], needsRepair(open)]).toEqual([3, ['A', 'B', 'C', 'D', 'E'], true]);
  });

  test('keeps a short header and a short first record', async () => {
    const trailed = await sniff('A,B,C\n1,2,3,\n4,5,6,\n');
    expect([trailed.skip, trailed.columns, trailed.raggedRows]).toEqual([0, 4, 1]);
    expect(trailed.problems).toContain('The last column is empty in every row: rows end with a delimiter.');
    const short = await sniff('"x",34600000001,ANSWERED\n"x",34600000002,BUSY,7\n"x",34600000003,BUSY,8\n');
    expect([short.skip, short.rows.length, short.raggedRows]).toEqual([0, 3, 1]);
  });

  test('has ragged rows and a footer', async () => {
    const sample = await sniff('a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3\nCDR COUNT : 4\n');
    expect([sample.columns, sample.raggedRows, sample.rows.length]).toEqual([3, 3, 6]);
  });

  test('of one column is a problem', async () => {
    for (const bytes of ['7', 'a\n1\n2\n']) {
      const sample = await sniff(bytes);
      expect([sample.columns, sample.problems]).toEqual([
        1,
        ['No delimiter was found: every row has one column.'],
      ]);
    }
  });

  test('with a quote that stays open is a problem', async () => {
    const sample = await sniff(`${'a,"b",c\n'.repeat(9)}1,"2,3\n`);
    expect(sample.problems).toContain('A quote is opened and never closed.');
  });
});

describe('line ends', () => {
  test('are CR alone', async () => {
    const sample = await sniff(plain.replaceAll('\n', '\r'));
    expect([sample.lineEnd, sample.rows, needsRepair(sample)]).toEqual(['\r', table, true]);
  });

  test('are mixed', async () => {
    const soft = await sniff('a,b,c\r\n1,2,3\n4,5,6\r\n');
    expect([soft.lineEnd, soft.rows.length, needsRepair(soft)]).toEqual(['\r\n', 3, true]);
    const hard = await sniff('a,b,c\n1,2,3\n4,5,6\r7,8,9\n');
    expect([hard.lineEnd, hard.rows.length, needsRepair(hard)]).toEqual(['\n', 4, true]);
  });
});

describe('an encoding', () => {
  const accents = 'line;town;note\n1;Logroño;señal débil\n2;Ávila;línea caída\n';
  // "line;town;time" and two rows with Chengdu and Mianyang, written in GBK by hand.
  const chengdu = Buffer.from([0xb3, 0xc9, 0xb6, 0xbc]);
  const mianyang = Buffer.from([0xc3, 0xe0, 0xd1, 0xf4]);
  const chinese = Buffer.concat([
    Buffer.from('line;town;n\n1;'),
    chengdu,
    Buffer.from(';2\n3;'),
    mianyang,
    Buffer.from(';4\n'),
  ]);

  test('is UTF-8 with its mark', async () => {
    const sample = await sniff(`\ufeff${accents}`);
    expect([sample.encoding, sample.bom, sample.rows[0]?.[0], needsRepair(sample)]).toEqual([
      'utf-8',
      true,
      'line',
      false,
    ]);
  });

  test('is windows-1252', async () => {
    const sample = await sniff(Buffer.from(accents, 'latin1'));
    expect([sample.encoding, sample.rows[1], needsRepair(sample)]).toEqual([
      'windows-1252',
      ['1', 'Logroño', 'señal débil'],
      true,
    ]);
  });

  test('is GBK', async () => {
    const sample = await sniff(chinese);
    expect([sample.encoding, sample.rows[1]?.[1], sample.rows[2]?.[1]]).toEqual(['gb18030', '成都', '绵阳']);
  });

  test('is UTF-16, either way round, marked or not', async () => {
    for (const mark of ['\ufeff', '']) {
      const little = Buffer.from(mark + accents, 'utf16le');
      for (const [encoding, bytes] of [
        ['utf-16le', little],
        ['utf-16be', Buffer.from(little).swap16()],
      ] as const) {
        const sample = await sniff(bytes);
        expect([sample.encoding, sample.bom, sample.rows[1]?.[1]]).toEqual([
          encoding,
          mark !== '',
          'Logroño',
        ]);
      }
    }
  });
});

describe('what is no export', () => {
  const wanted = { code: 'INPUT_UNREADABLE' };

  test('is refused without telling its contents', async () => {
    await expect(sniffExport(join(folder, 'missing'))).rejects.toMatchObject(wanted);
    await expect(sniffExport(folder)).rejects.toMatchObject(wanted);
    for (const bytes of ['', '\n \n', '\0', gzipSync('')])
      await expect(sniff(bytes)).rejects.toMatchObject(wanted);
    const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(99)]);
    await expect(sniff(zip)).rejects.toThrow(/a ZIP archive or an Excel workbook\.$/);
    await expect(sniffExport(process.execPath)).rejects.toThrow(/holds binary data/);
    await expect(sniff(gzipSync(plain.repeat(99)).subarray(0, 60))).rejects.toMatchObject(wanted);
    const noise = execFileSync(process.execPath, ['-e', 'process.stdout.write(crypto.randomBytes(5000))']);
    await expect(sniff(Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), noise]))).rejects.toMatchObject(
      wanted,
    );
  });
});

/** The rows as DuckDB's strict reader sees them in the dialect that was sniffed; an empty cell is NULL to it. */
async function rowsOf(path: string, sample: Sample): Promise<string[][]> {
  const names = Array.from({ length: sample.columns }, (_, i) => `c${i}`);
  const rows = await db.rows<Record<string, string | null>>(
    `SELECT * FROM read_csv(${literal(path)}, auto_detect = false, header = false, delim = ${literal(sample.delimiter)},
       quote = '"', escape = '"', new_line = ${literal(sample.lineEnd === '\r\n' ? '\\r\\n' : '\\n')}, skip = ${sample.skip},
       columns = { ${names.map((name) => `${name}: 'VARCHAR'`).join(', ')} })`,
  );
  return rows.map((row) => names.map((name) => row[name] ?? ''));
}

test('any table is sniffed back from any dialect, and what needs no repair is read so by DuckDB', async () => {
  const digits = fc.stringMatching(/^[1-9]\d{4,9}$/);
  const words = fc.constantFrom(
    '',
    'ok',
    'Ávila',
    'a b',
    'the "b"',
    'x\ny',
    'a,b',
    'a;b',
    'a|b',
    'a\tb',
    '成都',
  );
  const tables = fc.integer({ min: 3, max: 8 }).chain((width) =>
    fc.array(fc.tuple(digits, words, ...Array.from({ length: width - 2 }, () => fc.oneof(digits, words))), {
      minLength: 4,
      maxLength: 30,
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      tables,
      fc.constantFrom(',', ';', '|', '\t'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      fc.boolean(),
      fc.array(fc.constantFrom('', 'Calls of one number', 'a "good" day', '---'), { maxLength: 4 }),
      async (rows, delimiter, lineEnd, quoteAll, bom, preamble) => {
        const wrap = (cell: string) =>
          quoteAll || /[,;|\t"\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
        const text = rows.map((row) => row.map(wrap).join(delimiter) + lineEnd).join('');
        const path = file((bom ? '\ufeff' : '') + preamble.map((line) => line + lineEnd).join('') + text);
        const sample = await sniffExport(path);
        expect(sample.rows).toEqual(rows);
        expect([sample.delimiter, sample.lineEnd, sample.skip]).toEqual([
          delimiter,
          lineEnd,
          preamble.length,
        ]);
        expect(needsRepair(sample)).toBe(lineEnd === '\r');
        if (!needsRepair(sample)) expect(await rowsOf(path, sample)).toEqual(rows);
        expect(sample.quote).toBe(text.includes('"') ? '"' : '');
      },
    ),
    { numRuns: 300 },
  );
});
