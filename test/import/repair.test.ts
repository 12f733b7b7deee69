import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DuckDb, literal } from '../../src/engine/duckdb.js';
import { repairExport } from '../../src/import/repair.js';
import { sniffExport } from '../../src/import/sniff.js';

let folder: string;
let db: DuckDb;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'repair-'));
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

/** Sniffs and repairs an export, and returns the path of the clean one. */
async function repaired(path: string): Promise<string> {
  const target = `${path}.csv`;
  await repairExport(path, await sniffExport(path), target);
  return target;
}

/** The cells as DuckDB reads them from the clean file; an empty cell is NULL to it. */
async function cellsOf(path: string, columns: number): Promise<string[][]> {
  const names = Array.from({ length: columns }, (_, i) => `c${i}`);
  const rows = await db.rows<Record<string, string | null>>(
    `SELECT * FROM read_csv(${literal(path)}, auto_detect = false, header = false, delim = ',', quote = '"',
       escape = '"', strict_mode = false, parallel = false, null_padding = true,
       columns = { ${names.map((name) => `${name}: 'VARCHAR'`).join(', ')} })`,
  );
  return rows.map((row) => names.map((name) => row[name] ?? ''));
}

const rows = [
  ['line', 'town', 'note'],
  ['34600000001', 'Logroño', 'a, "b"'],
  ['34600000003', 'Ávila', ''],
];
const dotted = rows.map((row) =>
  row.map((cell) => (/[,"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)),
);
const text = dotted.map((row) => `${row.join(';')}\n`).join('');

test('a file in another encoding comes out in UTF-8, for the owner only', async () => {
  const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
  for (const bytes of [Buffer.from(text, 'latin1'), wide, Buffer.from(wide).swap16(), gzipSync(wide)]) {
    const path = await repaired(file(bytes));
    expect(readFileSync(path, 'utf8')).toBe(
      'line,town,note\n34600000001,Logroño,"a, ""b"""\n34600000003,Ávila,\n',
    );
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await cellsOf(path, 3)).toEqual(rows);
  }
  const chengdu = Buffer.concat([
    Buffer.from('a;b\n1;'),
    Buffer.from([0xb3, 0xc9, 0xb6, 0xbc]),
    Buffer.from('\n'),
  ]);
  expect(readFileSync(await repaired(file(chengdu)), 'utf8')).toBe('a,b\n1,成都\n');
});

test('the lines before the table are left out, ragged rows stay ragged', async () => {
  const path = await repaired(file('"Calls of\r one, number\r"\r\rA|B|C\r1|2|3\r4|5\r6|7|8|9\r1|2|3\r'));
  expect(readFileSync(path, 'utf8')).toBe('A,B,C\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n');
});

test('backslashes, apostrophes and quotes that are not doubled are taken away', async () => {
  const escaped = await repaired(file('a,b,c\n1,two\\, or 2,3\n4,"5 \\"five\\"",C:\\dir\n7,8,9\n'));
  expect(readFileSync(escaped, 'utf8')).toBe('a,b,c\n1,"two, or 2",3\n4,"5 ""five""",C:\\dir\n7,8,9\n');
  const marked = await repaired(file("'a','b'\n'it''s','1,2'\n'3','4'\n"));
  expect(readFileSync(marked, 'utf8')).toBe('a,b\nit\'s,"1,2"\n3,4\n');
  const inner = await repaired(file('a,"b "x" y",c\n1,"2"z,3\n4,"5",6\n'));
  expect(readFileSync(inner, 'utf8')).toBe('a,"b ""x"" y",c\n1,"""2""z",3\n4,5,6\n');
});

test('a file of many chunks is repaired whole, its characters and line ends never torn', async () => {
  const line = (i: number) => `${i};Logroño ${i};"x;\r\ny"`;
  const text = `a;b;c\r\n${Array.from({ length: 60_000 }, (_, i) => `${line(i)}\r\n`).join('')}`;
  const path = await repaired(file(gzipSync(Buffer.from(text, 'utf16le'))));
  const cells = await cellsOf(path, 3);
  expect(cells.length).toBe(60_001);
  expect(
    cells.every((row, i) => i === 0 || (row[0] === String(i - 1) && row[1] === `Logroño ${i - 1}`)),
  ).toBe(true);
  expect(cells.slice(1).every((row) => row[2] === 'x;\r\ny')).toBe(true);
});

test('zstd is decompressed by DuckDB', async () => {
  const path = join(folder, 'packed');
  await db.run(
    `COPY (SELECT * FROM (VALUES ('a', 'é'), ('it''s', '2'), ('3', '€ 4'))) TO ${literal(path)}
     (FORMAT csv, HEADER false, DELIMITER '|', QUOTE '''', ESCAPE '''', FORCE_QUOTE *, COMPRESSION zstd)`,
  );
  expect(readFileSync(await repaired(path), 'utf8')).toBe("a,é\nit's,2\n3,€ 4\n");
});

test('a quote that is never closed ends the repair, tells no contents and leaves no file', async () => {
  const path = file(`${"a;'b';c\r".repeat(50_000)}34600000001;'b;c\r${'a;b;c\r'.repeat(500_000)}`);
  const failure = repaired(path);
  await expect(failure).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
  await expect(failure).rejects.toThrow(/a quote that opens .*is never closed\.$/);
  await expect(failure).rejects.not.toThrow(/34600000001/);
  expect(existsSync(`${path}.csv`)).toBe(false);
});

test('a quote without its twin takes its own line only', async () => {
  const path = file(`${'a;"b";c\r'.repeat(50_000)}34600000001;"b;c\r${'a;b;c\r'.repeat(5)}`);
  const text = readFileSync(await repaired(path), 'utf8')
    .trim()
    .split('\n');
  expect(text).toHaveLength(50_006);
  expect(text[50_000]).toMatch(/^simhound-quotes-broken:[A-Za-z0-9+/=]+$/);
  expect(text.at(-1)).toBe('a,b,c');
});

test('a damaged file is told', async () => {
  const noise = Array.from({ length: 200_000 }, (_, i) => `${i * 7919};${(i * 104729) % 99991}\r`).join('');
  const path = file(gzipSync(noise).subarray(0, -2000));
  await expect(repaired(path)).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
});

test('an interrupted repair leaves no file', async () => {
  const path = file('1;2;3\r'.repeat(400_000));
  const sample = await sniffExport(path);
  const controller = new AbortController();
  const repair = repairExport(path, sample, `${path}.csv`, controller.signal);
  setTimeout(() => controller.abort(), 30);
  await expect(repair).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(existsSync(`${path}.csv`)).toBe(false);
});

test('any table, whatever its dialect and encoding, is read by DuckDB as it was written', async () => {
  const digits = fc.stringMatching(/^[1-9]\d{4,9}$/);
  const words = fc.constantFrom(
    '',
    'ok',
    'Ávila señal',
    ' a b ',
    '"b"',
    'the "b"',
    'x\ny',
    'a,b',
    'a;b',
    'a|b',
    'a\tb',
  );
  const tables = fc.integer({ min: 3, max: 7 }).chain((width) =>
    fc
      .array(fc.tuple(digits, words, ...Array.from({ length: width - 2 }, () => fc.oneof(digits, words))), {
        minLength: 4,
        maxLength: 20,
      })
      .map((rows) => ({ rows, width })),
  );
  await fc.assert(
    fc.asyncProperty(
      tables,
      fc.constantFrom(',', ';', '|', '\t'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom('utf8', 'utf16le', 'latin1'),
      fc.constantFrom('', '\ufeff'),
      fc.boolean(),
      async ({ rows, width }, delimiter, lineEnd, encoding, bom, isPacked) => {
        const wrap = (cell: string) => (/[,;|\t"\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
        const text = rows.map((row) => row.map(wrap).join(delimiter) + lineEnd).join('');
        const bytes = Buffer.from((encoding === 'latin1' ? '' : bom) + text, encoding as BufferEncoding);
        const path = file(isPacked ? gzipSync(bytes) : bytes);
        expect(await cellsOf(await repaired(path), width)).toEqual(rows);
      },
    ),
    { numRuns: 200 },
  );
});
