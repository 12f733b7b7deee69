import { mkdirSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { SimhoundError } from '../errors.js';
import { silent } from '../progress.js';
import type { Actor } from './actor.js';
import { hour } from './calendar.js';
import { expectedRecords } from './expected.js';
import { Exports } from './exports.js';
import { Network } from './network.js';
import type { GenerateOptions, GenerateSummary } from './options.js';
import { populate } from './population.js';
import { writeReference } from './reference.js';
import { type Settled, settle } from './settled.js';
import { Switchboard } from './switchboard.js';
import { writeTruth } from './truth.js';

/**
 * Makes up a network and writes its exports, reference tables and truth. Memory grows with the lines, not with the
 * days or the records. @throws SimhoundError CONFIG_INVALID for options that cannot be, INTERRUPTED when aborted.
 */
export async function generate(options: GenerateOptions): Promise<GenerateSummary> {
  const started = performance.now();
  const sized = size(settle(options));
  mkdirSync(options.out, { recursive: true, mode: 0o700 });
  const network = new Network(sized);
  const actors = populate(network, sized);
  const exports = new Exports(network, sized);
  await run(network, actors, exports, sized);
  const tables =
    sized.reference && !sized.withhold?.includes('reference')
      ? await writeReference(network, options.out)
      : [];
  const truth = await writeTruth(network, sized);
  const { lines, crews } = network;
  const kinds: Record<string, number> = {};
  for (const kind of lines.kind) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const files = [...exports.paths, ...tables, ...truth];
  return {
    files,
    records: exports.records,
    bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
    lines: lines.count,
    country: sized.country,
    timezone: sized.timezone,
    fraud_lines: lines.fraud.filter((fraud, line) => fraud && lines.seen[line]).length,
    kinds,
    crews: crews.map((crew) => ({ ...crew, lines: crew.lines.map((line) => lines.number[line] ?? '') })),
    seconds: (performance.now() - started) / 1000,
  };
}

async function run(network: Network, actors: Actor[], exports: Exports, options: Settled): Promise<void> {
  const board = new Switchboard(network, exports);
  const target = options.records ?? Number.POSITIVE_INFINITY;
  const { days } = network.calendar;
  const stage = (options.progress ?? silent).stage('Generate');
  const hours = days.length * 24;
  for (const day of days) {
    await exports.begin(day.date);
    for (const actor of actors) actor.plan(day);
    for (let h = 0; h < 24; h += 1) {
      network.agenda.open(day.index * 24 + h);
      network.people.hour(day, h);
      for (let second = 0; second < hour && exports.records < target; second += 1) {
        for (const what of network.agenda.second(second)) {
          if (exports.records >= target) break;
          board.handle(what);
        }
        if (exports.isFull) await exports.drained();
      }
      await setImmediate();
      if (options.signal?.aborted) {
        await exports.end();
        throw new SimhoundError('INTERRUPTED', {
          what: 'Generating was interrupted.',
          todo: 'Run it again.',
        });
      }
      const total = Number.isFinite(target)
        ? target
        : Math.round((exports.records * hours) / (day.index * 24 + h + 1));
      stage.advance({ done: exports.records, total, unit: 'records', note: day.date });
    }
    steer(network, day.index, exports.records, target);
  }
  await exports.end();
  stage.end(`${exports.records} records of ${network.lines.count} lines`);
}

/** Makes people a little busier or calmer on the days to come, so that a wanted number of records comes out. */
function steer(network: Network, today: number, records: number, target: number): void {
  if (!Number.isFinite(target)) return;
  const weights = network.calendar.days.map((day) => (day.free ? network.habits.free : 1));
  const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
  const ahead = (records / sum(weights.slice(0, today + 1))) * sum(weights.slice(today + 1));
  if (ahead <= 0) return;
  network.pace *= Math.min(1.15, Math.max(0.87, (target * 1.004 - records) / ahead));
}

/** Settles how many lines there are and how busy they are, so that a wanted number of records comes about. */
function size(options: Settled): Settled {
  if (options.records === undefined) return options;
  // A little more than wanted: the end is cut, a lack could not be mended.
  const wanted = options.records * 1.01;
  if (options.lines <= 0) {
    const first = 1 + wanted / (expectedRecords(options, 2500) / 2500);
    return {
      ...options,
      lines: Math.max(100, Math.ceil((first * wanted) / expectedRecords(options, first))),
    };
  }
  const usual = expectedRecords(options, options.lines);
  return { ...options, calls_per_line: ((options.calls_per_line ?? 1) * wanted) / usual };
}
