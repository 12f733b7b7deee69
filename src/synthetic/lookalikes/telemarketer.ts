import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';
import { companyContract } from '../contracts.js';

/** A telemarketer on a block of adjacent fixed numbers: strangers all day, most do not listen, some are talked to when they ring back. */
export const telemarketer: LookAlike = {
  name: 'telemarketer',
  recruits: false,
  create(network, random) {
    const size = random.count(3, 8);
    const contract = companyContract(random, 'fixed-trunk', -random.count(120, 2200));
    const home = network.places.anywhere(random);
    const back = random.share(0.15, 0.6);
    const lines = network.fixedNumbers(random, size).map((number) =>
      network.add({
        kind: this.name,
        number,
        home,
        mobility: 'static',
        answers: back,
        fixed: true,
        channels: 2,
        contract,
      }),
    );
    const [open, close] = [random.clock(9, 10) * hour, random.clock(18, 21) * hour];
    const [mean, answer, talk] = [random.amount(150, 420), random.share(0.25, 0.42), random.amount(18, 50)];
    // A dialler spreads the load evenly over the block; people at desks have days off and a pace of their own.
    const dialler = random.chance(0.4);
    const rings = random.share(0.06, 0.25);
    const starts = random.chance(0.25) ? random.below(network.calendar.days.length) : 0;
    return {
      plan(day) {
        if (day.free || day.index < starts) return;
        for (const line of lines) {
          if (!dialler && random.chance(0.12)) continue;
          const pace = dialler ? mean : mean * random.between(0.7, 1.6);
          for (let at = day.start + open + random.exponential(pace); at < day.start + close; ) {
            const seconds = random.lognormal(talk, 1.1);
            network.call(at, line, network.stranger(random), { answer, seconds, back: rings, echo: 0.01 });
            at += 20 + seconds * answer + random.exponential(pace);
          }
        }
      },
    };
  },
};
