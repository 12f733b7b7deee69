import type { DuckDb } from '../engine/duckdb.js';
import { reportedMembers } from './groups.js';

/** A line of a group as groups.csv names it. */
export interface GroupMember {
  /** International digits, or a name. */
  id: string;
  rank: number;
  /** Null when it is no suspect. */
  tier: string | null;
}

/** The group that a line is run in. */
export interface Membership {
  /** The same from night to night, while the group's core lives on. */
  group_id: string;
  lines: number;
  /** Calls at once that the group never passes; null where it shows no such number. */
  ports: number | null;
  /** By rank, the line itself among them. */
  members: GroupMember[];
}

/** The group of a line in the published run; null where groups.csv names it in none, or nothing was published of groups. */
export async function membershipOf(db: DuckDb, line: bigint): Promise<Membership | null> {
  if (!(await isPublished(db, 'group_line'))) return null;
  const rows = await db.rows<{
    group_id: bigint;
    subject_id: string;
    rank: bigint;
    tier: string | null;
    spoken: boolean;
  }>(
    `WITH members AS (${reportedMembers('scores', 'suspects')})
     SELECT group_id, subject_id, rank, tier, spoken FROM members
     WHERE group_id = (SELECT group_id FROM members WHERE line = $line) ORDER BY rank`,
    { line },
  );
  const [first] = rows;
  if (!first || !rows.some(({ spoken }) => spoken)) return null;
  return {
    group_id: String(first.group_id),
    lines: rows.length,
    ports: await portsOf(db, first.group_id),
    members: rows.map(({ subject_id, rank, tier }) => ({ id: subject_id, rank: Number(rank), tier })),
  };
}

async function portsOf(db: DuckDb, group: bigint): Promise<number | null> {
  if (!(await isPublished(db, 'group_ports'))) return null;
  const [row] = await db.rows<{ ports: number | bigint }>(
    'SELECT ports FROM group_ports WHERE group_id = $group',
    { group },
  );
  return row ? Number(row.ports) : null;
}

async function isPublished(db: DuckDb, table: string): Promise<boolean> {
  return (
    (await db.rows('SELECT 1 FROM information_schema.tables WHERE table_name = $table', { table })).length > 0
  );
}
