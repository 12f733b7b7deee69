import { readFileSync } from 'node:fs';
import { passwordVariable } from './config/environment.js';
import type { Context } from './context.js';
import { DuckDbEngine } from './engine/duckdb-engine.js';
import type { Engine } from './engine/engine.js';
import { SimhoundError } from './errors.js';

/**
 * The engine that the configuration names, known to work.
 * @param started of the run, which Trino's page shows.
 * @throws CONFIG_INVALID and the engine's own errors.
 */
export async function openEngine(ctx: Context, started: Date): Promise<Engine> {
  const { config, signal, store } = ctx;
  const { lake, tmp } = store.folders;
  if (config.engine === 'duckdb') return await DuckDbEngine.sideBySide(store.db, lake, tmp, signal);
  const password = process.env[passwordVariable];
  const { url, tls, ...settings } = config.trino;
  if (url === undefined) {
    throw new SimhoundError('CONFIG_INVALID', {
      what: 'engine is trino, but the configuration does not say where it is.',
      todo: 'Set trino.url; docs/scale.md says the rest.',
    });
  }
  if (password !== undefined && new URL(url).protocol === 'http:') {
    throw new SimhoundError('CONFIG_INVALID', {
      what: 'trino.url would send the password unencrypted.',
      todo: `Use https://, or unset ${passwordVariable}.`,
    });
  }
  const { TrinoEngine } = await import('./engine/trino-engine.js');
  const tags = [`run=${started.toISOString()}`];
  return await TrinoEngine.open({
    ...settings,
    url,
    ...(tls.ca === undefined ? {} : { ca: certificatesOf(tls.ca) }),
    ...(password === undefined ? {} : { password }),
    tags,
    lake,
    db: store.db,
    signal,
  });
}

/** The text of a PEM file. */
function certificatesOf(file: string): string {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Told below.
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new SimhoundError('CONFIG_INVALID', {
    what: `trino.tls.ca: ${file} cannot be read as certificates.`,
    todo: 'Name a PEM file that simhound may read.',
  });
}
