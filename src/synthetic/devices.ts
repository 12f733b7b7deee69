import type { Random } from './random.js';

export type DeviceKind = 'handset' | 'gateway' | 'modem' | 'm2m' | 'router';
/** A device by its index in `Devices`; -1 is none. */
export type Device = number;

const shares: Record<DeviceKind, number> = { handset: 56, gateway: 3, modem: 4, m2m: 6, router: 4 };

/** The device types of the network and every device in use. TACs are made up, in the form of real ones. */
export class Devices {
  readonly types: { tac: string; model: string; kind: DeviceKind; known: boolean }[] = [];
  /** IMEIs of 15 digits, with the check digit. */
  readonly imeis: string[] = [];
  readonly #serials: number[] = [];

  constructor(random: Random) {
    const used = new Set<string>();
    for (const kind of Object.keys(shares) as DeviceKind[]) {
      for (let i = 0; i < shares[kind]; i += 1) {
        let tac = '';
        while (tac === '' || used.has(tac)) {
          tac = `${random.pick(['35', '35', '86'])}${String(random.below(1_000_000)).padStart(6, '0')}`;
        }
        used.add(tac);
        // An operator's list of types is never complete: it knows most handsets and misses odd devices.
        const known = random.chance(kind === 'handset' ? 0.96 : 0.8);
        this.types.push({ tac, model: `${kind}-${String(i + 1).padStart(2, '0')}`, kind, known });
        this.#serials.push(random.below(400_000));
      }
    }
  }

  /** A new device of a kind; popular models come up more often. */
  make(random: Random, kind: DeviceKind): Device {
    const first = this.types.findIndex((type) => type.kind === kind);
    const type = first + Math.floor(shares[kind] * random.next() ** 2);
    return this.#build(type, this.#serial(type, random.whole(1, 40)));
  }

  /** Devices of one type with running serial numbers, as a box's modules have. */
  makeRun(random: Random, kind: DeviceKind, count: number): Device[] {
    const first = this.types.findIndex((type) => type.kind === kind);
    const type = first + random.below(shares[kind]);
    const serial = this.#serial(type, random.whole(2, 60));
    return Array.from({ length: count }, (_, i) => {
      if (i > 0) this.#serial(type, 1);
      return this.#build(type, serial + i);
    });
  }

  /** A device by its IMEI of 15 digits, such as the null IMEI. */
  named(imei: string): Device {
    this.imeis.push(imei);
    return this.imeis.length - 1;
  }

  #serial(type: number, step: number): number {
    const serial = ((this.#serials[type] as number) + step) % 1_000_000;
    this.#serials[type] = serial;
    return serial;
  }

  #build(type: number, serial: number): Device {
    const digits = `${this.types[type]?.tac}${String(serial % 1_000_000).padStart(6, '0')}`;
    return this.named(digits + checkDigit(digits));
  }
}

/** The Luhn digit of an IMEI's first 14 digits (3GPP TS 23.003, annex B). */
export function checkDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[i]) * (i % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return String((10 - (sum % 10)) % 10);
}
