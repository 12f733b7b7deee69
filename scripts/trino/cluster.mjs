// A coordinator and workers on free loopback ports over one lake, for tests; its state stands in cluster.json.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, isOurs, startNode, stopNode } from './node.mjs';
import { cache, javaHome, server } from './server.mjs';

export const stateFile = join(cache, 'cluster.json');

/**
 * Starts a cluster over a lake and waits until all workers take work.
 * @param heap of each node in Java's notation.
 * @returns { url, lake, folder, nodes: [{ id, pid, url }] }; nodes[0] is the coordinator.
 */
export async function startCluster({ lake, workers = 2, heap = '1500M', seconds = 120 }) {
  const home = await server();
  const java = javaHome();
  if (!java) throw new Error('No JDK for Trino was found.');
  mkdirSync(join(lake, '.trino'), { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(cache, 'cluster-'));
  const coordinatorPort = await freePort();
  const cluster = { url: `http://127.0.0.1:${coordinatorPort}`, lake, folder, nodes: [] };
  for (let i = 0; i <= workers; i += 1) {
    const id = i === 0 ? 'coordinator' : `worker-${i}`;
    const port = i === 0 ? coordinatorPort : await freePort();
    const pid = startNode({ home, java, folder: join(folder, id), id, port, coordinatorPort, heap, lake });
    cluster.nodes.push({ id, pid, url: `http://127.0.0.1:${port}` });
  }
  try {
    await untilReady(cluster, workers, seconds);
  } catch (thrown) {
    await stopCluster(cluster, { keepLogs: true });
    throw thrown;
  }
  return cluster;
}

/** Stops the processes of a cluster, and nothing else. */
export async function stopCluster(cluster, { keepLogs = false } = {}) {
  await Promise.all(cluster.nodes.map(({ pid }) => stopNode(pid)));
  if (!keepLogs) rmSync(cluster.folder, { recursive: true, force: true });
}

export function readState() {
  return existsSync(stateFile) ? JSON.parse(readFileSync(stateFile, 'utf8')) : undefined;
}

export function writeState(cluster) {
  writeFileSync(stateFile, `${JSON.stringify(cluster, undefined, 2)}\n`, { mode: 0o600 });
}

async function untilReady(cluster, workers, seconds) {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    const dead = cluster.nodes.find(({ pid }) => !isOurs(pid));
    if (dead) throw new Error(`${dead.id} ended; see ${join(cluster.folder, dead.id, 'server.log')}.`);
    const rows = await ask(
      cluster.url,
      "SELECT count(*) FROM system.runtime.nodes WHERE NOT coordinator AND state = 'active'",
    ).catch(() => []);
    if (rows[0]?.[0] >= workers) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`The cluster was not ready after ${seconds} s; see ${cluster.folder}.`);
}

/** The rows of a small query, by the protocol itself: this file must not need the build. */
export async function ask(url, sql) {
  let answer = await step(`${url}/v1/statement`, { method: 'POST', body: sql });
  const rows = [];
  for (;;) {
    if (answer.error) throw new Error(answer.error.message);
    rows.push(...(answer.data ?? []));
    if (!answer.nextUri) return rows;
    answer = await step(answer.nextUri);
  }
}

async function step(url, options = {}) {
  const response = await fetch(url, { ...options, headers: { 'X-Trino-User': 'simhound' } });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}
