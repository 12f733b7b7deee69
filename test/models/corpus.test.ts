import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DuckDb, literal } from '../../src/engine/duckdb.js';
import { heuristicsOf, loadCatalog, sqlFolder } from '../../src/models/catalog.js';
import { findingColumns } from '../../src/models/findings.js';
import { loadWeights } from '../../src/models/weights.js';

const weights = loadWeights();
const catalog = loadCatalog(weights);

describe('the SQL corpus', () => {
  it('reads exactly what its headers say', async () => {
    const db = await DuckDb.open();
    const wrong: object[] = [];
    for (const model of catalog) {
      const mentioned = await tablesOf(db, model.sql);
      const said = [...model.reads].sort();
      if (JSON.stringify(mentioned) !== JSON.stringify(said))
        wrong.push({ model: model.path, mentioned, said });
    }
    db.close();
    expect(wrong).toEqual([]);
  });

  it('uses every parameter that it declares, and no other', () => {
    const builtin = ['day', 'window_start'];
    const wrong = catalog.flatMap((model) => {
      const used = new Set([...model.sql.matchAll(/\$([a-z_][a-z0-9_]*)/g)].map((match) => match[1] ?? ''));
      const declared = Object.keys(model.params);
      const unused = declared.filter((name) => !used.has(name));
      const undeclared = [...used].filter((name) => !declared.includes(name) && !builtin.includes(name));
      return unused.length + undeclared.length > 0 ? [{ model: model.path, unused, undeclared }] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('keeps daily tables to their own day', () => {
    const daily = catalog.filter((model) => model.grain === 'day');
    expect(daily.length).toBeGreaterThan(3);
    for (const model of daily) {
      expect(model.sql, `${model.path} must read its day only`).toMatch(/day = \$day/);
      for (const table of model.reads) {
        if (table === 'records' || table.startsWith('ref_')) continue;
        expect(
          daily.map((other) => other.name),
          `${model.path} reads ${table}`,
        ).toContain(table);
      }
    }
  });

  it('keeps to the portable subset', () => {
    // Each of these runs on one engine only, or answers differently; portable-sql in sql/README.md.
    const forbidden: [RegExp, string][] = [
      [/::/, 'a cast with ::'],
      [/\bQUALIFY\b/i, 'QUALIFY'],
      [/\bIS (NOT )?DISTINCT FROM\b/i, 'IS DISTINCT FROM, of which Trino lost rows in a join'],
      [/\bGROUP BY ALL\b/i, 'GROUP BY ALL'],
      [/\bapprox_/i, 'an approximate aggregate'],
      [/\bSELECT \* (EXCLUDE|REPLACE)\b/i, 'SELECT * EXCLUDE'],
      [
        /\b(list_|struct_|strftime|strptime|epoch\(|isodow|datediff|date_sub|quantile|arg_max|first\(|last\()/i,
        'a DuckDB function',
      ],
      [/\bIF\s*\(/i, 'IF()'],
      [/[^0-9a-z.]\d+\.\d+(?!e)\b/i, 'a decimal literal (write 0.5e0)'],
      [/\bINTERVAL \d/i, 'an interval without quotes'],
    ];
    const found = catalog.flatMap((model) =>
      forbidden.flatMap(([pattern, what]) =>
        pattern.test(model.sql.replaceAll(/--.*/g, '').replaceAll(/'[^']*'/g, "''"))
          ? [`${model.path}: ${what}`]
          : [],
      ),
    );
    expect(found).toEqual([]);
  });

  it('weighs exactly the heuristics that there are', () => {
    expect(Object.keys(weights.heuristics).sort()).toEqual(
      heuristicsOf(catalog)
        .map((model) => model.name)
        .sort(),
    );
  });

  it('sets bars that some ranking model takes', () => {
    const taken = catalog
      .filter((model) => model.path.startsWith('ranking/'))
      .flatMap((m) => Object.keys(m.params));
    for (const bar of Object.keys(weights.ranking)) expect(taken).toContain(bar);
  });
});

describe.each(heuristicsOf(catalog).map((model) => ({ name: model.name, model })))(
  'heuristic $name',
  ({ model }) => {
    const { heuristic } = model;

    it('returns the columns of a finding', () => {
      for (const column of findingColumns) expect(outputColumns(model.sql)).toContain(column);
    });

    it('tells its reason with columns that it returns', () => {
      const named = [...heuristic.because.matchAll(/\{([a-z0-9_]+)\}/g)].map((match) => match[1] ?? '');
      expect(named.length).toBeGreaterThan(0);
      for (const column of named) expect(outputColumns(model.sql), heuristic.because).toContain(column);
    });

    it('is cleared by heuristics that exist and speak for a line', () => {
      for (const path of heuristic.cleared_by) {
        const clearing = catalog.find((other) => other.path === `heuristics/${path}.sql`);
        expect(clearing?.heuristic?.counter, path).toBe(true);
      }
    });

    it('gives thresholds a source', () => {
      for (const [name, param] of Object.entries(model.params)) {
        expect(param.source.length, `${model.name}.${name}`).toBeGreaterThan(8);
      }
    });

    it('stands in the folder of its family', () => {
      expect(readFileSync(join(sqlFolder, model.path), 'utf8')).toContain(`family: ${heuristic.family}`);
    });
  },
);

/** The tables that a query reads, off DuckDB's own parse of it. */
async function tablesOf(db: DuckDb, sql: string): Promise<string[]> {
  const { parsed } = await db.row<{ parsed: string }>(
    `SELECT CAST(json_serialize_sql(${literal(sql)}) AS VARCHAR) AS parsed`,
  );
  const tables = new Set<string>();
  JSON.parse(parsed, (_key, node: unknown) => {
    if (typeof node === 'object' && node !== null && 'type' in node && 'table_name' in node) {
      if (node.type === 'BASE_TABLE') tables.add(String(node.table_name));
    }
    return node;
  });
  return [...tables].sort();
}

/** Names of the outermost SELECT's columns: its aliases and bare columns, read off the text before the first FROM. */
function outputColumns(sql: string): string[] {
  const list = sql.replaceAll(/--.*/g, '').split(/\nFROM /)[0] ?? '';
  return list
    .replace(/^\s*SELECT/, '')
    .split(/,\n/)
    .map((item) => /([a-z0-9_]+)\s*$/.exec(item.trim())?.[1] ?? '');
}
