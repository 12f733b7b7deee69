/** Independent kinds of evidence: many rules of one family are one piece of evidence. */
export const families = ['traffic', 'social', 'device', 'place', 'lifecycle', 'group'] as const;
export type Family = (typeof families)[number];

/** A number that a model's SQL takes as `$name`, with where it came from. */
export interface ModelParam {
  default: number | string | boolean;
  unit: string;
  source: string;
}

/** What a heuristic's header says beyond a table's. */
export interface HeuristicFacts {
  family: Family;
  /** True when a finding speaks for the subject: its strength is negative. */
  counter: boolean;
  /** True when honest lines of some trade show it as well: by itself it brings nothing to review. */
  plain: boolean;
  /** Unit of the columns `value` and `threshold`. */
  unit: string;
  /** The sentence for people; `{column}` names a column that the query returns. */
  because: string;
  /** SQL over `records` that counts `value` again for `$line` (or `$subject`) between `$from` and `$to`. */
  recount: string;
  false_positives: string[];
  /** Heuristics whose findings clear this one, as `family/name`. */
  cleared_by: string[];
  blind_spots: string[];
  references: string[];
  status: 'stable' | 'experimental';
}

/** How a table is made in rounds: connected components need it, and no engine's recursion serves them well. */
export interface Repetition {
  /** The table that the first round reads; later rounds read what the round before made, under this name. */
  seed: string;
  /** Rounds after which a query that still changes its rows is at fault. */
  max_rounds: number;
}

/** One SQL file: one table. */
export interface Model {
  /** The file's stem: the table's name. */
  name: string;
  /** The path below sql/, such as `heuristics/device/many_sims_in_device.sql`. */
  path: string;
  title: string;
  /** `day`: one partition a day, from that day's records only. `window`: one table for the look-back. */
  grain: 'day' | 'window';
  reads: string[];
  params: Record<string, ModelParam>;
  heuristic?: HeuristicFacts;
  /** A query that is run again on its own result until nothing changes. */
  repeat?: Repetition;
  /** Nearly all that is left to build waits for it, and long: it has all threads, and nothing is built beside it. */
  alone?: boolean;
  /** The query, without the header. */
  sql: string;
  /** The line of the file on which the query begins; lines count from 1. */
  firstLine: number;
}

/** The names of the models that read a table, directly or through others. @param models each after the ones it reads. */
export function readersOf(table: string, models: readonly Model[]): Set<string> {
  const reached = new Set([table]);
  for (const model of models) if (model.reads.some((read) => reached.has(read))) reached.add(model.name);
  reached.delete(table);
  return reached;
}
