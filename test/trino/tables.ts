import { identifier } from '../../src/engine/duckdb.js';
import { columnsOf, lakeFiles, lakeSelect } from '../../src/store/lake.js';
import { openStore } from '../../src/store/store.js';

/** Doubles of the two engines may differ by this share: sums of doubles depend on their order. */
export const tolerance = 1e-9;

/** Every built table of a store whose content differs in another, with key, column and both values. */
export async function differences(left: string, right: string): Promise<string[]> {
  const [a, b] = [await openStore(left, {}), await openStore(right, {})];
  try {
    const tables = await a.db.rows<{ name: string }>(
      "SELECT DISTINCT table_name AS name FROM state.builds WHERE table_name NOT LIKE 'ref%' ORDER BY 1",
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const columns = columnsOf(name);
      const selects = [
        lakeSelect(a, await lakeFiles(a, name), columns),
        lakeSelect(b, await lakeFiles(b, name), columns),
      ] as const;
      found.push(...(await compare(a.db, name, ...selects)));
    }
    if (tables.length === 0) found.push('there is no table to compare');
    return found;
  } finally {
    for (const store of [a, b]) {
      // A result that was not read to its end keeps the file open beyond close.
      await store.db.run('DETACH state');
      store.close();
    }
  }
}

type Db = Awaited<ReturnType<typeof openStore>>['db'];

async function compare(db: Db, table: string, left: string, right: string): Promise<string[]> {
  const [ours, theirs] = [await db.describe(left), await db.describe(right)];
  const words = (columns: typeof ours) => columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  if (words(ours) !== words(theirs)) return [`${table}: columns (${words(ours)}) and (${words(theirs)})`];
  const exact = ours.filter(({ type }) => type !== 'DOUBLE').map(({ name }) => identifier(name));
  const doubles = ours.filter(({ type }) => type === 'DOUBLE').map(({ name }) => identifier(name));
  // Everything but the doubles is the key: the same rows in the same number must be on both sides.
  const missing = await db.rows<{ side: string; row: string }>(
    `SELECT 'left' AS side, CAST(q AS VARCHAR) AS row FROM
       (SELECT ${exact} FROM (${left}) EXCEPT ALL SELECT ${exact} FROM (${right})) q
     UNION ALL
     SELECT 'right', CAST(q AS VARCHAR) FROM
       (SELECT ${exact} FROM (${right}) EXCEPT ALL SELECT ${exact} FROM (${left})) q
     LIMIT 4`,
  );
  const numbered = (select: string) =>
    `SELECT *, row_number() OVER (ORDER BY ${[...exact, ...doubles].join(', ')}) AS row_place FROM (${select})`;
  const apart: string[] = [];
  for (const column of missing.length > 0 ? [] : doubles) {
    const rows = await db.rows<{ key: string; l: number; r: number }>(
      `SELECT CAST(struct_pack(${exact.map((name) => `${name} := a.${name}`).join(', ')}) AS VARCHAR) AS key,
         a.${column} AS l, b.${column} AS r
       FROM (${numbered(left)}) a JOIN (${numbered(right)}) b ON a.row_place = b.row_place
       WHERE (a.${column} IS NULL) <> (b.${column} IS NULL)
         OR abs(a.${column} - b.${column}) > ${tolerance} * greatest(abs(a.${column}), abs(b.${column}))
       LIMIT 4`,
    );
    apart.push(...rows.map(({ key, l, r }) => `${table}: at ${key}, ${column} is ${l} and ${r}`));
  }
  return [...missing.map(({ side, row }) => `${table}: only on the ${side}: ${row}`), ...apart];
}
