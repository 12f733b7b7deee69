import type { LookAlike } from '../actor.js';
import { hour } from '../calendar.js';
import { companyContract } from '../contracts.js';
import type { Party } from '../parties.js';

/** A company that writes to its customers: thousands of messages from a short code, and few from an ordinary number. */
export const a2pSender: LookAlike = {
  name: 'a2p_sender',
  recruits: false,
  create(network, random) {
    const { places, devices, lines } = network;
    const taken = new Set(lines.number);
    let code = '';
    while (code === '' || taken.has(code)) code = String(random.whole(23_000, 79_999));
    const contract = { ...companyContract(random, 'a2p', -random.count(60, 2000)) };
    const home = places.anywhere(random);
    const common = { kind: this.name, home, mobility: 'static' as const, answers: 0, contract };
    const sender = network.add({ ...common, number: code, fixed: true });
    // A clinic that reminds from a modem of its own.
    const clinic = network.add({ ...common, device: devices.make(random, 'modem'), answers: 0.3 });
    const [daily, reminders] = [random.amount(150, 500), random.amount(20, 70)];
    let patients: Party[] = [];
    return {
      plan(day) {
        if (patients.length === 0) patients = Array.from({ length: 400 }, () => network.stranger(random));
        for (let i = 0; i < daily; i += 1) {
          network.message(day.start + random.between(8, 22) * hour, sender, network.people.anyone(random));
        }
        if (day.free) return;
        for (let i = 0; i < reminders; i += 1) {
          const patient = random.pick(patients);
          const at = day.start + random.between(9, 18) * hour;
          network.message(at, clinic, patient);
          if (random.chance(0.18)) network.message(at + random.exponential(2000), patient, clinic);
        }
      },
    };
  },
};
