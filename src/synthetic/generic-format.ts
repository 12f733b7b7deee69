import type { Outcome } from './call.js';
import type { Dialling } from './dialling.js';
import type { Network } from './network.js';
import type { Withheld } from './options.js';
import type { Party } from './parties.js';
import type { Writing } from './pseudonyms.js';

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
  readonly #write: Writing;
  readonly #imei: boolean;
  readonly #cell: boolean;

  constructor(network: Network, dialling: Dialling, write: Writing, withheld: readonly Withheld[]) {
    this.#network = network;
    this.#dialling = dialling;
    this.#write = write;
    this.#imei = !withheld.includes('imei');
    this.#cell = !withheld.includes('cell');
    const place = `${this.#imei ? ',imei' : ''}${this.#cell ? ',cell' : ''}`;
    this.header = `record_type,served_msisdn,other_number,start_time,duration,outcome,imsi${place},trunk_in,trunk_out\n`;
  }

  /** A leg as a row. */
  row(leg: Leg): string {
    const { lines, calendar, places, devices } = this.#network;
    const { line } = leg;
    const dialled = leg.type === 'MOC' || leg.type === 'SMSMO';
    const other = dialled ? this.#dialling.dialled(line, leg.other) : this.#dialling.shown(line, leg.other);
    const imei = this.#imei ? `,${leg.device < 0 ? '' : this.#write(String(devices.imeis[leg.device]))}` : '';
    const cell = this.#cell ? `,${leg.cell < 0 ? '' : places.names[leg.cell]}` : '';
    const [served, imsi] = [lines.number[line], lines.imsi[line]].map((text) =>
      this.#write(String(text ?? '')),
    );
    return `${leg.type},${served},${other},${calendar.stamp(leg.at)},${leg.seconds},${leg.outcome},${imsi}${imei}${cell},${leg.trunkIn},${leg.trunkOut}\n`;
  }
}
