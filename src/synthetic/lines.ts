import type { Device } from './devices.js';
import { mobileNumber, type NumberingPlan } from './numbering.js';
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
  readonly #plan: NumberingPlan;
  #mobiles = 0;

  constructor(plan: NumberingPlan) {
    this.#plan = plan;
  }

  get count(): number {
    return this.number.length;
  }

  add(line: NewLine): Line {
    const index = this.number.length;
    const mobile = line.number === undefined;
    this.number.push(line.number ?? mobileNumber(this.#plan, this.#mobiles));
    this.imsi.push(mobile ? this.#imsi() : '');
    this.device.push(line.device ?? -1);
    this.kind.push(line.kind);
    this.fraud.push(line.fraud ?? false);
    this.home.push(line.home);
    this.work.push(line.work ?? line.home);
    this.mobility.push(line.mobility);
    this.answers.push(line.answers);
    this.fixed.push(line.fixed ?? false);
    this.channels.push(line.channels ?? 1);
    this.contract.push(line.contract);
    this.busyUntil.push(0);
    this.seen.push(false);
    return index;
  }

  #imsi(): string {
    // 10 digits behind MCC and two digits of MNC; a permutation as in numbering.ts.
    const serial = (this.#mobiles * 69621 + 3141592) % 99999989;
    this.#mobiles += 1;
    return `${this.#plan.mcc}${this.#plan.mnc}01${String(serial).padStart(8, '0')}`;
  }
}
