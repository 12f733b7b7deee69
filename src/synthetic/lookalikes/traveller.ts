import type { LookAlike } from '../actor.js';

/** Tourists with a SIM bought for the trip: young lines in other towns every day; hotels, and family far away. */
export const traveller: LookAlike = {
  name: 'traveller',
  recruits: true,
  radio: true,
  create(network, random) {
    const { lines, parties, people } = network;
    const guests = people.recruit(this.name, random.count(4, 9));
    for (const line of guests) {
      lines.mobility[line] = 'tour';
      const contract = lines.contract[line];
      if (contract)
        lines.contract[line] = { ...contract, activated: -random.count(1, 9), product: 'prepaid' };
    }
    return {
      plan(day) {
        for (const line of guests) {
          const count = random.poisson(3);
          for (let i = 0; i < count; i += 1) {
            const at = day.start + random.between(9, 22) * 3600;
            network.call(at, line, parties.anyOther(random), {
              answer: 0.75,
              seconds: people.talk(random),
              back: 0.2,
            });
          }
        }
      },
    };
  },
};
