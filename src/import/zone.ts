import { messageOf, SimhoundError } from '../errors.js';

/** A time between two changes of the clock: from `since` (ms, UTC) on, local time is `offset` ms ahead of UTC. */
interface Stretch {
  since: number;
  offset: number;
}

/** A piece of the SQL: times in [from, to), ms, are moved by `shift` ms. */
interface Piece {
  from: number;
  to: number;
  shift: number;
}

const earliest = Date.UTC(1990, 0, 1);
const latest = Date.UTC(2041, 0, 1);
const day = 86_400_000;
/** Shorter than any stretch: Morocco suspends summer time for a month of fasting. */
const stride = 7 * day;

/**
 * SQL expression that turns a TIMESTAMP expression of local time in an IANA zone into UTC. A CASE over the zone's
 * changes from 1990 to 2040 by Node's time zone data, at an eighth of what DuckDB's ICU costs. An hour that exists
 * twice is read as its first passage; a local time that was skipped moves on by the gap. Times outside those
 * years stay as they are, so that no sum overflows.
 * @param near a time of the data: its stretch, then those next to it, are tested first. @throws CONFIG_INVALID
 */
export function utcSql(local: string, zone: string, near: Date): string {
  const stretches = stretchesOf(zone);
  // The old offset holds until both the old and the new clock have passed the change.
  const starts = stretches.map(
    ({ since, offset }, i) => since + Math.max(offset, stretches[i - 1]?.offset ?? offset),
  );
  return piecesSql(local, piecesOf(stretches, starts, -1), near);
}

/** The reverse of `utcSql`: local time of a UTC TIMESTAMP expression. @throws CONFIG_INVALID */
export function localSql(utc: string, zone: string, near: Date): string {
  const stretches = stretchesOf(zone);
  const starts = stretches.map(({ since }) => since);
  return piecesSql(utc, piecesOf(stretches, starts, 1), near);
}

/** How far local time in a zone is ahead of UTC at a moment, both in ms, as `localSql` has it. @throws CONFIG_INVALID */
export function offsetAt(utc: number, zone: string): number {
  if (utc < earliest || utc >= latest) return 0;
  return stretchesOf(zone).findLast(({ since }) => since <= utc)?.offset ?? 0;
}

function piecesOf(stretches: Stretch[], starts: number[], sign: 1 | -1): Piece[] {
  return stretches.map(({ offset }, i) => ({
    from: starts[i] ?? earliest,
    to: starts[i + 1] ?? latest,
    shift: sign * offset,
  }));
}

function piecesSql(time: string, pieces: Piece[], near: Date): string {
  const distance = ({ from, to }: Piece) => Math.max(from - near.getTime(), near.getTime() - to, 0);
  const arms = pieces
    .filter(({ shift }, _, all) => shift !== 0 || all.length > 1)
    .sort((a, b) => distance(a) - distance(b))
    .map(({ from, to, shift }) => {
      // Adding an interval, which may be one of months, takes DuckDB three times as long.
      const moved = shift === 0 ? time : `make_timestamp(epoch_us(${time}) + ${shift * 1000})`;
      return `WHEN ${time} >= ${stamp(from)} AND ${time} < ${stamp(to)} THEN ${moved}`;
    });
  return arms.length === 0 ? time : `CASE ${arms.join('\n    ')} ELSE ${time} END`;
}

function stamp(ms: number): string {
  return `TIMESTAMP '${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')}'`;
}

const known = new Map<string, Stretch[]>();

/** The zone's stretches, oldest first; found by looking at every week, and halving where the offset changed. */
function stretchesOf(zone: string): Stretch[] {
  const found = known.get(zone);
  if (found) return found;
  const lookUp = offsetsOf(zone);
  let before = lookUp(earliest);
  const stretches = [{ since: earliest, offset: before }];
  for (let from = earliest; from < latest; from += stride) {
    const after = lookUp(from + stride);
    if (before === after) continue;
    let [low, high] = [from, from + stride];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (lookUp(middle) === before) low = middle;
      else high = middle;
    }
    stretches.push({ since: high, offset: after });
    before = after;
  }
  known.set(zone, stretches);
  return stretches;
}

/** How far local time is ahead of UTC at a moment, both in ms. */
function offsetsOf(zone: string): (ms: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (thrown) {
    throw new SimhoundError('CONFIG_INVALID', {
      what: `No time zone is called ${zone}: ${messageOf(thrown)}`,
      todo: 'Set timezone to a name of the IANA list, such as Europe/Madrid.',
      cause: thrown,
    });
  }
  return (ms) => {
    // In one text and cut here: a list of its parts costs four times as much, and thousands are asked for.
    const [month = 1, date = 1, year = 0, hour = 0, minute = 0, second = 0] = (
      format.format(ms).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(year, month - 1, date, hour, minute, second) - ms;
  };
}
