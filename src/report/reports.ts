import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.js';
import { SimhoundError } from '../errors.js';
import type { Model } from '../model.js';
import { sha256Of } from '../sha256.js';
import type { Days } from '../store/lake.js';
import { recordAlarms } from './alarms.js';
import { devicesCsv, suspectsCsv } from './csv.js';
import { placeRun, stageFolder } from './folder.js';
import { groupsCsv } from './groups.js';
import { suspectsJsonl } from './jsonl.js';
import { nearMissesCsv, victimsCsv } from './lists.js';
import { makeManifest, type Output, stableJson } from './manifest.js';
import { findingsParquet, scoresParquet, suspectsParquet } from './parquet.js';
import type { ResolvedParams } from './phrase.js';
import { measureQuality, type Quality } from './quality.js';
import { makeResult } from './result.js';

/** One run to report on: its tables are built and stand in the lake. */
export interface ReportInput {
  /** The logical day, `YYYY-MM-DD`. */
  day: string;
  /** The look-back, both days included. */
  window: Days;
  /** The catalogue as it was built, each model after the ones it reads. */
  models: Model[];
  /** Parameters as they were bound, by model. */
  params: Record<string, ResolvedParams>;
  /** simhound's version. */
  version: string;
}

/** What became of a run's reports. */
export interface ReportOutcome {
  day: string;
  /** `runs/DAY`. */
  folder: string;
  /** Suspects in each tier. */
  suspects: { block: number; review: number; watch: number };
  /** Lines with a score. */
  lines: number;
  findings: number;
  outputs: Output[];
  /** sha256 of manifest.json. */
  manifestHash: string;
  quality: Quality;
}

/**
 * Writes every report of a run into `runs/DAY`, which appears whole or not at all, points `runs/latest` at the
 * newest day, and remembers the day's alarms. The same lake, models, parameters and day give the same bytes.
 * @param onResult called once the result that they are written from can be read on other connections, too.
 */
export async function writeReports(
  ctx: Context,
  input: ReportInput,
  onResult: () => void = () => {},
): Promise<ReportOutcome> {
  const { store } = ctx;
  const stage = ctx.progress.stage('report');
  const step = async <T>(note: string, work: () => Promise<T>): Promise<T> => {
    if (ctx.signal.aborted) throw interrupted();
    stage.advance({ note });
    try {
      return await work();
    } catch (thrown) {
      // A signal stops the running statement, which then fails in the driver's own words.
      throw ctx.signal.aborted ? interrupted() : thrown;
    }
  };
  const staged = stageFolder(store.folders, input.day);
  const file = (name: string) => join(staged, name);

  await step('result', () => makeResult(store, input));
  onResult();
  await step('suspects.csv', () => suspectsCsv(store.db, file('suspects.csv')));
  await step('suspects.jsonl', () => suspectsJsonl(store.db, file('suspects.jsonl')));
  await step('suspects.parquet', () => suspectsParquet(store.db, file('suspects.parquet')));
  await step('findings.parquet', () => findingsParquet(store.db, file('findings.parquet')));
  await step('scores.parquet', () => scoresParquet(store.db, file('scores.parquet')));
  await step('devices.csv', () => devicesCsv(store.db, file('devices.csv')));
  await step('groups.csv', () => groupsCsv(store, input.models, file('groups.csv')));
  await step('near_misses.csv', () => nearMissesCsv(store.db, file('near_misses.csv')));
  await step('victims.csv', () => victimsCsv(store.db, file('victims.csv')));
  const quality = await step('quality.json', () => measureQuality(store, input));
  writeFileSync(file('quality.json'), stableJson(quality));
  const manifest = await step('manifest.json', () => makeManifest(store, input, staged));
  const manifestText = stableJson(manifest);
  writeFileSync(file('manifest.json'), manifestText);
  for (const name of readdirSync(staged)) chmodSync(file(name), 0o600);

  const manifestHash = sha256Of(manifestText);
  // Alarms first: a run that dies in between has raised them, and its day's own reports do not read them.
  await step('alarms', () => recordAlarms(store, input.day));
  const folder = placeRun(store.folders, input.day, staged, manifestHash);
  const counts = await countResult(ctx);
  stage.end(
    `${counts.suspects.block} block, ${counts.suspects.review} review, ${counts.suspects.watch} watch`,
  );
  ctx.log.info({ day: input.day, manifest: manifestHash, ...counts }, 'reports written');
  return { day: input.day, folder, ...counts, outputs: manifest.outputs, manifestHash, quality };
}

async function countResult(ctx: Context): Promise<Pick<ReportOutcome, 'suspects' | 'lines' | 'findings'>> {
  const row = await ctx.store.db.row<Record<'block' | 'review' | 'watch' | 'lines' | 'findings', bigint>>(
    `SELECT count(*) FILTER (tier = 'block') AS block, count(*) FILTER (tier = 'review') AS review,
       count(*) FILTER (tier = 'watch') AS watch,
       (SELECT count(*) FROM report_scores) AS lines, (SELECT count(*) FROM report_findings) AS findings
     FROM report_suspects`,
  );
  return {
    suspects: { block: Number(row.block), review: Number(row.review), watch: Number(row.watch) },
    lines: Number(row.lines),
    findings: Number(row.findings),
  };
}

function interrupted(): SimhoundError {
  return new SimhoundError('INTERRUPTED', {
    what: 'The reports were not finished.',
    todo: 'Run again; nothing half-made was left where readers look.',
  });
}
