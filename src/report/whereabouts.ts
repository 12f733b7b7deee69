import { type DuckDb, identifier } from '../engine/duckdb.js';
import type { Days } from '../store/lake.js';
import type { Explanation, Plain, SeenWith } from './explanation.js';
import { imeiText } from './phrase.js';

type Seen = Pick<Explanation, 'records' | 'first_seen' | 'last_seen' | 'sims' | 'devices'>;

const time = "'%Y-%m-%dT%H:%M:%SZ'";

/** The SIMs and devices of a line with when they were seen, from the records of the window in one scan. */
export async function seenWith(db: DuckDb, line: bigint, window: Days): Promise<Seen> {
  const rows = await db.rows<{
    what: string;
    id: string;
    records: bigint;
    first_seen: string;
    last_seen: string;
  }>(
    `SELECT CASE WHEN grouping(imsi) = 0 THEN 'sim' WHEN grouping(imei) = 0 THEN 'device' ELSE 'line' END AS what,
       CASE WHEN grouping(imsi) = 0 THEN CAST(imsi AS VARCHAR) WHEN grouping(imei) = 0 THEN ${imeiText('imei')} END AS id,
       count(*) AS records, strftime(min(start_time), ${time}) AS first_seen, strftime(max(start_time), ${time}) AS last_seen
     FROM records
     WHERE line = $line AND day BETWEEN CAST($from AS DATE) AND CAST($to AS DATE)
     GROUP BY GROUPING SETS ((imsi), (imei), ())
     ORDER BY what, records DESC, id`,
    { line, ...window },
  );
  const of = (what: string): SeenWith[] =>
    rows
      .filter((row) => row.what === what && row.id !== null)
      .map(({ what: _what, ...row }) => ({ ...row, records: Number(row.records) }));
  const whole = rows.find((row) => row.what === 'line');
  return {
    records: Number(whole?.records ?? 0),
    first_seen: whole?.first_seen ?? null,
    last_seen: whole?.last_seen ?? null,
    sims: of('sim'),
    devices: of('device'),
  };
}

/** What the line did in the window: its row of `line_window`, by column. */
export async function measuresOf(db: DuckDb, line: bigint): Promise<Record<string, Plain>> {
  return (await rowOf(db, 'line_window', line)) ?? {};
}

/** The operator's reference row of a line; null without one, or without a reference table. */
export async function registeredAs(db: DuckDb, line: bigint): Promise<Record<string, Plain> | null> {
  return await rowOf(db, 'ref_lines', line);
}

async function rowOf(db: DuckDb, table: string, line: bigint): Promise<Record<string, Plain> | null> {
  const known = await db.rows('SELECT 1 FROM information_schema.tables WHERE table_name = $table', { table });
  if (known.length === 0) return null;
  const [row] = await db.rows(`SELECT * FROM ${identifier(table)} WHERE line = $line`, { line });
  if (!row) return null;
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => column !== 'line')
      .map(([column, value]) => [column, plain(value)]),
  );
}

function plain(value: unknown): Plain {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString().replace('T00:00:00.000Z', '').replace('.000Z', 'Z');
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
