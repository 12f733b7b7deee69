// npm run trino:down: stops what npm run trino:up started.
import { rmSync } from 'node:fs';
import { readState, stateFile, stopCluster } from './cluster.mjs';

const cluster = readState();
if (cluster) {
  await stopCluster(cluster);
  rmSync(stateFile);
  console.log(`Stopped the cluster at ${cluster.url}.`);
} else {
  console.log('No cluster was started.');
}
