import type { Dialling } from './dialling.js';
import type { Network } from './network.js';
import type { Party } from './parties.js';
import type { Outcome } from './switchboard.js';

/** A call through an office exchange, for Asterisk's cdr_csv. */
export interface ExchangeCall {
  caller: Party;
  callee: Party;
  /** The line of the operator that the exchange serves. */
  line: number;
  at: number;
  ring: number;
  seconds: number;
  outcome: Outcome;
}

const dispositions: Record<Outcome, string> = {
  answered: 'ANSWERED',
  busy: 'BUSY',
  no_answer: 'NO ANSWER',
  cancelled: 'NO ANSWER',
  failed: 'FAILED',
};

/** A call as a row of Master.csv, 17 columns without userfield; `serial` counts the exchange's calls. */
export function asteriskRow(
  network: Network,
  dialling: Dialling,
  call: ExchangeCall,
  serial: number,
): string {
  const { lines, calendar } = network;
  const src = dialling.exchange(call.caller);
  const dst = dialling.exchange(call.callee);
  const out = call.caller === call.line;
  const tail = (lines.number[call.line] as string).slice(-4);
  const answered = call.outcome === 'answered';
  const end = call.at + (call.outcome === 'busy' || call.outcome === 'failed' ? 1 : call.ring) + call.seconds;
  const hex = (serial % 0xffffffff).toString(16).padStart(8, '0');
  const [desk, trunk] = [`PJSIP/${tail}-${hex}`, `PJSIP/trunk-${hex}`];
  const account = lines.contract[call.line]?.account ?? '';
  const stamp = (at: number) => `"${calendar.stamp(at)}"`;
  const times = `${stamp(call.at)},${answered ? stamp(call.at + call.ring) : ''},${stamp(end)}`;
  return (
    `"${account}","${src}","${dst}","${out ? 'from-internal' : 'from-trunk'}","""${src}"" <${src}>",` +
    `"${out ? desk : trunk}","${out ? trunk : desk}","Dial","PJSIP/${dst}${out ? '@trunk' : ''},60",${times},` +
    `${end - call.at},${call.seconds},"${dispositions[call.outcome]}","DOCUMENTATION","${1_700_000_000 + call.at}.${serial}"\n`
  );
}
