// npm run trino:up -- --lake DIR [--workers N] [--heap 1500M]: a cluster to test on, until npm run trino:down.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readState, startCluster, stateFile, writeState } from './cluster.mjs';
import { isOurs } from './node.mjs';
import { lacking } from './server.mjs';

const { values } = parseArgs({
  options: {
    lake: { type: 'string' },
    workers: { type: 'string', default: '2' },
    heap: { type: 'string', default: '1500M' },
  },
});
const fail = (message) => {
  console.error(message);
  process.exit(2);
};
if (!values.lake) fail('Name the lake: npm run trino:up -- --lake store/lake');
const reason = lacking();
if (reason) fail(`Trino cannot be started: ${reason}.`);
const running = readState();
if (running?.nodes.some(({ pid }) => isOurs(pid)))
  fail(`A cluster runs at ${running.url}; npm run trino:down stops it.`);

const lake = resolve(values.lake);
mkdirSync(lake, { recursive: true, mode: 0o700 });
const cluster = await startCluster({ lake, workers: Number(values.workers), heap: values.heap });
writeState(cluster);
console.log(`Trino is up at ${cluster.url} over ${lake} (${stateFile}).`);
