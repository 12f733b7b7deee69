import type { Draws } from './draws.js';

/** One local day of the network; times are seconds since the first day's midnight by the clock on the wall. */
export interface Day {
  index: number;
  /** `YYYY-MM-DD`. */
  date: string;
  /** Monday is 0. */
  weekday: number;
  /** A weekend day or a holiday. */
  free: boolean;
  /** Its midnight. */
  start: number;
}

// New Year, Labour Day and Christmas are free nearly everywhere; the rest of a country's list would add nothing here.
const holidays = new Set(['01-01', '05-01', '12-25']);

export const hour = 3600;
export const daySeconds = 24 * hour;

/** Indices of a country's own holidays: seldom one for fitting, often one or two in a row for judging. */
export function drawHolidays(random: Draws, count: number): number[] {
  if (count < 3 || !random.chance(random.judging ? 0.6 : 0.12)) return [];
  const first = random.below(count);
  return random.chance(0.4) ? [first, first + 1] : [first];
}

/** The days of the network and its clock. */
export class Calendar {
  readonly days: Day[] = [];
  readonly #first: number;
  readonly #skipped = new Map<number, number>();
  readonly #stamps: (string | undefined)[] = [];

  /** @param local indices of days that are holidays here alone. */
  constructor(from: string, count: number, timezone: string, local: readonly number[] = []) {
    this.#first = Date.parse(`${from}T00:00:00Z`);
    for (let index = 0; index < count; index += 1) {
      const date = this.date(index);
      const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
      const free = weekday >= 5 || holidays.has(date.slice(5)) || local.includes(index);
      this.days.push({ index, date, weekday, free, start: index * daySeconds });
      const skipped = skippedHour(date, timezone);
      if (skipped !== undefined) this.#skipped.set(index, skipped);
    }
  }

  /** The date of a day by index, which may lie before the first day: `YYYY-MM-DD`. */
  date(index: number): string {
    return new Date(this.#first + index * 86_400_000).toISOString().slice(0, 10);
  }

  /** Seconds since the first midnight as `YYYY-MM-DD HH:MM:SS`; an hour that the clock skips shows as the next. */
  stamp(at: number): string {
    const minute = Math.floor(at / 60);
    let prefix = this.#stamps[minute];
    if (prefix === undefined) {
      const index = Math.floor(minute / 1440);
      let hourOfDay = Math.floor((minute % 1440) / 60);
      if (this.#skipped.get(index) === hourOfDay) hourOfDay += 1;
      prefix = `${this.date(index)} ${two(hourOfDay)}:${two(minute % 60)}:`;
      this.#stamps[minute] = prefix;
    }
    return prefix + two(at % 60);
  }
}

const twoDigits = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

function two(n: number): string {
  return twoDigits[n] as string;
}

/** The hour that a clock change leaves out of a local day, if any. */
function skippedHour(date: string, timezone: string): number | undefined {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hour: '2-digit',
    hourCycle: 'h23',
    day: '2-digit',
  });
  const seen = new Set<string>();
  // Local days lie within fourteen hours of the UTC day.
  const noon = Date.parse(`${date}T12:00:00Z`);
  for (let quarter = -4 * 28; quarter <= 4 * 28; quarter += 1) {
    const parts = format.formatToParts(noon + quarter * 900_000);
    const of = (type: string) => parts.find((part) => part.type === type)?.value;
    if (of('day') === date.slice(8)) seen.add(of('hour') ?? '');
  }
  for (let h = 0; h < 24; h += 1) if (!seen.has(two(h))) return h;
  return undefined;
}
