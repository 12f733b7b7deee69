import type { Outcome } from './call.js';
import type { Dialling } from './dialling.js';
import type { Network } from './network.js';
import type { Party } from './parties.js';

export const genericHeader =
  'record_type,served_msisdn,other_number,start_time,duration,outcome,imsi,imei,cell,trunk_in,trunk_out\n';

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

/** A leg as a row of the mediation's CSV. */
export function genericRow(network: Network, dialling: Dialling, leg: Leg): string {
  const { lines, calendar, places, devices } = network;
  const { line } = leg;
  const dialled = leg.type === 'MOC' || leg.type === 'SMSMO';
  const other = dialled ? dialling.dialled(line, leg.other) : dialling.shown(line, leg.other);
  const imei = leg.device < 0 ? '' : (devices.imeis[leg.device] as string);
  const cell = leg.cell < 0 ? '' : (places.names[leg.cell] as string);
  return `${leg.type},${lines.number[line]},${other},${calendar.stamp(leg.at)},${leg.seconds},${leg.outcome},${lines.imsi[line]},${imei},${cell},${leg.trunkIn},${leg.trunkOut}\n`;
}
