import type { Day } from './calendar.js';
import type { Line } from './lines.js';
import type { Party } from './parties.js';
import type { Random } from './random.js';

/** The private subscribers, as the rest of the network knows them. */
export interface Crowd {
  /** People are lines in a row. */
  readonly first: Line;
  readonly count: number;
  /** Offices that people call; whoever opens one adds its lines. */
  readonly businesses: Line[];
  /** Any person's line. */
  anyone(random: Random): Line;
  /**
   * Takes people out of the crowd for a trade or a mishap: they keep their circle. Fewer come when few are left.
   * @param near only people who live in this cell's town.
   */
  recruit(kind: string, count: number, near?: number): Line[];
  /** Somebody of a person's circle. */
  friend(line: Line, random: Random): Party;
  /** Seconds of a private talk. */
  talk(random: Random): number;
  /** Plans one hour of everybody's private calls and messages. */
  hour(day: Day, hourOfDay: number): void;
}
