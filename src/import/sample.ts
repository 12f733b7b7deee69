import type { Compression } from './compression.js';
import type { Encoding } from './encoding.js';
import type { Repairable } from './repair.js';

/** What the first 256 KiB of an export show. */
export interface Sample extends Repairable {
  format: 'csv' | 'parquet';
  /** By magic bytes, not by name. */
  compression: Compression;
  encoding: Encoding;
  bom: boolean;
  /** What most rows end with. */
  lineEnd: '\n' | '\r\n' | '\r';
  /** One of `,` `;` `|` and tab. */
  delimiter: string;
  /** Empty when the sample shows no quoting at all. */
  quote: '"' | "'" | '';
  /** Physical lines before the first row of the table. */
  skip: number;
  /** Up to 1000 rows from there on, cells untouched but unquoted; the first may be a header. */
  rows: string[][];
  /** The most common number of cells. */
  columns: number;
  /** Rows of the sample with another number of cells. */
  raggedRows: number;
  /** Quoted cells hold line breaks: DuckDB then refuses `null_padding` unless `parallel = false`. */
  multiline: boolean;
  /** Why DuckDB's reader would misread or refuse the file as it is, as sentences; empty when it would not. */
  misread: string[];
  /** Sentences for `inspect`, those of `misread` among them. */
  problems: string[];
}

/** What the text of a sample says of its table. */
export type SampledTable = Omit<Sample, 'format' | 'compression' | 'encoding' | 'bom'>;
/** The same without the judgement of it. */
export type TableShape = Omit<SampledTable, 'misread' | 'problems'>;
