// The Trino server for tests: fetched once through Maven into .cache/trino, checked, unpacked, and kept.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

export const version = '476';
const sha256 = 'cfd5accde17e8ebd251eeeb78aed1f490e77bb3a164d95a0f454bf8a7c1cbd3f';
const oldestJava = 24;

/** Kept between runs; TRINO_CACHE names another place, such as one that clones share. */
export const cache = process.env.TRINO_CACHE ?? fileURLToPath(new URL('../../.cache/trino', import.meta.url));

/** The home of a JDK that can run the server, or undefined: JAVA_HOME, then where Linux and macOS keep them. */
export function javaHome() {
  const places = [process.env.TRINO_JAVA_HOME, process.env.JAVA_HOME];
  for (const folder of ['/usr/lib/jvm', '/opt/java', '/Library/Java/JavaVirtualMachines']) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder).sort().reverse()) {
      places.push(join(folder, name), join(folder, name, 'Contents/Home'));
    }
  }
  return places.find((home) => home && majorOf(home) >= oldestJava);
}

function majorOf(home) {
  const java = join(home, 'bin/java');
  if (!existsSync(java)) return 0;
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}

/** Why no cluster can be started here, in a few words; undefined when one can. */
export function lacking() {
  if (!javaHome()) return `no JDK ${oldestJava} or newer was found (set JAVA_HOME)`;
  const isKept = existsSync(join(cache, `trino-server-${version}`)) || existsSync(archive());
  if (!isKept && spawnSync('mvn', ['--version']).status !== 0) return 'Maven is not installed';
  return undefined;
}

/** The unpacked server's folder, fetched and unpacked when it is not there yet. */
export async function server() {
  const home = join(cache, `trino-server-${version}`);
  if (existsSync(home)) return home;
  mkdirSync(cache, { recursive: true });
  if (!existsSync(archive())) {
    process.stderr.write(`fetching Trino ${version} through Maven (821 MB) …\n`);
    const artifact = `io.trino:trino-server:${version}:tar.gz`;
    execFileSync(
      'mvn',
      ['-B', '-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${cache}`],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  }
  const found = await digest(archive());
  if (found !== sha256) {
    rmSync(archive());
    throw new Error(`${archive()} has sha256 ${found}, not ${sha256}; it was removed.`);
  }
  // Plugins are hard links of one another inside the archive: unpacking only one of them fails.
  const half = join(cache, 'unpacking');
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half);
  execFileSync('tar', ['-xzf', archive(), '-C', half]);
  const unpacked = join(half, `trino-server-${version}`);
  for (const plugin of readdirSync(join(unpacked, 'plugin'))) {
    if (plugin !== 'hive' && plugin !== 'password-authenticators')
      rmSync(join(unpacked, 'plugin', plugin), { recursive: true });
  }
  renameSync(unpacked, home);
  rmSync(half, { recursive: true });
  return home;
}

function archive() {
  return join(cache, `trino-server-${version}.tar.gz`);
}

async function digest(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
