import { type Model, readersOf } from '../model.js';
import type { ReferenceName } from '../store/records.js';
import type { RecordQuality } from './carried.js';

export type References = Record<ReferenceName, 'present' | 'missing'>;

/** A heuristic that could not see anything, or saw less, because of what the exports do not carry. */
export interface Lack {
  heuristic: string;
  /** What is missing, such as `imei` or `ref_lines`. */
  lacks: string[];
  /** True when it cannot find anything without; false when it only sees less. */
  blind: boolean;
}

/**
 * Which heuristics went without data they need. What a heuristic counts stands in its `recount`, which is over
 * `records`: a column that it mentions and that no record carries leaves it blind. A reference table that is not
 * configured only blinds a heuristic that reads it itself; further up the graph it makes the sight worse.
 */
export function lackingData(models: Model[], records: RecordQuality, references: References): Lack[] {
  const absent = absentColumns(records);
  const missing = Object.entries(references).flatMap(([table, state]) =>
    state === 'missing' ? [table] : [],
  );
  const readers = new Map(missing.map((table) => [table, readersOf(table, models)]));
  const lacks: Lack[] = [];
  for (const model of models) {
    if (!model.heuristic) continue;
    const recount = model.heuristic.recount;
    const columns = absent.filter(({ mention }) => mention.test(recount)).map(({ what }) => what);
    const own = missing.filter((table) => model.reads.includes(table));
    const inherited = missing.filter((table) => readers.get(table)?.has(model.name));
    if (columns.length + inherited.length === 0) continue;
    const blind = columns.length + own.length > 0;
    lacks.push({ heuristic: model.name, lacks: [...columns, ...inherited], blind });
  }
  return lacks.sort((a, b) => (a.heuristic < b.heuristic ? -1 : 1));
}

function absentColumns({ total, by_kind, by_outcome, share_without }: RecordQuality) {
  if (total === 0) return [];
  const kinds = Object.keys(by_kind);
  return [
    { what: 'imsi', mention: /\bimsi\b/, absent: share_without.imsi === 1 },
    { what: 'imei', mention: /\bimei\b/, absent: share_without.imei === 1 },
    { what: 'cell', mention: /\bcell\b/, absent: share_without.cell === 1 },
    { what: 'outcome', mention: /\boutcome\b/, absent: by_outcome.unknown === total },
    { what: 'sms', mention: /'sms'/, absent: !kinds.some((kind) => kind.endsWith(' sms')) },
    { what: 'incoming', mention: /'MT'/, absent: !kinds.some((kind) => kind.startsWith('MT ')) },
  ].filter(({ absent }) => absent);
}
