import { daySeconds } from './calendar.js';
import type { Line, Lines } from './lines.js';
import type { Cell, Places } from './places.js';
import { hashed } from './random.js';

/**
 * Where a line is at a time; asking twice gives the same answer.
 * `static`: at home, its second cell now and then. `person`: home, work, out. `rounds`: another cell of its town
 * every twenty minutes while at work. `tour`: another town every day or two.
 */
export function whereabouts(lines: Lines, places: Places, line: Line, at: number): Cell {
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
      const town = Math.floor(hashed(line, Math.floor(day / 2), 5) * places.names.length);
      return places.hashedInTown(town, line, Math.floor(at / 5400));
    }
    default: {
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
