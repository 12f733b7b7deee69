import type { Profile, SourceField } from './profile.js';

/** Where the fields of a profile stand in one export: field → index of its column. */
export type Columns = Partial<Record<SourceField, number>>;

/** A name by its letters and digits only, in lower case. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Finds the fields of a profile among an export's columns.
 * Where a name stands twice the first column is taken; no column serves two fields.
 */
export function findColumns(profile: Profile, names: string[]): Columns {
  const plain = names.map(plainName);
  const taken = new Set<number>();
  const found: Columns = {};
  for (const [field, synonyms] of Object.entries(profile.fields) as [SourceField, string[]][]) {
    for (const synonym of synonyms) {
      const at = plain.findIndex((name, index) => name === plainName(synonym) && !taken.has(index));
      if (at < 0) continue;
      found[field] = at;
      taken.add(at);
      break;
    }
  }
  // A lone "Date" or "Call Time" is the whole moment.
  if (
    found.start_time === undefined &&
    (found.start_date === undefined) !== (found.start_clock === undefined)
  ) {
    found.start_time = found.start_date ?? found.start_clock;
    delete found.start_date;
    delete found.start_clock;
  }
  return found;
}

/** What is missing for a record to be made, in words; empty when nothing is. */
export function missingFields(found: Columns): string[] {
  const missing: string[] = [];
  const hasPair = found.calling !== undefined && found.called !== undefined;
  const hasServed =
    found.served !== undefined && (found.other ?? found.called ?? found.calling) !== undefined;
  if (!hasPair && !hasServed) missing.push('the two numbers of a call');
  const hasStart = found.start_time !== undefined || found.start_clock !== undefined;
  if (!hasStart && found.answer_time === undefined) {
    missing.push('the time it started');
  }
  return missing;
}
