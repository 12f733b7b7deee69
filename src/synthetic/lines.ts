import type { Device } from './devices.js';
import { householdNumber, mobileNumber, type NumberingPlan } from './numbering.js';
import type { Cell } from './places.js';

/** A line of the operator by its index in `Lines`. Parties below 0 are not the operator's (parties.ts). */
export type Line = number;

/** How a line moves; movement.ts says what each means. */
export type Mobility = 'static' | 'person' | 'rounds' | 'tour';

/** What the operator's table says of a line. */
export interface Contract {
  /** The day on which it was activated, relative to the network's first day. */
  activated: number;
  customer: 'consumer' | 'corporate' | 'm2m' | 'payphone' | 'test';
  account: string;
  dealer: string;
  product: string;
}

export interface NewLine {
  kind: string;
  fraud?: boolean;
  /** International digits or a short code; a mobile number when left out. */
  number?: string;
  device?: Device;
  home: Cell;
  work?: Cell;
  mobility: Mobility;
  /** Chance that a call to it is answered. */
  answers: number;
  /** True for lines without radio: no IMSI, device or cell. */
  fixed?: boolean;
  /** Calls it can carry at once. */
  channels?: number;
  contract: Contract;
}

/** Every line of the operator, as columns: millions of them fit. */
export class Lines {
  readonly number: string[] = [];
  readonly imsi: string[] = [];
  readonly device: Device[] = [];
  readonly kind: string[] = [];
  readonly fraud: boolean[] = [];
  readonly home: Cell[] = [];
  readonly work: Cell[] = [];
  readonly mobility: Mobility[] = [];
  readonly answers: number[] = [];
  readonly fixed: boolean[] = [];
  readonly channels: number[] = [];
  readonly contract: Contract[] = [];
  /** Until when its call lasts, for lines with one channel. */
  readonly busyUntil: number[] = [];
  /** Whether it left a record; a gang's line, whether it was put to use. */
  readonly seen: boolean[] = [];
  /** When it goes out of use (a SIM that is thrown away), and when another operator takes it over; seconds. */
  readonly ends: number[] = [];
  readonly leaves: number[] = [];
  /** The day on which a card that sleeps wakes. */
  readonly wakes = new Map<Line, number>();
  /** The ring that a gang's line belongs to. */
  readonly ring = new Map<Line, string>();
  readonly #fixedOnly: boolean;
  readonly #plan: NumberingPlan;
  #mobiles = 0;

  /** @param fixedOnly whether the operator has no radio: whoever would have a mobile line has a fixed one. */
  constructor(plan: NumberingPlan, fixedOnly = false) {
    this.#plan = plan;
    this.#fixedOnly = fixedOnly;
  }

  get count(): number {
    return this.number.length;
  }

  add(line: NewLine): Line {
    const index = this.number.length;
    const own = line.number === undefined;
    const spell = this.#fixedOnly ? householdNumber : mobileNumber;
    const imsi = this.#imsi();
    this.number.push(line.number ?? spell(this.#plan, this.#mobiles));
    if (own) this.#mobiles += 1;
    this.imsi.push(own && !this.#fixedOnly ? imsi : '');
    this.device.push(line.device ?? -1);
    this.kind.push(line.kind);
    this.fraud.push(line.fraud ?? false);
    this.home.push(line.home);
    this.work.push(line.work ?? line.home);
    this.mobility.push(this.#fixedOnly ? 'static' : line.mobility);
    this.answers.push(line.answers);
    this.fixed.push(this.#fixedOnly || (line.fixed ?? false));
    this.channels.push(line.channels ?? 1);
    this.contract.push(line.contract);
    this.busyUntil.push(0);
    this.seen.push(false);
    this.ends.push(Number.POSITIVE_INFINITY);
    this.leaves.push(Number.POSITIVE_INFINITY);
    return index;
  }

  #imsi(): string {
    // 10 digits behind MCC and two digits of MNC; a permutation as in numbering.ts.
    const serial = (this.#mobiles * 69621 + 3141592) % 99999989;
    return `${this.#plan.mcc}${this.#plan.mnc}01${String(serial).padStart(8, '0')}`;
  }
}
