import { identifier, literal } from '../engine/duckdb.js';
import { SimhoundError } from '../errors.js';
import type { Model } from '../model.js';

/** Values of a model's parameters as a run used them, by parameter. */
export type ResolvedParams = Record<string, number | string | boolean>;

/** Column → SQL type of a heuristic's own table. */
export type Columns = ReadonlyMap<string, string>;

const lineLike = /(^|_)(line|counterpart|caller|callee|number)$/;
const percent = /(^|_)share$/;

/**
 * A SQL expression for a heuristic's `because`, over its own table under the alias `t`: the sentence is then
 * made by the engine, for all findings at once. `{name}` is a column of the table, else a parameter.
 * @throws MODEL_INVALID for a name that is neither.
 */
export function phrase(model: Model, columns: Columns, params: ResolvedParams): string {
  const template = model.heuristic?.because ?? '';
  const parts = template.split(/\{(\w+)\}/).map((part, index) => {
    if (index % 2 === 0) return literal(part);
    const type = columns.get(part);
    if (type !== undefined) return shownColumn(part, type);
    const value = params[part];
    if (value !== undefined) return literal(shownValue(part, value));
    throw new SimhoundError('MODEL_INVALID', {
      what: `sql/${model.path}: its sentence uses {${part}}, which is neither a column nor a parameter.`,
      todo: 'Return the column from the query, or mend the sentence.',
    });
  });
  return parts.filter((part) => part !== "''").join(' || ') || "''";
}

/**
 * A finding's sentence as a reason among others, over `report_findings`: counter-evidence begins with "but".
 * Reasons come by `reasonOrder`.
 */
export const reasonText = "CASE WHEN strength < 0 THEN 'but: ' ELSE '' END || reason";

/** What speaks for fraud before what speaks against, each the weightiest first; no two findings of a line tie. */
export const reasonOrder = 'strength < 0, abs(evidence) DESC, heuristic, about_type, about_id';

/** The text of a line's id: international digits, or its name when the id is negative. `name` may be NULL. */
export function lineText(id: string, name: string): string {
  return `CASE WHEN ${id} < 0 THEN COALESCE(${clean(name)}, CAST(${id} AS VARCHAR)) ELSE CAST(${id} AS VARCHAR) END`;
}

/** The text of a device's id: the first 14 digits of the IMEI with their leading zeros, or the id of a pseudonym. */
export function imeiText(id: string): string {
  return `CASE WHEN ${id} < 0 THEN CAST(${id} AS VARCHAR) ELSE lpad(CAST(${id} AS VARCHAR), 14, '0') END`;
}

/** A text without control characters, which could otherwise rewrite a terminal or break a line of a report. */
export function clean(text: string): string {
  return `regexp_replace(${text}, '\\p{Cc}', '', 'g')`;
}

function shownColumn(column: string, type: string): string {
  const value = `t.${identifier(column)}`;
  return `COALESCE(${shownAs(column, type, value)}, 'unknown')`;
}

function shownAs(column: string, type: string, value: string): string {
  if (percent.test(column)) return `${decimals(`100 * CAST(${value} AS DOUBLE)`, 1)} || '%'`;
  if (/^(DOUBLE|FLOAT|DECIMAL)/.test(type)) return decimals(`CAST(${value} AS DOUBLE)`, 2);
  if (type === 'BOOLEAN') return `CASE ${value} WHEN true THEN 'yes' WHEN false THEN 'no' END`;
  if (type === 'TIMESTAMP') return `strftime(${value}, '%Y-%m-%d %H:%M UTC')`;
  if (type === 'VARCHAR') return clean(value);
  if (column === 'imei') return imeiText(value);
  if (/INT/.test(type) && lineLike.test(column)) {
    return lineText(value, `(SELECT min(n.name) FROM names n WHERE n.id = ${value})`);
  }
  return `CAST(${value} AS VARCHAR)`;
}

/** At most so many decimals, without trailing zeros. */
function decimals(value: string, digits: number): string {
  return `regexp_replace(printf('%.${digits}f', round(${value}, ${digits})), '\\.?0+$', '')`;
}

function shownValue(name: string, value: number | string | boolean): string {
  if (typeof value !== 'number') return String(value);
  return percent.test(name) ? `${Number((100 * value).toFixed(1))}%` : String(Number(value.toFixed(2)));
}
