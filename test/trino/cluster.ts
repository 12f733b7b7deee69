import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TrinoClient } from '../../src/engine/trino-client.js';

interface Cluster {
  url: string;
  /** The folder that the cluster takes for its lake; stores are folders in it. */
  lake: string;
  nodes: { id: string; pid: number }[];
}

const described = process.env.TRINO_TEST_CLUSTER;

/** True where scripts/trino/test.mjs started a cluster; the tests that need one are skipped elsewhere. */
export const hasCluster = described !== undefined;
export const cluster: Cluster =
  described === undefined ? { url: '', lake: '', nodes: [] } : (JSON.parse(described) as Cluster);

const bin = join(import.meta.dirname, '../../dist/bin/simhound.js');
export const sample = join(import.meta.dirname, '../../sample-data/simhound.yaml');

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built command; the store is named by its folder below the cluster's lake. */
export function simhound(args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [bin, ...args]);
  const ended: Ended = { status: null, stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => {
    ended.stdout += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    ended.stderr += data.toString();
  });
  return {
    child,
    ended: new Promise((resolve) => child.on('close', (status) => resolve({ ...ended, status }))),
  };
}

export function storeOf(name: string): string {
  return join(cluster.lake, name);
}

/** Flags of a run on a store, on either engine. */
export function flagsOf(name: string, engine: 'duckdb' | 'trino', config: string = sample): string[] {
  const common = ['run', '--config', config, '--store', storeOf(name), '--json', '--quiet'];
  if (engine === 'duckdb') return common;
  return [
    ...common,
    ...['--engine', 'trino', '--trino.url', cluster.url],
    ...['--trino.schema', name, '--trino.location', `local:///${name}/lake`],
  ];
}

/** Runs a night to its end. @throws when it fails. */
export async function night(
  name: string,
  engine: 'duckdb' | 'trino',
  config?: string,
  ...more: string[]
): Promise<{ build: { built: number; kept: number } }> {
  const { status, stdout, stderr } = await simhound([...flagsOf(name, engine, config), ...more]).ended;
  if (status !== 0) throw new Error(`the night on ${engine} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as { build: { built: number; kept: number } };
}

export function suspectsOf(name: string): string {
  return readFileSync(join(storeOf(name), 'runs/latest/suspects.csv'), 'utf8');
}

/** Rows of a query on the cluster itself. */
export async function ask(sql: string): Promise<unknown[][]> {
  const connection = {
    url: cluster.url,
    catalog: 'system',
    schema: 'runtime',
    user: 'test',
    session: {},
    tags: [],
  };
  return (await new TrinoClient(connection, new AbortController().signal).query(sql)).rows;
}
