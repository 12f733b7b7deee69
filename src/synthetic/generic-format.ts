import type { Outcome } from './call.js';
import type { Dialling } from './dialling.js';
import type { Network } from './network.js';
import type { Withheld } from './options.js';
import type { Party } from './parties.js';

export type RecordType = 'MOC' | 'MTC' | 'SMSMO' | 'SMSMT' | 'CF';

/** One leg as a line of the operator saw it. */
export interface Leg {
  type: RecordType;
  line: number;
  other: Party;
  at: number;
  seconds: number;
  outcome: Outcome;
  cell: number;
  device: number;
  trunkIn: string;
  trunkOut: string;
}

/** The mediation's CSV; what is withheld has no column. */
export class GenericFormat {
  readonly header: string;
  readonly #network: Network;
  readonly #dialling: Dialling;
  readonly #imei: boolean;
  readonly #cell: boolean;

  constructor(network: Network, dialling: Dialling, withheld: readonly Withheld[]) {
    this.#network = network;
    this.#dialling = dialling;
    this.#imei = !withheld.includes('imei');
    this.#cell = !withheld.includes('cell');
    const place = `${this.#imei ? ',imei' : ''}${this.#cell ? ',cell' : ''}`;
    this.header = `record_type,served_msisdn,other_number,start_time,duration,outcome,imsi${place},trunk_in,trunk_out\n`;
  }

  /** A leg as a row. */
  row(leg: Leg): string {
    const { lines, calendar, places, devices, write } = this.#network;
    const { line } = leg;
    const dialled = leg.type === 'MOC' || leg.type === 'SMSMO';
    const other = dialled ? this.#dialling.dialled(line, leg.other) : this.#dialling.shown(line, leg.other);
    const imei = this.#imei ? `,${leg.device < 0 ? '' : write(devices.imeis[leg.device] as string)}` : '';
    const cell = this.#cell ? `,${leg.cell < 0 ? '' : places.names[leg.cell]}` : '';
    const [served, imsi] = [write(lines.number[line] as string), write(lines.imsi[line] as string)];
    return `${leg.type},${served},${other},${calendar.stamp(leg.at)},${leg.seconds},${leg.outcome},${imsi}${imei}${cell},${leg.trunkIn},${leg.trunkOut}\n`;
  }
}
