import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExportFile } from './export-file.js';
import type { Line } from './lines.js';
import type { Network } from './network.js';
import type { Settled } from './settled.js';

/**
 * Writes what is true of a network, and returns the files' paths.
 * truth.csv: every line of the operator that the exports show, whether a mechanism runs it, what it is, and the ring
 * that it belongs to (empty for lawful lines); a gang's SIM that was never put to use is left out: nobody could
 * find it. victims.csv: who was talked to by a scam on a day, and the lines that rang, separated by spaces.
 * network.json: the options that the night must be told, and those that made the network.
 */
export async function writeTruth(network: Network, options: Settled): Promise<string[]> {
  const { lines, victims, parties, calendar, write } = network;
  const numberOf = (line: Line) => write(lines.number[line] as string);
  function* truthRows() {
    for (let line = 0; line < lines.count; line += 1) {
      if (!lines.seen[line]) continue;
      yield `${numberOf(line)},${lines.fraud[line] ? 1 : 0},${lines.kind[line]},${lines.ring.get(line) ?? ''}`;
    }
  }
  function* victimRows() {
    for (const { victim, lines: suspects, day } of victims.rows()) {
      const seen = suspects.filter((line) => lines.seen[line]).map(numberOf);
      if (seen.length > 0)
        yield `${write(parties.text(victim))},${seen.sort().join(' ')},${calendar.date(day)}`;
    }
  }
  const { out, progress, signal, ...made } = options;
  const about = join(out, 'network.json');
  writeFileSync(about, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return [
    await table(join(out, 'truth.csv'), 'subject_id,fraud,kind,group_id', truthRows()),
    await table(join(out, 'victims.csv'), 'msisdn,suspects,day', victimRows()),
    about,
  ];
}

async function table(path: string, header: string, rows: Iterable<string>): Promise<string> {
  const file = new ExportFile(path, false);
  file.write(`${header}\n`);
  for (const row of rows) {
    file.write(`${row}\n`);
    if (file.isFull) await file.drained();
  }
  await file.close();
  return path;
}
