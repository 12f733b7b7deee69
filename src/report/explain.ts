import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.js';
import { DuckDb } from '../engine/duckdb.js';
import { SimhoundError } from '../errors.js';
import type { ExplainedFinding, Explanation } from './explanation.js';
import { explainedFindings, lessons } from './finding.js';
import { type AskedLine, findLine } from './line.js';
import { membershipOf } from './membership.js';
import { measuresOf, registeredAs, seenWith } from './whereabouts.js';

/**
 * Explains a line from the newest published run: who it is, what was found, the SQL that counts each number
 * again and what it counts now.
 * @param line what a person types.
 * @throws NOT_PUBLISHED before the first run, LINE_UNKNOWN for a line without a record in the window.
 */
export async function explain(
  ctx: Pick<Context, 'config' | 'store'>,
  line: string | AskedLine,
): Promise<Explanation> {
  const { memory_limit: memoryLimit, threads } = ctx.config;
  return await explainPublished(join(ctx.store.folders.published, 'simhound.duckdb'), line, {
    memoryLimit,
    threads,
  });
}

/** The same over a published database, without opening the store: an analyst may ask while a night runs. */
export async function explainPublished(
  file: string,
  line: string | AskedLine,
  limits: { memoryLimit?: string; threads?: number } = {},
): Promise<Explanation> {
  if (!existsSync(file)) {
    throw new SimhoundError('NOT_PUBLISHED', {
      what: `There is no ${file}.`,
      todo: 'Run `simhound run` first; it publishes what it finds.',
    });
  }
  const db = await DuckDb.open({ file, readOnly: true, ...limits });
  try {
    return await explainFrom(db, typeof line === 'string' ? { text: line } : line);
  } finally {
    db.close();
  }
}

async function explainFrom(db: DuckDb, asked: AskedLine): Promise<Explanation> {
  const run = await db.row<{ day: string; from: string; to: string }>(
    `SELECT CAST(day AS VARCHAR) AS day, CAST(window_from AS VARCHAR) AS "from", CAST(window_to AS VARCHAR) AS "to" FROM run`,
  );
  const window = { from: run.from, to: run.to };
  const line = await findLine(db, asked);
  const [suspect] = await db.rows<{
    tier: string;
    typology: string;
    family_list: string | null;
    alarms: bigint;
  }>('SELECT tier, typology, family_list, alarms FROM suspects WHERE line = $line', { line: line.id });
  const seen = await seenWith(db, line.id, window);
  const all = await explainedFindings(db, line.id, window);
  const findings = all.filter((finding) => finding.strength > 0);
  const counter = all.filter((finding) => finding.strength < 0);
  return {
    line: line.subject_id,
    line_id: String(line.id),
    day: run.day,
    window,
    rank: Number(line.rank),
    of: Number(line.of),
    score: line.score,
    tier: suspect?.tier ?? null,
    typology: suspect?.typology ?? null,
    // No family alone may be strong enough, where counter-evidence leaves a little of each.
    families: suspect?.family_list?.split(' ') ?? [],
    alarms: Number(suspect?.alarms ?? 0),
    ...seen,
    registered: await registeredAs(db, line.id),
    group: await membershipOf(db, line.id),
    findings,
    counter_evidence: counter,
    weighing: weigh(findings, counter, line, suspect === undefined),
    measures: await measuresOf(db, line.id),
    ...(await lessons(db, findings)),
  };
}

function weigh(
  findings: ExplainedFinding[],
  counter: ExplainedFinding[],
  { for_fraud, against_fraud }: { for_fraud: number; against_fraud: number },
  unsuspected: boolean,
): Explanation['weighing'] {
  if (findings.length === 0 || counter.length === 0) return null;
  return { for_fraud, against_fraud, cleared: unsuspected };
}
