import { createRequire } from 'node:module';

/**
 * Memory that one statement frees is the next one's: ten seconds, not one, go by before DuckDB's allocator gives it back to
 * the system, which would hand it out anew page by page. Read when the library is loaded. See `keepMemory` in duckdb.ts.
 */
process.env.DUCKDB_JE_MALLOC_CONF ??= 'dirty_decay_ms:10000,muzzy_decay_ms:10000';

/**
 * DuckDB's driver, required rather than imported: Node would read through all of its CommonJS files for the names they
 * export, which takes as long as loading them.
 */
export const driver = createRequire(import.meta.url)('@duckdb/node-api') as typeof import('@duckdb/node-api');
