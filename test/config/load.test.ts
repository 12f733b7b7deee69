import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { flagLayer } from '../../src/cli/flags.js';
import { flagOf, keys, variableOf } from '../../src/config/keys.js';
import { isTree, type Tree } from '../../src/config/layer.js';
import { loadConfig } from '../../src/config/load.js';
import { schema } from '../../src/config/schema.js';
import { SimhoundError } from '../../src/errors.js';

function folderWith(yaml?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'simhound-config-'));
  if (yaml !== undefined) writeFileSync(join(folder, 'simhound.yaml'), yaml);
  return folder;
}

function load(
  cwd: string,
  {
    env = {},
    args = {},
    file,
  }: { env?: Record<string, string>; args?: Record<string, unknown>; file?: string } = {},
) {
  return loadConfig({ file, env, flags: flagLayer(args, cwd), cwd });
}

function refusal(yaml: string, more: Parameters<typeof load>[1] = {}): SimhoundError {
  try {
    load(folderWith(yaml), more);
  } catch (thrown) {
    if (thrown instanceof SimhoundError) return thrown;
    throw thrown;
  }
  throw new Error('was taken');
}

describe('defaults', () => {
  it('need no file', () => {
    const cwd = folderWith();
    expect(load(cwd)).toEqual({
      store: join(cwd, 'store'),
      inbox: [],
      profile: 'auto',
      country: '',
      timezone: 'UTC',
      window_days: 14,
      tables: {},
      heuristics: {},
      memory_limit: '2GB',
      threads: 0,
      engine: 'duckdb',
      trino: {
        catalog: 'hive',
        schema: 'simhound',
        user: 'simhound',
        location: 'local:///',
        session: {},
        tls: {},
      },
    });
  });

  it('stand where the file leaves a key empty', () => {
    expect(load(folderWith('tables:\nweights:\nwindow_days: 7\n'))).toMatchObject({
      tables: {},
      window_days: 7,
    });
  });
});

describe('order of sources', () => {
  it('is file, environment, flags', () => {
    const cwd = folderWith('window_days: 3\ncountry: de\ntimezone: Europe/Berlin\n');
    const config = load(cwd, {
      env: { SIMHOUND_WINDOW_DAYS: '5', SIMHOUND_COUNTRY: 'fr' },
      args: { 'window-days': '7' },
    });
    expect(config).toMatchObject({ window_days: 7, country: 'FR', timezone: 'Europe/Berlin' });
  });

  it('merges groups key by key and replaces lists', () => {
    const cwd = folderWith(
      'inbox: [a.csv, b.csv]\ntables: {lines: {file: l.csv, columns: {msisdn: M}}}\nheuristics: {short_calls: {params: {n: 1, m: 2}}}\n',
    );
    const config = load(cwd, {
      env: { SIMHOUND_INBOX: 'c.csv, d/*.csv', SIMHOUND_TABLES__LINES__COLUMNS: 'dealer=SHOP' },
      args: { param: ['short_calls.n=9'], disable: ['short_calls'], 'tables.cells.file': 'cells.parquet' },
    });
    expect(config.inbox).toEqual([join(cwd, 'c.csv'), join(cwd, 'd/*.csv')]);
    expect(config.tables.lines).toEqual({
      file: join(cwd, 'l.csv'),
      columns: { msisdn: 'M', dealer: 'SHOP' },
    });
    expect(config.tables.cells?.file).toBe(join(cwd, 'cells.parquet'));
    expect(config.heuristics.short_calls).toEqual({ enabled: false, params: { n: 9, m: 2 } });
  });

  it('resolves paths of a file against its folder, those of flags and variables against the working directory', () => {
    const cwd = folderWith();
    mkdirSync(join(cwd, 'etc'));
    const file = join(cwd, 'etc/night.yaml');
    writeFileSync(file, 'store: ../data\ninbox: ["in/*.csv"]\nprofile: ./mine.yaml\n');
    expect(load(cwd, { file, env: { SIMHOUND_WEIGHTS: 'w.yaml' } })).toMatchObject({
      store: join(cwd, 'data'),
      inbox: [join(cwd, 'etc/in/*.csv')],
      profile: join(cwd, 'etc/mine.yaml'),
      weights: join(cwd, 'w.yaml'),
    });
    expect(load(cwd, { file, args: { store: 'elsewhere', profile: 'asterisk' } })).toMatchObject({
      store: join(cwd, 'elsewhere'),
      profile: 'asterisk',
    });
  });

  it('reads every key from its variable and from its flag alike', () => {
    const samples: Record<string, string> = {
      text: 'x',
      path: 'a/b',
      paths: 'a,b',
      pairs: 'msisdn=M',
      number: '3',
    };
    const special: Record<string, string> = {
      country: 'ES',
      timezone: 'Asia/Kolkata',
      memory_limit: '1GB',
      engine: 'trino',
      'trino.url': 'https://trino.example',
    };
    const cwd = folderWith();
    for (const key of keys) {
      const written = special[key.path.join('.')] ?? samples[key.kind] ?? '';
      const table =
        key.kind === 'pairs' ? { [`tables.${String(key.path[1]).replaceAll('_', '-')}.file`]: 'f' } : {};
      const byVariable = load(cwd, { env: { [variableOf(key)]: written }, args: table });
      const listed = key.kind === 'paths' || key.kind === 'pairs';
      const byFlag = load(cwd, { args: { ...table, [flagOf(key)]: listed ? written.split(',') : written } });
      expect(byFlag, flagOf(key)).toEqual(byVariable);
      expect(byFlag, flagOf(key)).not.toEqual(load(cwd, { args: table }));
    }
  });
});

describe('refusals', () => {
  it('name an unknown key, its line and the likely one', () => {
    const error = refusal('store: x\n\nwindow_dais: 3\n');
    expect(error.code).toBe('CONFIG_UNKNOWN_KEY');
    expect(error.message).toMatch(/simhound\.yaml:3: there is no key window_dais\./);
    expect(error.todo).toContain('Did you mean window_days?');
    expect(error.exitCode).toBe(2);
  });

  it('name unknown keys deep in the file', () => {
    const table = refusal('tables:\n  lines:\n    file: a\n    colums: {}\n');
    expect(table.message).toMatch(/:4: there is no key tables\.lines\.colums\./);
    expect(table.todo).toContain('Did you mean columns?');
    expect(refusal('tables:\n  cell: {file: a}\n').todo).toContain('Did you mean cells?');
    expect(refusal('heuristics:\n  short_calls:\n    enabeld: true\n').todo).toContain(
      'Did you mean enabled?',
    );
  });

  it.each([
    ['window_days: 0', 'simhound.yaml:1: window_days must be at least 1'],
    ['window_days: lots', 'simhound.yaml:1: window_days must be a number'],
    ['window_days: 1.5', 'window_days must be a whole number'],
    ['country: UK', 'country must be a two-letter country code'],
    ['country: Spain', 'country must be a two-letter country code'],
    ['timezone: Madrid', 'timezone must be a time zone'],
    ['timezone: "+01:00"', 'timezone must be a time zone'],
    ['memory_limit: much', 'memory_limit must be a size'],
    ['engine: oracle', 'engine must be one of duckdb, trino'],
    ['inbox: a.csv', 'inbox must be a list'],
    ['tables: {lines: {columns: {}}}', 'tables.lines.file must be a text'],
    ['heuristics: {x: {params: {n: [1]}}}', 'heuristics.x.params.n must be'],
  ])('%s', (yaml, words) => {
    const error = refusal(yaml);
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message).toContain(words);
  });

  it('point at the source that counted', () => {
    expect(refusal('threads: 2', { env: { SIMHOUND_THREADS: 'all' } }).message).toMatch(
      /^SIMHOUND_THREADS: /,
    );
    expect(refusal('threads: 2', { args: { threads: '-1' } }).message).toMatch(/^--threads: /);
    expect(refusal('', { env: { SIMHOUND_STORES: 'x' } })).toMatchObject({
      code: 'CONFIG_UNKNOWN_KEY',
      todo: expect.stringContaining('Did you mean SIMHOUND_STORE?'),
    });
    expect(refusal('', { args: { param: ['nonsense'] } }).code).toBe('USAGE');
  });

  it('say the line of broken YAML, and that a named file is missing', () => {
    const broken = refusal('store: x\ninbox: [a\n');
    expect(broken.code).toBe('CONFIG_UNREADABLE');
    expect(broken.message).toMatch(/simhound\.yaml:[23] is not YAML/);
    expect(refusal('', { file: '/nowhere/simhound.yaml' }).code).toBe('CONFIG_UNREADABLE');
    expect(refusal('- a\n- b\n').code).toBe('CONFIG_UNREADABLE');
  });
});

describe('simhound.example.yaml', () => {
  const example = new URL('../../simhound.example.yaml', import.meta.url);
  const values: unknown = parse(readFileSync(example, 'utf8'));

  it('documents every key of the schema, and no other', () => {
    if (!isTree(values)) throw new Error('the example is empty');
    expect(paths(values).sort()).toEqual(schemaPaths(schema).sort());
    expect(schema.safeParse(values).error).toBeUndefined();
  });

  it('has the keys that variables and flags are made from', () => {
    const fixed = schemaPaths(schema).filter((path) => !path.startsWith('heuristics'));
    expect(keys.map((key) => key.path.join('.')).sort()).toEqual(fixed.sort());
  });
});

/** Paths of the leaves; what stands below a map of free names is one leaf. */
function paths(tree: Tree, above = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (above === 'heuristics.') return isTree(value) ? paths(value, 'heuristics.*.') : [];
    const path = `${above}${key}`;
    return isTree(value) && !/(columns|params|session)$/.test(path) ? paths(value, `${path}.`) : [path];
  });
}

function schemaPaths(type: unknown, path = ''): string[] {
  if (type instanceof z.ZodDefault || type instanceof z.ZodPrefault || type instanceof z.ZodOptional)
    return schemaPaths(type.unwrap(), path);
  const below = path === '' ? '' : `${path}.`;
  if (type instanceof z.ZodObject) {
    return Object.entries(type.shape).flatMap(([key, value]) => schemaPaths(value, `${below}${key}`));
  }
  if (type instanceof z.ZodRecord && type.valueType instanceof z.ZodObject)
    return schemaPaths(type.valueType, `${below}*`);
  return [path];
}
