import type { LookAlike } from '../actor.js';
import { dealer } from '../contracts.js';

/** Students who got their SIMs at one desk on one day and live around one campus; but each has a circle. */
export const studentBatch: LookAlike = {
  name: 'student_batch',
  recruits: true,
  create(network, random) {
    const { lines, people, places } = network;
    const campus = places.anywhere(random);
    const [shop, activated] = [dealer(random), -random.count(2, 25)];
    const students = people.recruit(this.name, random.count(12, 22), campus);
    students.push(...people.recruit(this.name, Math.max(0, 10 - students.length)));
    for (const line of students) {
      lines.home[line] = random.chance(0.6) ? campus : places.neighbour(campus, random.count(1, 2));
      lines.work[line] = campus;
      const contract = lines.contract[line];
      if (contract) lines.contract[line] = { ...contract, activated, dealer: shop, product: 'prepaid' };
    }
    return {
      plan(day) {
        // New friends: they call and text each other more and more.
        for (const line of students) {
          if (!random.chance(0.6)) continue;
          const friend = random.pick(students);
          if (friend === line) continue;
          const at = day.start + (12 + random.between(0, 10)) * 3600;
          if (random.chance(0.5)) network.message(at, line, friend);
          else network.call(at, line, friend, { answer: 0.75, seconds: people.talk(random), back: 0.5 });
        }
      },
    };
  },
};
