import type { LookAlike } from '../actor.js';

/** Cheap phones that share one IMEI, or show none: their owners live far from each other and know nothing of it. */
export const clonedImei: LookAlike = {
  name: 'cloned_imei',
  recruits: true,
  radio: true,
  create(network, random) {
    const { devices, lines, people } = network;
    const clone = devices.make(random, 'handset');
    for (const line of people.recruit(this.name, random.count(8, 20))) lines.device[line] = clone;
    const nothing = devices.named('000000000000000');
    for (const line of people.recruit(this.name, random.count(3, 8))) lines.device[line] = nothing;
    return { plan: () => {} };
  },
};
