import { basename } from 'node:path';
import { z } from 'zod';
import { SimhoundError } from '../errors.js';
import { families, type Model } from '../model.js';
import { valueOfYaml, yaml } from '../yaml.js';
import { type RecountParts, withParts } from './recount-parts.js';

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'is not a lower-case snake_case name');

const param = z.strictObject({
  default: z.union([z.number(), z.string(), z.boolean()]),
  unit: z.string().min(1),
  source: z.string().min(1),
});

const table = z.strictObject({
  title: z.string().min(1),
  grain: z.enum(['day', 'window']),
  reads: z.array(name).min(1),
  params: z.record(name, param).default({}),
  repeat: z.strictObject({ seed: name, max_rounds: z.number().int().min(1).max(1000) }).optional(),
  alone: z.boolean().default(false),
});

const heuristic = z.strictObject({
  title: z.string().min(1),
  family: z.enum(families),
  counter: z.boolean().default(false),
  plain: z.boolean().default(false),
  reads: z.array(name).min(1),
  params: z.record(name, param).default({}),
  unit: z.string().min(1),
  because: z.string().min(1),
  recount: z.string().min(1),
  recount_with: z.array(name).default([]),
  false_positives: z.array(z.string()).default([]),
  cleared_by: z.array(z.string().regex(/^[a-z]+\/[a-z0-9_]+$/, 'is not family/heuristic')).default([]),
  blind_spots: z.array(z.string()).min(1),
  references: z.array(z.string()).default([]),
  status: z.enum(['stable', 'experimental']),
});

/**
 * Parses one SQL file into a model: the YAML between `/*---` and its end, then one query.
 * @param file below sql/, with `/` between its parts; files below heuristics/FAMILY/ are heuristics.
 * @param parts what recounts may count with, by name.
 * @throws MODEL_INVALID with the file, the line of the mistake, and what is wrong.
 */
export function parseModel(file: string, text: string, parts: RecountParts = new Map()): Model {
  const match = headerIn(text);
  if (!match) throw invalid(file, 1, 'it does not begin with a header between /*--- and ---*/');
  const { whole, header } = match;
  const sql = text.slice(whole.length).trim();
  const firstLine = lineAt(text, text.indexOf(sql, whole.length));
  if (sql === '' || sql.replaceAll(/--.*/g, '').includes(';'))
    throw invalid(file, firstLine, 'it must hold one query without a semicolon');

  const isHeuristic = file.startsWith('heuristics/');
  const parsed = (isHeuristic ? heuristic : table).safeParse(headerValue(file, header));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.map(String) ?? [];
    const at = issue?.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path;
    throw invalid(
      file,
      headerLine(header, at),
      `${at.join('.') || 'header'}: ${issue?.message ?? 'invalid'}`,
    );
  }

  const stem = basename(file, '.sql');
  if (!name.safeParse(stem).success) throw invalid(file, 1, 'its name is not a lower-case table name');
  const facts = parsed.data;
  const base = {
    name: stem,
    path: file,
    title: facts.title,
    reads: facts.reads,
    params: facts.params,
    sql,
    firstLine,
  };
  if (!('family' in facts)) {
    const { grain, repeat, alone } = facts;
    if (repeat && (grain === 'day' || !facts.reads.includes(repeat.seed)))
      throw invalid(file, headerLine(header, ['repeat']), 'repeat: a window table that reads its seed');
    return { ...base, grain, ...(repeat ? { repeat } : {}), ...(alone ? { alone } : {}) };
  }
  if (file.split('/')[1] !== facts.family)
    throw invalid(file, 1, `it is of family ${facts.family} but lies elsewhere`);
  const { title: _title, reads: _reads, params: _params, recount_with: names, ...said } = facts;
  const unknown = names.find((one) => !parts.has(one));
  if (unknown !== undefined)
    throw invalid(
      file,
      headerLine(header, ['recount_with']),
      `recount_with: there is no sql/recounts/${unknown}.sql`,
    );
  return { ...base, grain: 'window', heuristic: { ...said, recount: withParts(said.recount, names, parts) } };
}

/** The header at the start of a file's text, with its frame and without; undefined where there is none. */
export function headerIn(text: string): { whole: string; header: string } | undefined {
  const [whole, header = ''] = /^\/\*---\n([\s\S]*?)\n---\*\/\n?/.exec(text) ?? [];
  return whole === undefined ? undefined : { whole, header };
}

function headerValue(file: string, header: string): unknown {
  try {
    return valueOfYaml(header);
  } catch (thrown) {
    if (!(thrown instanceof yaml().YAMLParseError)) throw thrown;
    // The header's first line is the file's second.
    throw invalid(file, 1 + (thrown.linePos?.[0].line ?? 0), thrown.message);
  }
}

/** The line of the file (from 1) on which a value of the header stands, or the nearest value around it. */
function headerLine(header: string, at: string[]): number {
  const { isNode, LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(header, { lineCounter: lines });
  for (let depth = at.length; depth > 0; depth -= 1) {
    const node = document.getIn(at.slice(0, depth), true);
    // The header's first line is the file's second.
    if (isNode(node) && node.range) return 1 + lines.linePos(node.range[0]).line;
  }
  return 1;
}

function invalid(path: string, line: number, what: string): SimhoundError {
  return new SimhoundError('MODEL_INVALID', {
    what: `sql/${path}:${line}: ${what}.`,
    todo: 'Mend the header; sql/README.md describes it.',
  });
}

/** The line (from 1) of a position in a text. */
function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
