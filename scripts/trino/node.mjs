// One Trino process: its configuration files, its start and its end.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A loopback port that nobody listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// Trino's own recommendation for jvm.config, but for two lines; without the last two Java 24 and later prints warnings or
// fails. A cluster for tests ends before what the second compiler makes of its code pays off: with the first alone, and the
// garbage collector that has no threads of its own, a night on the sample takes two thirds of the processor time.
const jvm = (heap) => `-server
-Xmx${heap}
-XX:+UseSerialGC
-XX:TieredStopAtLevel=1
-XX:+ExitOnOutOfMemoryError
-XX:-OmitStackTraceInFastThrow
-XX:ReservedCodeCacheSize=256M
-XX:+EnableDynamicAgentLoading
-Djdk.attach.allowAttachSelf=true
-Dfile.encoding=UTF-8
-Duser.timezone=UTC
--sun-misc-unsafe-memory-access=allow
--add-modules=jdk.incubator.vector
`;

const coordinatorOnly = [
  'node-scheduler.include-coordinator=false',
  'query.max-history=1000',
  // A killed worker must be noticed while a test waits for it.
  'query.remote-task.max-error-duration=20s',
];

/**
 * Writes the files of a node and starts it.
 * @returns its process id, which is also its group's.
 */
export function startNode({ home, java, folder, id, port, coordinatorPort, heap, lake }) {
  const etc = join(folder, 'etc');
  mkdirSync(join(etc, 'catalog'), { recursive: true });
  const coordinator = port === coordinatorPort;
  const write = (name, lines) => writeFileSync(join(etc, name), `${lines.join('\n')}\n`);
  write('node.properties', [
    'node.environment=simhound_test',
    `node.id=${id}`,
    `node.data-dir=${join(folder, 'data')}`,
    `plugin.dir=${join(home, 'plugin')}`,
    'node.internal-address=127.0.0.1',
    'node.bind-ip=127.0.0.1',
  ]);
  write('config.properties', [
    `coordinator=${coordinator}`,
    ...(coordinator ? coordinatorOnly : []),
    `http-server.http.port=${port}`,
    `discovery.uri=http://127.0.0.1:${coordinatorPort}`,
    'task.concurrency=2',
  ]);
  write('log.properties', ['io.trino=WARN']);
  writeFileSync(join(etc, 'jvm.config'), jvm(heap));
  const hive = [
    'connector.name=hive',
    'hive.metastore=file',
    'hive.metastore.catalog.dir=local:///.trino/metastore',
    'fs.native-local.enabled=true',
    `local.location=${lake}`,
    'hive.non-managed-table-writes-enabled=true',
  ];
  write('catalog/hive.properties', hive);
  // For the test of a user without the right to write.
  write('catalog/read_only.properties', [...hive, 'hive.security=read-only']);
  const log = openSync(join(folder, 'server.log'), 'a', 0o600);
  const child = spawn(join(home, 'bin/launcher'), ['--etc-dir', etc, 'run'], {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, JAVA_HOME: java, PATH: `${join(java, 'bin')}:${process.env.PATH}` },
  });
  child.unref();
  return child.pid;
}

/** True while a process is there and is Trino's: a process id may have gone to somebody else since. */
export function isOurs(pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    // Empty while the system puts the program in place of its parent's copy, and for one that has ended.
    if (command === '') return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return /trino|java|launcher/i.test(command);
  } catch {
    return process.platform !== 'linux';
  }
}

/** Ends a node, first politely, after ten seconds for good. */
export async function stopNode(pid) {
  if (!isOurs(pid)) return;
  process.kill(pid, 'SIGTERM');
  for (let waited = 0; waited < 10_000; waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (!isOurs(pid)) return;
  }
  process.kill(pid, 'SIGKILL');
}
