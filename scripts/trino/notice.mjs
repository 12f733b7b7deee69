// Vitest's global setup: says once, before the tests, why those that need a cluster do not run.
import { lacking } from './server.mjs';

export default function notice() {
  if (process.env.TRINO_TEST_CLUSTER !== undefined) return;
  const reason = lacking() ?? 'they need a cluster of their own; npm run test:trino starts one';
  process.stderr.write(`The tests on Trino did not run: ${reason}.\n`);
}
