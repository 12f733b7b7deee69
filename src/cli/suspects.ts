import { type DuckDb, literal } from '../engine/duckdb.js';
import { type Canvas, drawTable } from './table.js';

/** Tiers from the strongest down. */
export const tiers = ['block', 'review', 'watch'] as const;
export type Tier = (typeof tiers)[number];

/** A row of suspects.parquet as the command line shows it. */
export interface Suspect {
  rank: number;
  subject: string;
  tier: string;
  score: number;
  typology: string;
  families: string | null;
  reasons: string;
}

/** The first suspects of a run by rank. */
export async function topSuspects(db: DuckDb, parquet: string, top: number): Promise<Suspect[]> {
  return await db.rows<Suspect>(
    `SELECT CAST(rank AS INTEGER) AS rank, subject_id AS subject, tier, score, typology, family_list AS families, reasons
     FROM read_parquet(${literal(parquet)}) WHERE rank <= $top ORDER BY rank`,
    { top },
  );
}

/** The suspects as a table; their reasons take what width is left. */
export function suspectTable(suspects: Suspect[], canvas: Canvas): string {
  const { colors } = canvas;
  const rows = suspects.map(({ rank, subject, tier, score, typology, families, reasons }) => {
    return [rank, subject, tier, score.toFixed(3), typology, families, reasons];
  });
  const drawn = drawTable(
    ['rank', 'subject', 'tier', 'score', 'typology', 'families', 'reasons'],
    rows,
    canvas,
  );
  // Coloured when drawn, so that no width is counted with its escapes.
  return drawn.replace(/^( *\d+ +\S+ +)(block|review)\b/gm, (_, before: string, tier: string) => {
    return `${before}${tier === 'block' ? colors.red(tier) : colors.yellow(tier)}`;
  });
}

/** Suspects in a tier or a stronger one. */
export function atLeast(counts: Record<Tier, number>, tier: Tier): number {
  return tiers.slice(0, tiers.indexOf(tier) + 1).reduce((sum, name) => sum + counts[name], 0);
}
