import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Attempt } from './agenda.js';
import { asteriskRow } from './asterisk-format.js';
import type { Call, Outcome } from './call.js';
import { Dialling } from './dialling.js';
import { ExportFile } from './export-file.js';
import { genericHeader, genericRow, type RecordType } from './generic-format.js';
import type { Network } from './network.js';
import type { GenerateOptions } from './options.js';
import type { Party } from './parties.js';

/** The exports of the network: the mobile switches' records, and the office exchanges' own. */
export class Exports {
  readonly paths: string[] = [];
  records = 0;
  bytes = 0;
  readonly #network: Network;
  readonly #options: GenerateOptions;
  readonly #folder: string;
  readonly #dialling: Dialling;
  #mobile: ExportFile | undefined;
  #office: ExportFile | undefined;

  constructor(network: Network, options: GenerateOptions) {
    this.#network = network;
    this.#options = options;
    this.#folder = join(options.out, 'exports');
    this.#dialling = new Dialling(network.parties, network.plan, options.number_forms ?? 'international');
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** Begins a day's files; with `files: one` only the first call does anything. */
  async begin(date: string): Promise<void> {
    if (this.#options.files === 'one' && (this.#mobile || this.#office)) return;
    await this.end();
    const tail = this.#options.files === 'one' ? '' : `-${date}`;
    const open = (name: string) => {
      const compress = this.#options.compress === 'gz';
      const file = new ExportFile(join(this.#folder, `${name}${tail}.csv${compress ? '.gz' : ''}`), compress);
      this.paths.push(file.path);
      return file;
    };
    if (this.#options.formats.includes('generic')) {
      this.#mobile = open('msc');
      this.#mobile.write(genericHeader);
    }
    if (this.#options.formats.includes('asterisk')) this.#office = open('pbx');
  }

  /** Finishes the files that are open. */
  async end(): Promise<void> {
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
    if (caller >= 0) this.#leg('SMSMO', caller, callee, at, 0, outcome, callerCell, what.device);
    if (callee >= 0 && outcome === 'answered')
      this.#leg('SMSMT', callee, caller, at, 0, outcome, calleeCell, -1);
  }

  /** Writes a call's legs. Two switches note the same call a second apart now and then. */
  call(call: Call, callerCell: number, calleeCell: number): void {
    const { fixed } = this.#network.lines;
    const { what, ring, seconds, outcome, mailbox } = call;
    const { caller, callee, at, device } = what;
    const callerFixed = caller >= 0 && fixed[caller] === true;
    const calleeFixed = callee >= 0 && fixed[callee] === true;
    if (caller >= 0) {
      if (callerFixed && this.#options.formats.includes('asterisk')) this.#exchange(call, caller);
      else if (mailbox > 0) this.#leg('MOC', caller, callee, at, mailbox, 'answered', callerCell, device);
      else this.#leg('MOC', caller, callee, at, seconds, outcome, callerCell, device);
    }
    if (callee >= 0 && outcome !== 'failed') {
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
    if (this.#mobile === undefined) return;
    const own = device >= 0 ? device : (this.#network.lines.device[line] as number);
    const elsewhere = other < 0 && !this.#network.parties.isNamed(other);
    const trunk = elsewhere ? `IC-${1 + (-other % 4)}0${1 + (-other % 3)}` : '';
    const out = type === 'MOC' || type === 'SMSMO';
    this.#note(line, out);
    const [trunkIn, trunkOut] = out ? ['', trunk] : [trunk, ''];
    const leg = { type, line, other, at, seconds, outcome, cell, device: own, trunkIn, trunkOut };
    this.#mobile.write(genericRow(this.#network, this.#dialling, leg));
    this.records += 1;
  }

  #exchange(call: Call, line: number): void {
    if (this.#office === undefined) return;
    this.#note(line, call.what.caller === line);
    this.records += 1;
    this.#office.write(asteriskRow(this.#network, this.#dialling, call, line, this.records));
  }

  /** A gang's SIM that was only ever rung by mistake has done nothing that could be found. */
  #note(line: number, out: boolean): void {
    const { seen, fraud } = this.#network.lines;
    if (out || fraud[line] === false) seen[line] = true;
  }
}
