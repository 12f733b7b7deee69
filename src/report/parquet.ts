import { type DuckDb, literal } from '../engine/duckdb.js';

/** Writes suspects.parquet: the rows of suspects.csv, typed and unguarded (`report.suspects`, see result.ts). */
export async function suspectsParquet(db: DuckDb, file: string): Promise<void> {
  await copyParquet(db, file, 'SELECT * EXCLUDE (line) FROM report.suspects ORDER BY rank');
}

/** Writes findings.parquet: one row per finding (`report.findings`, see result.ts). */
export async function findingsParquet(db: DuckDb, file: string): Promise<void> {
  await copyParquet(
    db,
    file,
    `SELECT * EXCLUDE (line) FROM report.findings
     ORDER BY rank, evidence DESC, strength DESC, heuristic, about_type, about_id`,
  );
}

/** Writes scores.parquet: every line of the window by rank, 0 where nothing was found. */
export async function scoresParquet(db: DuckDb, file: string): Promise<void> {
  await copyParquet(db, file, 'SELECT * EXCLUDE (line) FROM report.scores ORDER BY rank');
}

async function copyParquet(db: DuckDb, file: string, select: string): Promise<void> {
  await db.run(`COPY (${select}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`);
}
