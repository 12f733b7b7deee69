import type { ImportOutcome } from '../import/exports.js';
import { type Canvas, drawTable } from './table.js';

/**
 * The share of an export's rows that may be quarantined before its gate fails. Judgement: a delivery with a broken
 * row in a hundred is usual, one in twenty means that columns have moved.
 */
const quarantinedShare = 0.05;

/** What became of each export, as a table. */
export function importTable(imports: ImportOutcome[], canvas: Canvas): string {
  const head = [
    'export',
    'profile',
    'rows',
    'loaded',
    'duplicates',
    'quarantined',
    'skipped',
    'seconds',
    'state',
  ];
  const rows = imports.map((one) =>
    one.state === 'failed'
      ? [one.name, '', '', '', '', '', '', '', one.state]
      : [
          one.name,
          one.profile,
          ...[one.rows_read, one.loaded, one.duplicates, one.quarantined, one.skipped],
          Math.round(one.seconds * 100) / 100,
          one.state,
        ],
  );
  return drawTable(head, rows, canvas);
}

/** Why imported exports do not pass as good data; empty when they do. */
export function failedGates(imports: ImportOutcome[]): string[] {
  return imports.flatMap((one) => {
    if (one.state !== 'loaded' || one.quarantined <= one.rows_read * quarantinedShare) return [];
    return [`${one.name}: ${one.quarantined} of ${one.rows_read} rows are in the quarantine`];
  });
}

/** 3 when an export could not be read, 1 when a gate failed, else 0. */
export function importExit(imports: ImportOutcome[]): number {
  if (imports.some((one) => one.state === 'failed')) return 3;
  return failedGates(imports).length > 0 ? 1 : 0;
}
