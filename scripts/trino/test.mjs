// npm run test:trino: the tests that need a cluster, on one of their own that is stopped at the end.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster, stopCluster } from './cluster.mjs';
import { lacking } from './server.mjs';

const reason = lacking();
if (reason) {
  console.error(`The Trino tests cannot run: ${reason}.`);
  process.exit(2);
}
// Every test's store is a folder below this one, which the cluster takes for its lake.
const root = mkdtempSync(join(tmpdir(), 'simhound-trino-'));
const cluster = await startCluster({ lake: root });
let status = 1;
const stop = async () => {
  await stopCluster(cluster);
  rmSync(root, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop().finally(() => process.exit(1)));
try {
  // The faults come last: their last test kills a worker.
  for (const files of [['client', 'text', 'engines'], ['faults']]) {
    ({ status } = spawnSync(
      'npx',
      [
        '--no-install',
        'vitest',
        'run',
        '--no-file-parallelism',
        ...files.map((file) => `test/trino/${file}`),
      ],
      {
        stdio: 'inherit',
        env: {
          ...process.env,
          TRINO_TEST_CLUSTER: JSON.stringify(cluster),
        },
      },
    ));
    if (status !== 0) break;
  }
} finally {
  await stop();
}
process.exit(status ?? 1);
