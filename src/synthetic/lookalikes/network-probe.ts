import type { LookAlike } from '../actor.js';

/** The operator's own probes: modems that call a few test numbers and each other by the clock, day and night. */
export const networkProbe: LookAlike = {
  name: 'network_probe',
  recruits: false,
  create(network, random) {
    const { places, devices, parties } = network;
    const home = places.anywhere(random);
    const size = random.count(4, 8);
    const modules = devices.makeRun(
      random,
      random.pick(['modem', 'gateway'] as const),
      random.chance(0.4) ? 1 : size,
    );
    const contract = {
      activated: -random.count(100, 2500),
      customer: 'test' as const,
      account: 'OPERATOR',
      dealer: 'operator',
      product: 'probe',
    };
    const lines = Array.from({ length: size }, (_, i) =>
      network.add({
        kind: this.name,
        device: modules[i % modules.length] as number,
        home,
        mobility: 'static',
        answers: 0.9,
        contract,
      }),
    );
    // Half of what they test is whether calls reach other networks: numbers there change from call to call.
    const wide = random.share(0.3, 0.8);
    const every = random.count(500, 1300);
    const seconds = random.count(10, 60);
    return {
      plan(day) {
        for (const [i, line] of lines.entries()) {
          for (let at = day.start + i * 37; at < day.start + 86_400; at += every) {
            const others = lines.filter((other) => other !== line);
            const callee = random.chance(wide) ? parties.anyOther(random) : random.pick(others);
            network.call(at + random.below(3), line, callee, { answer: 0.75, seconds });
            if (random.chance(0.2)) network.message(at + 90, line, random.pick(others));
          }
        }
      },
    };
  },
};
