// Makes sample-data/ again: the same seed gives the same bytes. Run `npm run build` first (`npm run sample` does).
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generate } from '../dist/synthetic/generate.js';

const out = fileURLToPath(new URL('../sample-data/', import.meta.url));
for (const made of ['exports', 'reference', 'truth.csv', 'victims.csv', 'network.json'])
  rmSync(`${out}${made}`, { recursive: true, force: true });
const { records, bytes, lines, fraud_lines, kinds } = await generate({
  out,
  seed: 2026,
  lines: 760,
  days: 8,
  from: '2026-03-02',
  country: 'ES',
  timezone: 'Europe/Madrid',
  fraud_share: 0.05,
  formats: ['generic', 'asterisk'],
  compress: 'gz',
  reference: true,
  files: 'day',
  number_forms: 'mixed',
});
const megabytes = (bytes / 1e6).toFixed(2);
console.log(`${records} records of ${lines} lines, ${fraud_lines} of them fraud, in ${megabytes} MB`);
for (const [kind, count] of Object.entries(kinds).sort())
  console.log(`${String(count).padStart(5)}  ${kind}`);
