import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';

/**
 * How DuckDB's allocator (jemalloc) keeps what was freed for the statements to come: five seconds, not one, before the
 * system has it back, which would hand it out anew page by page; and one pool for two processors, since what one pool
 * keeps is of no use to another. Read when the library is loaded. See also `keepMemory` in duckdb.ts.
 */
process.env.DUCKDB_JE_MALLOC_CONF ??= [
  `narenas:${Math.ceil(availableParallelism() / 2)}`,
  'dirty_decay_ms:5000',
  'muzzy_decay_ms:5000',
].join(',');

/**
 * DuckDB's driver, required rather than imported: Node would read through all of its CommonJS files for the names they
 * export, which takes as long as loading them.
 */
export const driver = createRequire(import.meta.url)('@duckdb/node-api') as typeof import('@duckdb/node-api');
