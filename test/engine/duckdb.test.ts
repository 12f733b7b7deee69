import { describe, expect, test } from 'vitest';
import { DuckDb } from '../../src/engine/duckdb.js';

async function kept(memoryLimit?: string) {
  const db = await DuckDb.open(memoryLimit === undefined ? {} : { memoryLimit });
  try {
    return await db.row<{ flush: string; bulk: string; limit: string }>(
      `SELECT current_setting('allocator_flush_threshold') AS flush,
         current_setting('allocator_bulk_deallocation_flush_threshold') AS bulk,
         current_setting('memory_limit') AS "limit"`,
    );
  } finally {
    db.close();
  }
}

describe('freed memory', () => {
  test('is kept up to the limit', async () => {
    const { flush, bulk, limit } = await kept('100MB');
    expect([flush, bulk]).toEqual([limit, limit]);
  });

  test('goes back as DuckDB has it where there is no limit', async () => {
    expect(await kept()).toMatchObject({ flush: '128.0 MiB' });
  });

  test('is told of to the allocator before the driver is loaded', () => {
    expect(process.env.DUCKDB_JE_MALLOC_CONF).toMatch(
      /^narenas:[1-9]\d*,dirty_decay_ms:\d+,muzzy_decay_ms:\d+$/,
    );
  });
});
