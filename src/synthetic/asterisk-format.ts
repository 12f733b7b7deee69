import type { Call, Outcome } from './call.js';
import type { Dialling } from './dialling.js';
import type { Line } from './lines.js';
import type { Network } from './network.js';

const dispositions: Record<Outcome, string> = {
  answered: 'ANSWERED',
  busy: 'BUSY',
  no_answer: 'NO ANSWER',
  cancelled: 'NO ANSWER',
  failed: 'FAILED',
};

/**
 * A call as a row of Master.csv, 17 columns, without userfield.
 * @param line the line of the operator that the exchange serves; @param serial counts the exchange's calls.
 */
export function asteriskRow(
  network: Network,
  dialling: Dialling,
  call: Call,
  line: Line,
  serial: number,
): string {
  const { lines, calendar, write } = network;
  const { what, ring, seconds, outcome } = call;
  const { caller, callee, at } = what;
  const src = dialling.exchange(caller);
  const dst = dialling.exchange(callee);
  const out = caller === line;
  const tail = write(lines.number[line] as string).slice(-4);
  const answered = outcome === 'answered';
  const end = at + (outcome === 'busy' || outcome === 'failed' ? 1 : ring) + seconds;
  const hex = (serial % 0xffffffff).toString(16).padStart(8, '0');
  const [desk, trunk] = [`PJSIP/${tail}-${hex}`, `PJSIP/trunk-${hex}`];
  const account = lines.contract[line]?.account ?? '';
  const stamp = (time: number) => `"${calendar.stamp(time)}"`;
  const times = `${stamp(at)},${answered ? stamp(at + ring) : ''},${stamp(end)}`;
  return (
    `"${account}","${src}","${dst}","${out ? 'from-internal' : 'from-trunk'}","""${src}"" <${src}>",` +
    `"${out ? desk : trunk}","${out ? trunk : desk}","Dial","PJSIP/${dst}${out ? '@trunk' : ''},60",${times},` +
    `${end - at},${seconds},"${dispositions[outcome]}","DOCUMENTATION","${1_700_000_000 + at}.${serial}"\n`
  );
}
