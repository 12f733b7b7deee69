import type { Profile, SourceField } from './profile.js';

/** Where the fields of a profile stand in one export: field → index of its column. */
export type Columns = Partial<Record<SourceField, number>>;

const times = new Set<SourceField>(['start_time', 'start_date', 'start_clock', 'answer_time', 'end_time']);
/** What names of times end with: whose clock it is, or how a moment is counted. The values tell the latter themselves. */
const clockWords = /(?:utc|gmt|local|localtime|epoch|unix|iso|ms|msec|millis)+$/;

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
  const look = (called: string[], isWanted: (field: SourceField) => boolean) => {
    for (const [field, synonyms] of Object.entries(profile.fields) as [SourceField, string[]][]) {
      if (found[field] !== undefined || !isWanted(field)) continue;
      const places = synonyms.map((synonym) => {
        const wanted = plainName(synonym);
        return called.findIndex((name, index) => name === wanted && !taken.has(index));
      });
      const at = places.find((place) => place >= 0);
      if (at === undefined) continue;
      found[field] = at;
      taken.add(at);
    }
  };
  look(plain, () => true);
  look(
    plain.map((name) => name.replace(clockWords, '')),
    (field) => times.has(field),
  );
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
