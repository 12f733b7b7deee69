import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Attempt } from './agenda.js';
import { asteriskRow } from './asterisk-format.js';
import type { Call, Outcome } from './call.js';
import { Delivery } from './delivery.js';
import { Dialling } from './dialling.js';
import { ExportFile } from './export-file.js';
import { GenericFormat, type RecordType } from './generic-format.js';
import type { Network } from './network.js';
import type { Party } from './parties.js';
import type { Settled } from './settled.js';

/** The exports of the network: the mobile switches' records, and the office exchanges' own. */
export class Exports {
  readonly paths: string[] = [];
  records = 0;
  bytes = 0;
  readonly #network: Network;
  readonly #options: Settled;
  readonly #folder: string;
  readonly #dialling: Dialling;
  readonly #generic: GenericFormat;
  readonly #withoutMt: boolean;
  readonly #withoutUnanswered: boolean;
  readonly #fromMobile: Delivery;
  readonly #fromOffice: Delivery;
  #mobile: ExportFile | undefined;
  #office: ExportFile | undefined;

  constructor(network: Network, options: Settled) {
    this.#network = network;
    this.#options = options;
    this.#folder = join(options.out, 'exports');
    this.#dialling = new Dialling(network, options.number_forms === 'mixed');
    const withheld = options.withhold ?? [];
    this.#generic = new GenericFormat(network, this.#dialling, withheld);
    this.#withoutMt = withheld.includes('mt');
    this.#withoutUnanswered = withheld.includes('unanswered');
    this.#fromMobile = new Delivery(network.random('delivery', 'mobile'), options.imperfect);
    this.#fromOffice = new Delivery(network.random('delivery', 'office'), options.imperfect);
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** Begins a day's files; with `files: one` only the first call does anything. */
  async begin(date: string): Promise<void> {
    if (this.#options.files === 'one' && (this.#mobile || this.#office)) return this.#catchUp();
    await this.#close();
    const tail = this.#options.files === 'one' ? '' : `-${date}`;
    const open = (name: string) => {
      const compress = this.#options.compress === 'gz';
      const file = new ExportFile(join(this.#folder, `${name}${tail}.csv${compress ? '.gz' : ''}`), compress);
      this.paths.push(file.path);
      return file;
    };
    if (this.#options.formats.includes('generic')) {
      this.#mobile = open('msc');
      this.#mobile.write(this.#generic.header);
    }
    if (this.#options.formats.includes('asterisk')) this.#office = open('pbx');
    this.#catchUp();
  }

  /** Finishes the files that are open, the last ones. */
  async end(): Promise<void> {
    this.#catchUp();
    await this.#close();
  }

  #catchUp(): void {
    if (this.#mobile) this.#fromMobile.catchUp(this.#mobile);
    if (this.#office) this.#fromOffice.catchUp(this.#office);
  }

  async #close(): Promise<void> {
    for (const file of [this.#mobile, this.#office]) {
      if (file === undefined) continue;
      await file.close();
      this.bytes += file.bytes;
    }
    [this.#mobile, this.#office] = [undefined, undefined];
  }

  get isFull(): boolean {
    return (this.#mobile?.isFull ?? false) || (this.#office?.isFull ?? false);
  }

  async drained(): Promise<void> {
    await this.#mobile?.drained();
    await this.#office?.drained();
  }

  /** Writes a message's legs: one at each party that is ours. */
  message(what: Attempt, outcome: Outcome, callerCell: number, calleeCell: number): void {
    const { caller, callee, at } = what;
    if (this.#isOurs(caller, at)) this.#leg('SMSMO', caller, callee, at, 0, outcome, callerCell, what.device);
    if (this.#isOurs(callee, at) && !this.#withoutMt && outcome === 'answered')
      this.#leg('SMSMT', callee, caller, at, 0, outcome, calleeCell, -1);
  }

  /** Writes a call's legs. Two switches note the same call a second apart now and then. */
  call(call: Call, callerCell: number, calleeCell: number): void {
    const { fixed } = this.#network.lines;
    const { what, ring, seconds, outcome, mailbox } = call;
    const { caller, callee, at, device } = what;
    const callerFixed = caller >= 0 && fixed[caller] === true;
    const calleeFixed = callee >= 0 && fixed[callee] === true;
    if (this.#isOurs(caller, at)) {
      if (callerFixed && this.#options.formats.includes('asterisk')) this.#exchange(call, caller);
      else if (mailbox > 0) this.#leg('MOC', caller, callee, at, mailbox, 'answered', callerCell, device);
      else this.#leg('MOC', caller, callee, at, seconds, outcome, callerCell, device);
    }
    if (this.#isOurs(callee, at) && !this.#withoutMt && outcome !== 'failed') {
      if (calleeFixed && this.#options.formats.includes('asterisk')) {
        // What our own lines dialled is on record at the caller; the exchange's rows name no side.
        if (caller < 0) this.#exchange(call, callee);
        return;
      }
      this.#leg('MTC', callee, caller, at + (ring & 1), seconds, outcome, calleeCell, -1);
      if (mailbox > 0) {
        const box = this.#network.parties.mailbox();
        this.#leg('CF', callee, box, at + ring, mailbox, 'answered', calleeCell, -1);
      }
    }
  }

  #leg(
    type: RecordType,
    line: number,
    other: Party,
    at: number,
    seconds: number,
    outcome: Outcome,
    cell: number,
    device: number,
  ): void {
    if (this.#mobile === undefined || this.#isWithheld(outcome)) return;
    const { fixed, device: devices } = this.#network.lines;
    const own = fixed[line] ? -1 : device >= 0 ? device : (devices[line] as number);
    const elsewhere = other < 0 && !this.#network.parties.isNamed(other);
    const trunk = elsewhere ? `IC-${1 + (-other % 4)}0${1 + (-other % 3)}` : '';
    const out = type === 'MOC' || type === 'SMSMO';
    const [trunkIn, trunkOut] = out ? ['', trunk] : [trunk, ''];
    const where = fixed[line] ? -1 : cell;
    const time = Math.max(0, at + this.#fromMobile.skew());
    const leg = {
      type,
      line,
      other,
      at: time,
      seconds,
      outcome,
      cell: where,
      device: own,
      trunkIn,
      trunkOut,
    };
    this.#note(line, out, this.#fromMobile.deliver(this.#mobile, this.#generic.row(leg)));
  }

  #exchange(call: Call, line: number): void {
    if (this.#office === undefined || this.#isWithheld(call.outcome)) return;
    const serial = this.records + 1;
    const row = asteriskRow(this.#network, this.#dialling, call, line, serial);
    this.#note(line, call.what.caller === line, this.#fromOffice.deliver(this.#office, row));
  }

  #isWithheld(outcome: Outcome): boolean {
    return this.#withoutUnanswered && outcome !== 'answered';
  }

  /** Whether the party is a line that the operator has now: a number taken elsewhere leaves no leg here. */
  #isOurs(party: Party, at: number): boolean {
    return party >= 0 && (this.#network.lines.leaves[party] as number) > at;
  }

  /** A gang's SIM that was only ever rung by mistake has done nothing that could be found. */
  #note(line: number, out: boolean, times: number): void {
    const { seen, fraud } = this.#network.lines;
    this.records += times;
    if (times === 0) return;
    if (out || fraud[line] === false) seen[line] = true;
  }
}
