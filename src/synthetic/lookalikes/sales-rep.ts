import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';

/** Salespeople on the road: lists of strangers, many who do not answer and few who ring back, in town after town. */
export const salesRep: LookAlike = {
  name: 'sales_rep',
  recruits: true,
  create(network, random) {
    const { lines, people } = network;
    const reps = people.recruit(this.name, random.count(2, 5)).map((line) => {
      if (!network.fixedOnly) lines.mobility[line] = random.chance(0.5) ? 'rounds' : 'tour';
      lines.answers[line] = random.share(0.6, 0.9);
      return { line, calls: random.amount(18, 55) };
    });
    const [answer, talk] = [random.share(0.4, 0.6), random.amount(30, 120)];
    const [back, echo] = [random.share(0.15, 0.4), random.share(0.02, 0.08)];
    return {
      plan(day) {
        if (day.free) return;
        for (const { line, calls } of reps) {
          const count = Math.round(calls * random.between(0.5, 1.4));
          for (let i = 0; i < count; i += 1) {
            const at = day.start + random.between(9, 19) * hour;
            const callee = network.stranger(random);
            network.call(at, line, callee, { answer, seconds: random.lognormal(talk, 1), back, echo });
            // Whoever was interested is rung again on another day.
            if (random.chance(0.08)) network.call(at + 86_400, line, callee, { answer: 0.7, seconds: 180 });
          }
        }
      },
    };
  },
};
