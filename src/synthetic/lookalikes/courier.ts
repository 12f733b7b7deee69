import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';

/** Couriers and food delivery: strangers and short calls all day, from many cells, and who rings back is answered. */
export const courier: LookAlike = {
  name: 'courier',
  recruits: true,
  radio: true,
  create(network, random) {
    const { lines, people } = network;
    const drivers = people.recruit(this.name, random.count(3, 8));
    const trades = drivers.map((line) => {
      lines.mobility[line] = 'rounds';
      lines.answers[line] = random.share(0.7, 0.9);
      const evening = random.chance(0.35);
      return {
        line,
        open: (evening ? random.between(11.5, 13) : random.between(8, 9.5)) * hour,
        close: (evening ? random.between(21, 23.3) : random.between(16.5, 20)) * hour,
        calls: random.amount(28, 85),
        free: evening ? 0.8 : 0.25,
      };
    });
    const answer = random.share(0.6, 0.8);
    const short = random.amount(18, 40);
    // In some towns people ring back, in others hardly anybody does.
    const [back, echo] = [random.share(0.12, 0.55), random.share(0.02, 0.08)];
    return {
      plan(day) {
        for (const { line, open, close, calls, free } of trades) {
          if (day.free && !random.chance(free)) continue;
          const mean = (close - open) / calls;
          for (let at = day.start + open + random.exponential(mean); at < day.start + close; ) {
            const callee = network.stranger(random);
            network.call(at, line, callee, {
              answer,
              seconds: random.lognormal(short, 0.6),
              back,
              echo,
            });
            // Whoever was not there is tried again at the door.
            if (random.chance(0.12))
              network.call(at + random.whole(60, 900), line, callee, { answer, seconds: 20, back });
            at += 30 + random.exponential(mean);
          }
        }
      },
    };
  },
};
