import type { Progress } from '../progress.js';
import type { RangeSet } from './draws.js';

export const exportFormats = ['generic', 'asterisk'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/**
 * What an operator may not be able to give: reference tables, device identities, places, records of called lines, and
 * records of attempts that were not answered, which are not billed.
 */
export const withholdable = ['reference', 'imei', 'cell', 'mt', 'unanswered'] as const;
export type Withheld = (typeof withholdable)[number];

/** What network to make up, and how to write it down. The same options give the same bytes. */
export interface GenerateOptions {
  /** The folder that receives exports/, reference/, truth.csv, victims.csv and network.json. */
  out: string;
  seed: number;
  /** Lines of the operator, people and machines and gangs together; taken from `records` when 0. */
  lines: number;
  days: number;
  /** The first local day, `YYYY-MM-DD`. */
  from: string;
  /** ISO 3166 alpha-2; its numbering plan must be in countries.ts. Left out: ES, or drawn by the seed for judging. */
  country?: string;
  /** IANA zone: the hours that its clock skips are not in the exports. Left out: the country's. */
  timezone?: string;
  /** Share of the lines that are run by a mechanism, 0 to 0.5. */
  fraud_share: number;
  /** Which ranges habits are drawn from; `fitting` when left out. */
  ranges?: RangeSet;
  /** Whether every line of the operator is fixed: no IMSI, device or cell anywhere. */
  fixed_only?: boolean;
  /** Left out of what is written; the network itself stays the same. */
  withhold?: Withheld[];
  /** Mean share of records that are lost, late, doubled or skewed, each; left out: none, and some for judging. */
  imperfect?: number;
  /** How many times the usual number of calls people make. */
  calls_per_line?: number;
  /** About so many records, within a few percent and never more; with `lines` 0 it decides how many
   * lines there are, otherwise how busy people are. */
  records?: number;
  /** What is not asked for is not written, but fixed lines fall back to `generic`. */
  formats: ExportFormat[];
  compress?: 'none' | 'gz';
  /** Whether reference/ is written. */
  reference: boolean;
  /** One file a day and format, or one file a format. */
  files: 'day' | 'one';
  /**
   * `mixed`: numbers as people dial them (national, +, 00); `international`: digits alone; `hashed`: numbers, IMSIs and
   * IMEIs made unreadable, as data leave an operator, in the truth too.
   */
  number_forms?: 'international' | 'mixed' | 'hashed';
  /** Only these mechanisms (names of mechanisms/); all of them when left out. */
  mechanisms?: string[];
  /** Only these look-alikes (names of lookalikes/); all of them when left out. */
  lookalikes?: string[];
  progress?: Progress;
  signal?: AbortSignal;
}

/** What was written. */
export interface GenerateSummary {
  /** Absolute paths, exports first. */
  files: string[];
  records: number;
  bytes: number;
  lines: number;
  /** Where the network lies: what the night must be told as --country and --timezone. */
  country: string;
  timezone: string;
  /** Lines that a mechanism runs and that were put to use: the ones marked in truth.csv. */
  fraud_lines: number;
  /** Lines by kind: the mechanisms, the look-alikes, and `person`. */
  kinds: Record<string, number>;
  /** The boxes and crews, for tests: how many calls each can carry at once. */
  crews: { kind: string; ports: number; lines: string[] }[];
  seconds: number;
}
