import { z } from 'zod';

// Every schema is used once or twice in a run: putting it into code of its own takes longer than reading it.
z.config({ jitless: true });

/** ISO 3166-1 alpha-2, by what the runtime's own region names know; aliases such as `UK` are not codes. */
function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || ['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'].includes(code)) return false;
  const named = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code) !== undefined;
  return named && new Intl.Locale(`und-${code}`).maximize().region === code;
}

/** Names of the IANA database; offsets such as `+01:00` know no summer time and are refused. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const text = z.string().min(1, 'must not be empty');

const table = z.strictObject({
  file: text,
  /** Our column → the file's column; a column left out is looked for under its own name. */
  columns: z.record(z.string(), text).default({}),
});

const heuristicParam = z.union([z.number(), z.string(), z.boolean()]);

const heuristic = z.strictObject({
  enabled: z.boolean().default(true),
  params: z.record(z.string(), heuristicParam).default({}),
});

const trino = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://trino.example:8443' })
    .optional(),
  /** A catalog of Trino's Hive connector. */
  catalog: text.default('hive'),
  /** Made where it is missing; one store each. */
  schema: text.default('simhound'),
  user: text.default('simhound'),
  /** The store's lake as Trino's workers see it. */
  location: text.default('local:///'),
  /** Session properties, Trino's own or `catalog.name`. */
  session: z.record(z.string(), z.string()).default({}),
  tls: z
    .strictObject({
      /** PEM file of the authorities to trust, instead of those that Node trusts. */
      ca: text.optional(),
    })
    .prefault({}),
});

/** Everything that can be set, with its defaults; simhound.example.yaml says what each key means. */
export const schema = z.strictObject({
  store: text,
  /** Globs of exports; `run` imports what is new in them. */
  inbox: z.array(text),
  /** `auto`, the name of a profile that ships with simhound, or the path of one. */
  profile: text.default('auto'),
  /** ISO 3166 alpha-2: how numbers in national form are read; empty takes every number as international. */
  country: z
    .string()
    .trim()
    .toUpperCase()
    .refine(
      (code) => code === '' || isCountry(code),
      'must be a two-letter country code of ISO 3166, such as ES',
    )
    .default(''),
  /** IANA zone: of times without an offset, and of the day. */
  timezone: z
    .string()
    .refine(isZone, 'must be a time zone of the IANA database, such as Europe/Madrid')
    .default('UTC'),
  // A year and a day: beyond it a window is a history, and the window tables grow with it.
  window_days: z.int('must be a whole number of days').min(1).max(366).default(14),
  tables: z
    .strictObject({
      lines: table.optional(),
      cells: table.optional(),
      device_types: table.optional(),
      lists: table.optional(),
    })
    .default({}),
  heuristics: z.record(z.string(), heuristic).default({}),
  /** Path of a weights file that replaces sql/ranking/weights.yaml. */
  weights: text.optional(),
  memory_limit: z
    .string()
    .regex(/^\d+(\.\d+)?\s*([KMGT]i?B)$/i, 'must be a size such as 2GB or 800MB')
    .default('2GB'),
  /** 0 leaves it to DuckDB. */
  threads: z.int('must be a whole number').min(0).max(1024).default(0),
  engine: z.enum(['duckdb', 'trino']).default('duckdb'),
  /** Where Trino is; asked for when it is the engine. */
  trino: trino.prefault({}),
});

/** Everything that can be set, after file, environment and flags were merged. Paths are absolute. */
export type Config = z.infer<typeof schema>;

/** A reference table of the operator: a CSV or Parquet file and where its columns stand. */
export type ReferenceTable = z.infer<typeof table>;

export type HeuristicParam = z.infer<typeof heuristicParam>;
