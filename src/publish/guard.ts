import type { DuckDb } from '../engine/duckdb.js';
import { SimhoundError } from '../errors.js';

/**
 * Table functions that make rows of their arguments or describe the published tables. Every other one is refused:
 * among them are readers of files and of raw memory.
 */
const tableFunctions = new Set(
  [
    'unnest',
    'range',
    'generate_series',
    'sequence',
    'duckdb_tables',
    'duckdb_columns',
    'duckdb_views',
  ].concat(['pragma_table_info', 'duckdb_types', 'duckdb_keywords']),
);

/** Functions that tell of or touch what is around the query: settings, the environment, the log, other statements. */
const refusedFunctions =
  /^(current_setting|getenv|getvariable|write_log|nextval|currval|query|query_table|json_execute_serialized_sql)$/i;

/** Names of tables that DuckDB would take for a file. */
const fileLike = /[\\/*?[\]]|\.(parquet|csv|tsv|json|jsonl|ndjson|txt|db|duckdb|gz|zst)$|^[a-z]+:/i;

/**
 * Lets one reading statement pass, by DuckDB's own parse of it, and returns it without what follows its end.
 * This is the first wall; the session that runs it has no way to files, settings or other databases (query.ts).
 * @throws QUERY_REFUSED for anything but one SELECT-like statement over tables, QUERY_FAILED when it does not parse.
 */
export async function readingStatement(db: DuckDb, sql: string): Promise<string> {
  const parsed = await parse(db, sql);
  if (parsed.error) {
    if (parsed.error_type === 'parser' || parsed.error_type === 'syntax') {
      throw new SimhoundError('QUERY_FAILED', {
        what: `The query cannot be parsed: ${parsed.error_message ?? ''}.`,
        todo: 'Correct the SQL; `simhound query "SHOW TABLES"` lists the tables.',
        ...pointer(sql, parsed.position),
      });
    }
    throw refused('only a query that reads is taken: SELECT, FROM, VALUES, WITH, DESCRIBE, SUMMARIZE, SHOW');
  }
  const statements = parsed.statements ?? [];
  if (statements.length !== 1) throw refused(`one statement is taken, not ${statements.length}`);
  inspect(statements[0]);
  return await withoutEnd(db, sql, JSON.stringify(statements));
}

interface Parsed {
  error: boolean;
  error_type?: string;
  error_message?: string;
  position?: string;
  statements?: unknown[];
}

async function parse(db: DuckDb, sql: string): Promise<Parsed> {
  const row = await db.row<{ parsed: string }>(
    'SELECT CAST(json_serialize_sql(CAST($sql AS VARCHAR)) AS VARCHAR) AS parsed',
    {
      sql,
    },
  );
  return JSON.parse(row.parsed) as Parsed;
}

/** Walks the parse tree, however deep: a forbidden reader in a subquery is as forbidden. */
function inspect(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const facts: Record<string, unknown> = { ...node };
  const functionName = facts.function_name;
  if (typeof functionName === 'string' && refusedFunctions.test(functionName)) {
    throw refused(`${functionName}() is not for queries`);
  }
  if (facts.type === 'TABLE_FUNCTION') {
    const call: Record<string, unknown> = { ...(typeof facts.function === 'object' ? facts.function : {}) };
    const name = String(call.function_name ?? '').toLowerCase();
    if (!tableFunctions.has(name)) throw refused(`${name}() is not for queries`);
  }
  if (facts.type === 'BASE_TABLE' && fileLike.test(String(facts.table_name ?? ''))) {
    throw refused('files are not for queries, only the published tables');
  }
  for (const below of Object.values(facts)) inspect(below);
}

/**
 * Cuts a closing semicolon and comments, so that the statement can stand inside another: the shortest beginning
 * that parses to the same tree.
 */
async function withoutEnd(db: DuckDb, sql: string, tree: string): Promise<string> {
  for (const { index } of sql.matchAll(/;|--|\/\*/g)) {
    const cut = sql.slice(0, index);
    const again = await parse(db, cut);
    if (!again.error && JSON.stringify(again.statements) === tree) return cut;
  }
  return sql;
}

function pointer(sql: string, position: string | undefined): { detail?: string } {
  if (position === undefined) return {};
  const at = Number(position);
  const start = sql.lastIndexOf('\n', at - 1) + 1;
  const line = sql.slice(start).split('\n')[0] ?? '';
  return { detail: `${line}\n${' '.repeat(at - start)}^` };
}

/** A query that asks for more than reading published tables. */
export function refused(why: string, cause?: unknown): SimhoundError {
  return new SimhoundError('QUERY_REFUSED', {
    what: `The query is refused: ${why}.`,
    todo: 'Read the published tables; `simhound query "SHOW TABLES"` lists them.',
    cause,
  });
}
