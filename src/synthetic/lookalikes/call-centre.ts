import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';
import { companyContract } from '../contracts.js';

/**
 * An outbound call centre: volume and strangers like a box, a dialler that spreads the load evenly, little inbound,
 * and with a new campaign the lines wake together. But it is a company for years, some customers recur, and who
 * rings back is answered now and then. One centre in two uses mobile lines at one desk, which is harder to tell apart.
 */
export const callCentre: LookAlike = {
  name: 'call_centre',
  recruits: false,
  create(network, random) {
    const { places, devices } = network;
    const size = random.count(4, 10);
    const mobile = random.chance(0.5);
    const home = places.anywhere(random);
    const contract = companyContract(
      random,
      mobile ? 'business-mobile' : 'fixed-trunk',
      -random.count(250, 3000),
    );
    const numbers = mobile ? [] : network.fixedNumbers(random, size);
    const reached = random.share(0.25, 0.85);
    const lines = Array.from({ length: size }, (_, i) =>
      network.add({
        kind: this.name,
        number: numbers[i],
        device: mobile ? devices.make(random, 'handset') : -1,
        home,
        mobility: 'static',
        answers: reached,
        fixed: !mobile,
        channels: mobile ? 1 : 2,
        contract,
      }),
    );
    const [open, close] = [random.clock(8.5, 9.5) * hour, random.clock(17.5, 20.5) * hour];
    const [mean, answer, talk] = [random.amount(240, 520), random.share(0.4, 0.6), random.amount(70, 190)];
    const [loyal, back] = [random.share(0.1, 0.55), random.share(0.08, 0.3)];
    const starts = random.chance(0.25) ? random.below(network.calendar.days.length) : 0;
    const customers = Array.from({ length: size * 90 }, () => random.below(2 ** 30));
    return {
      plan(day) {
        if (day.index < starts || day.weekday === 6 || (day.free && !random.chance(0.4))) return;
        for (const line of lines) {
          for (let at = day.start + open + random.exponential(mean); at < day.start + close; ) {
            const known = random.chance(loyal);
            const pick = random.pick(customers);
            const callee = known
              ? pick % 2 === 0
                ? network.people.first + (pick % network.people.count)
                : network.parties.other(pick)
              : network.stranger(random);
            const seconds = random.lognormal(talk, 0.9);
            network.call(at, line, callee, { answer, seconds, back, echo: 0.02 });
            at += seconds * answer + random.exponential(mean);
          }
        }
      },
    };
  },
};
