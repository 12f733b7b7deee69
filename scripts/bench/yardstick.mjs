// The yardstick: what DuckDB itself needs to read the file into a table in memory, with its defaults.
import { DuckDBInstance } from '@duckdb/node-api';

const [file] = process.argv.slice(2);
const columns = {
  record_type: 'VARCHAR',
  served_msisdn: 'VARCHAR',
  other_number: 'VARCHAR',
  start_time: 'TIMESTAMP',
  duration: 'INTEGER',
  outcome: 'VARCHAR',
  imsi: 'VARCHAR',
  imei: 'VARCHAR',
  cell: 'VARCHAR',
  trunk_in: 'VARCHAR',
  trunk_out: 'VARCHAR',
};
const list = Object.entries(columns).map(([name, type]) => `${name}: '${type}'`);
const db = await (await DuckDBInstance.create(':memory:')).connect();
await db.run(
  `CREATE TABLE t AS SELECT * FROM read_csv('${file.replaceAll("'", "''")}', header = true, auto_detect = false,
     delim = ',', quote = '"', columns = {${list.join(', ')}})`,
);
