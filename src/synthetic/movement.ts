import { daySeconds } from './calendar.js';
import type { Habits } from './habits.js';
import type { Line, Lines } from './lines.js';
import type { Cell, Places } from './places.js';
import { hashed } from './random.js';

/** Where lines can be. */
interface Ground {
  lines: Lines;
  places: Places;
  habits: Pick<Habits, 'travel'>;
}

/** A person's stay elsewhere, for one to four days: some cell of the town, or of the country abroad. */
function trip({ places, habits }: Ground, line: Line, day: number): Cell | undefined {
  const week = Math.floor((day + line) / 5);
  if (hashed(line, week, 41) >= habits.travel) return undefined;
  if ((day + line) % 5 >= 1 + Math.floor(4 * hashed(line, week, 42))) return undefined;
  return Math.floor(hashed(line, week, 43) * places.names.length);
}

/**
 * Where a line is at a time; asking twice gives the same answer.
 * `static`: at home, its second cell now and then. `person`: home, work, out, a trip now and then. `rounds`: another cell of its town
 * every twenty minutes while at work. `tour`: another town every day or two.
 */
export function whereabouts(network: Ground, line: Line, at: number): Cell {
  const { lines, places } = network;
  const home = lines.home[line] as Cell;
  const day = Math.floor(at / daySeconds);
  const second = at - day * daySeconds;
  switch (lines.mobility[line]) {
    case 'static':
      return hashed(line, Math.floor(at / 900)) < 0.04 ? places.neighbour(home) : home;
    case 'rounds': {
      if (second < 8 * 3600 || second > 21.5 * 3600) return home;
      return places.hashedInTown(home, line, Math.floor(at / 1200));
    }
    case 'tour': {
      const town = Math.floor(hashed(line, Math.floor(day / 2), 5) * places.own);
      return places.hashedInTown(town, line, Math.floor(at / 5400));
    }
    default: {
      const away = trip(network, line, day);
      if (away !== undefined) return places.hashedInTown(away, line, Math.floor(at / 5400));
      const draw = hashed(line, Math.floor(at / 3600));
      const working = second > 8.5 * 3600 && second < 18 * 3600 && hashed(line, day, 3) < 0.72;
      if (draw < 0.12)
        return places.hashedInTown(
          working ? (lines.work[line] as Cell) : home,
          line,
          Math.floor(at / 3600) % 7,
        );
      const base = working ? (lines.work[line] as Cell) : home;
      return hashed(line, Math.floor(at / 1800), 9) < 0.15 ? places.neighbour(base) : base;
    }
  }
}
