/** What stands where a number stood. */
export const mask = '[number]';

/** Hashes are digits too; they are told by their lengths (md5, sha256) and by holding a letter. */
const hashOrDigits = /(?<![0-9a-z])(?=\d*[a-f])(?:[0-9a-f]{64}|[0-9a-f]{32})(?![0-9a-z])|\d{7,}/gi;

/** Masks every run of seven digits or more: no subscriber's number in the world is shorter with its area code. */
export function redactText(text: string): string {
  return text.replace(hashOrDigits, (found) => (/^\d+$/.test(found) ? mask : found));
}

/** Fields whose numbers may be large because they count or measure. */
const counting =
  /(^|_)(rows|rows_read|records|lines|findings|loaded|duplicates|quarantined|skipped|size|bytes|done|total|count|rate|seconds|ms|memory)$/i;

/** Fields that name a subscriber: masked whatever they hold. */
const naming =
  /(^|_)(line|counterpart|msisdn|imsi|imei|subject|subject_id|number|caller|callee|a_number|b_number)$/i;

/** A copy of a log line's fields without numbers of people, however deep they stand. */
export function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [redactText(key), redact(value, key, 0)]),
  );
}

function redact(value: unknown, key: string, depth: number): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (naming.test(key) && typeof value !== 'object') return mask;
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const large = value >= 1_000_000 || value <= -1_000_000;
    if (large && !counting.test(key)) return mask;
    return typeof value === 'bigint' ? Number(value) : value;
  }
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return redactText(value.message);
  // Deeper than this nobody reads, and a circle would never end.
  if (depth > 5 || typeof value !== 'object') return mask;
  if (Array.isArray(value)) return value.map((item) => redact(item, key, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, below]) => [redactText(name), redact(below, name, depth + 1)]),
  );
}
