import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { messageOf, SimhoundError } from '../errors.js';
import { valueOfYaml } from '../yaml.js';

/** The fields of an export that a record is made from; a profile says in which columns they stand. */
export const sourceFields = [
  'record_type',
  'direction',
  'service',
  'served',
  'other',
  'calling',
  'called',
  'start_time',
  'start_date',
  'start_clock',
  'answer_time',
  'end_time',
  'duration',
  'outcome',
  'imsi',
  'imei',
  'cell',
  'lac',
  'ci',
  'trunk_in',
  'trunk_out',
  'record_id',
] as const;
export type SourceField = (typeof sourceFields)[number];

const direction = z.enum(['MO', 'MT', 'CF']);
const service = z.enum(['voice', 'sms', 'data']);
/** `by_duration`: the call was released in the usual way; it was answered if it lasted. */
const outcome = z.enum(['answered', 'busy', 'no_answer', 'failed', 'cancelled', 'unknown', 'by_duration']);

/** One table, or several of which the one that knows most words of an export goes first: `1` means many things. */
function tables<Meaning extends z.ZodType>(meaning: Meaning) {
  const table = z.record(z.string(), meaning);
  return z
    .union([table, z.array(table)])
    .default([])
    .transform((given) => (Array.isArray(given) ? given : [given]));
}

const schema = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]+$/),
  /** Where the format was read off. */
  source: z.string().min(1),
  /** `none`: the columns are those of `columns`, in order. */
  header: z.enum(['names', 'none']),
  /** Names for the columns of a format without header; an export may end after `min_columns` of them. */
  columns: z.array(z.string()).default([]),
  min_columns: z.number().int().optional(),
  /** Without a header: column → pattern that every value of a sample must match for the profile to fit. */
  shapes: z.record(z.string(), z.string()).default({}),
  /** Field → names of its column, the first that the header has; compared by letters and digits only. */
  fields: z.partialRecord(z.enum(sourceFields), z.array(z.string())),
  /** The zone of times that carry no offset. */
  zone: z.enum(['local', 'utc']).default('local'),
  /** DuckDB's strptime formats to be tried besides the usual ones. */
  time_formats: z.array(z.string()).default([]),
  duration_unit: z.enum(['s', 'ms']).default('s'),
  /**
   * What the exports' words stand for; compared by letters and digits only, `*` stands for every other word.
   * A record type that says only one of direction and service leaves the other to its own column; without such a column
   * it is the caller's record, of a call.
   */
  values: z.strictObject({
    record_type: tables(
      z.union([
        z.literal('skip'),
        z.strictObject({ direction: direction.optional(), service: service.optional() }),
      ]),
    ),
    direction: tables(z.union([z.literal('skip'), direction])),
    service: tables(z.union([z.literal('skip'), service])),
    outcome: tables(outcome),
  }),
});

/** How one export format maps onto records. */
export type Profile = z.infer<typeof schema>;

const folder = fileURLToPath(new URL('./profiles/', import.meta.url));

let shipped: Profile[] | undefined;

/**
 * The profiles that ship with simhound, read once; the generic one comes last, since it fits whatever has a header.
 */
export function shippedProfiles(): Profile[] {
  shipped ??= readShipped();
  return shipped;
}

function readShipped(): Profile[] {
  const profiles = shippedNames().map((name) => readProfile(`${folder}${name}.yaml`));
  return profiles.sort((a, b) => Number(a.name === 'generic') - Number(b.name === 'generic'));
}

function shippedNames(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => basename(name, '.yaml'))
    .sort();
}

/** A profile by its name or by the path of its file. @throws PROFILE_INVALID naming the file and the mistake. */
export function profileOf(nameOrPath: string): Profile {
  const ours = `${folder}${nameOrPath}.yaml`;
  if (/^[a-z0-9_]+$/.test(nameOrPath) && existsSync(ours)) return readProfile(ours);
  if (existsSync(nameOrPath)) return readProfile(nameOrPath);
  const known = shippedNames().join(', ');
  throw new SimhoundError('PROFILE_INVALID', {
    what: `There is no profile ${nameOrPath}.`,
    todo: `Name a file, or one of: auto, ${known}.`,
  });
}

function readProfile(file: string): Profile {
  let content: unknown;
  try {
    content = valueOfYaml(readFileSync(file, 'utf8'));
  } catch (thrown) {
    throw invalid(file, messageOf(thrown), thrown);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(file, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
}

function invalid(file: string, why: string, cause?: unknown): SimhoundError {
  return new SimhoundError('PROFILE_INVALID', {
    what: `The profile ${file} cannot be used: ${why}.`,
    todo: 'Mend it; src/import/profiles/generic.yaml shows every key.',
    cause,
  });
}
