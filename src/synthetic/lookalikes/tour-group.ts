import type { LookAlike } from '../actor.js';
import type { Cell } from '../places.js';

/** A party of tourists or workers: a dozen lines vanish, reappear together behind cells abroad, and come back; they ring home. */
export const tourGroup: LookAlike = {
  name: 'tour_group',
  recruits: true,
  radio: true,
  create(network, random) {
    const { lines, people, places, calendar } = network;
    const days = calendar.days.length;
    const leaves = random.whole(0, Math.max(0, days - 2));
    const back = leaves + random.count(2, 7);
    const sites: Cell[] = Array.from({ length: 3 }, () => places.abroad(random));
    const guests = people.recruit(this.name, random.count(6, 14)).map((line) => ({
      line,
      home: lines.home[line] as Cell,
      work: lines.work[line] as Cell,
    }));
    const calls = random.amount(1, 3.5);
    return {
      plan(day) {
        for (const { line, home, work } of guests) {
          const away = day.index >= leaves && day.index < back;
          const site = sites[day.index % sites.length] as Cell;
          if (away) [lines.home[line], lines.work[line]] = [site, site];
          if (day.index === back) [lines.home[line], lines.work[line]] = [home, work];
          if (!away) continue;
          const count = random.poisson(calls);
          for (let i = 0; i < count; i += 1) {
            const at = day.start + random.between(9, 22) * 3600;
            const other = random.chance(0.3) ? random.pick(guests).line : people.friend(line, random);
            if (other === line) continue;
            network.call(at, line, other, { answer: 0.7, seconds: people.talk(random), back: 0.3 });
          }
        }
      },
    };
  },
};
