import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ExportFile } from './export-file.js';
import type { Network } from './network.js';
import { hashed } from './random.js';

/** Writes lines.csv, cells.csv and device_types.csv, as an operator keeps them: a few lines and types are missing. */
export async function writeReference(network: Network, out: string): Promise<string[]> {
  const folder = join(out, 'reference');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { lines, places, devices, calendar, write } = network;
  const table = async (name: string, header: string, rows: Iterable<string>) => {
    const file = new ExportFile(join(folder, `${name}.csv`), false);
    file.write(`${header}\n`);
    for (const row of rows) {
      file.write(`${row}\n`);
      if (file.isFull) await file.drained();
    }
    await file.close();
    return file.path;
  };
  function* lineRows() {
    for (let line = 0; line < lines.count; line += 1) {
      const contract = lines.contract[line];
      if (contract === undefined || hashed(line, 31) < 0.01) continue;
      const area = places.areaName(lines.home[line] as number);
      yield `${write(lines.number[line] as string)},${calendar.date(contract.activated)},${contract.customer},${contract.account},${contract.dealer},${area},${contract.product}`;
    }
  }
  function* cellRows() {
    for (const [cell, name] of places.names.entries()) {
      // Nobody tells an operator where a foreign network's cells stand.
      if (cell >= places.own) return;
      yield `${name},${places.latitude[cell]},${places.longitude[cell]},${places.areaName(cell)}`;
    }
  }
  return [
    await table('lines', 'msisdn,activation_date,customer_type,account,dealer,home_area,product', lineRows()),
    await table('cells', 'id,latitude,longitude,area', cellRows()),
    await table(
      'device_types',
      'tac,model,kind',
      devices.types.filter((type) => type.known).map((type) => `${type.tac},${type.model},${type.kind}`),
    ),
  ];
}
