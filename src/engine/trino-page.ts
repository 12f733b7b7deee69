import type { TrinoFailure } from './trino-error.js';

/** One answer of Trino's protocol: a part of a statement's rows, and where the next is. */
export interface Page {
  id: string;
  nextUri?: string;
  columns?: { name: string; type: string }[];
  data?: unknown[][];
  error?: TrinoFailure;
  stats: { state: string; completedSplits: number; totalSplits: number; processedRows: number };
}

/** Reads a page and keeps whole numbers beyond 2^53 as texts: JSON.parse would round them. */
export function parsePage(text: string): Page {
  // A number of 16 digits or more that stands as a value, outside of texts: the first alternative skips those.
  const exact = text.replace(/"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (match) =>
    match.startsWith('"') ? match : `"${match}"`,
  );
  return JSON.parse(exact) as Page;
}
