import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.js';
import { SimhoundError } from '../errors.js';
import { lakeFiles } from '../store/lake.js';
import { importOne } from './delivery.js';
import { findInputs, type Input } from './inputs.js';
import { exportName } from './ledger.js';
import { complaintOf, type ImportOutcome, interrupted } from './outcome.js';
import { refusedFile } from './reading.js';
import { sweepLake } from './sweep.js';

export type { ImportOutcome } from './outcome.js';

/**
 * Imports exports: files, globs, or `-` for standard input, in the order of their paths. An export that is in the ledger
 * is not loaded again; one that is missing or cannot be read is told of and does not stop the others.
 * @throws INTERRUPTED.
 */
export async function importExports(ctx: Context, inputs: string[]): Promise<ImportOutcome[]> {
  const files = await findInputs(ctx, inputs);
  if (files.length === 0) return [];
  sweepLake(ctx.store, new Set((await lakeFiles(ctx.store, 'records')).map(({ path }) => path)));
  const stage = ctx.progress.stage('import');
  const outcomes: ImportOutcome[] = [];
  let records = 0;
  for (const file of files) {
    if (ctx.signal.aborted) throw interrupted();
    stage.advance({ done: records, unit: 'records', note: exportName(file.path) });
    const outcome = await outcomeOf(ctx, file);
    if (outcome.state === 'loaded') records += outcome.loaded;
    report(ctx, outcome);
    outcomes.push(outcome);
  }
  stage.end(`${records} records of ${outcomes.filter(({ state }) => state === 'loaded').length} new exports`);
  return outcomes;
}

async function outcomeOf(ctx: Context, input: Input): Promise<ImportOutcome> {
  const name = input.isSpool ? 'standard input' : exportName(input.path);
  if (input.error) return { state: 'failed', name, error: input.error };
  try {
    return await importOne(ctx, input);
  } catch (thrown) {
    if (ctx.signal.aborted) throw interrupted();
    // The state could not be had back: no other export would fare better.
    if (thrown instanceof SimhoundError && thrown.code === 'STORE_LOCKED') throw thrown;
    return { state: 'failed', name, error: complaintOf(name, thrown) };
  } finally {
    // Copies of records must not outlive the work on them.
    const { tmp } = ctx.store.folders;
    for (const left of ['import', 'repaired.csv', 'unquoted.csv', refusedFile])
      rmSync(join(tmp, left), { recursive: true, force: true });
    if (input.isSpool) rmSync(input.path, { force: true });
  }
}

function report(ctx: Context, outcome: ImportOutcome): void {
  if (outcome.state === 'failed') {
    ctx.log.error({ name: outcome.name, code: outcome.error.code }, 'export failed');
  } else {
    const { state, name, rows_read, loaded, duplicates, quarantined, skipped, seconds } = outcome;
    ctx.log.info({ state, name, rows_read, loaded, duplicates, quarantined, skipped, seconds }, 'export');
  }
}
