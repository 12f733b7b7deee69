import { createRequire } from 'node:module';

/**
 * DuckDB's driver, required rather than imported: Node would read through all of its CommonJS files for the names they
 * export, which takes as long as loading them.
 */
export const driver = createRequire(import.meta.url)('@duckdb/node-api') as typeof import('@duckdb/node-api');
