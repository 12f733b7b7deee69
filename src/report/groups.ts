import type { Model } from '../model.js';
import type { Store } from '../store/store.js';
import { exposeBuilt } from './built.js';
import { copyCsv, guarded } from './csv.js';

/** Tables of the graph that the report of groups is made from. */
const tables = ['group_line', 'group_link', 'group_ports'];

/**
 * SQL of the lines that are named with their groups, over `group_line`, `findings` and the tables of scores and suspects:
 * those that a finding of the family `group` speaks of (`spoken`), or that are tied to the group by more than their
 * place or a call. A group is reported when one of its lines is spoken of.
 */
export function reportedMembers(scores: string, suspects: string): string {
  return `SELECT g.group_id, g.line, g.first_day, g.last_day, s.subject_id, s.rank, u.tier, p.line IS NOT NULL AS spoken
       FROM group_line g
       JOIN ${scores} s ON s.line = g.line
       LEFT JOIN ${suspects} u ON u.line = g.line
       LEFT JOIN (SELECT DISTINCT f.line FROM findings f WHERE f.family = 'group' AND f.strength > 0) p ON p.line = g.line
       WHERE p.line IS NOT NULL OR g.is_tied`;
}

/**
 * Writes groups.csv, the gangs: groups of which a finding of the family `group` speaks, the one with the best ranked
 * member first. `group_id` is the same from night to night; `lines` counts the members that such a finding speaks of
 * or that are tied to the group by more than their place or a call; `ports` is the number of calls at once that the group never
 * passes, where it shows one; `links` the ties by kind; `block`, `review` and `watch` the members in each tier;
 * `members` the lines by rank, each with its tier.
 * @returns whether there was a table of groups to report on.
 */
export async function groupsCsv(store: Store, models: Model[], file: string): Promise<boolean> {
  if (!models.some((model) => model.name === 'group_line')) return false;
  await exposeBuilt(store, tables);
  await copyCsv(
    store.db,
    file,
    `WITH members AS (${reportedMembers('report_scores', 'report_suspects')}), ties AS (
       SELECT group_id, string_agg(kind || ' ' || n, ', ' ORDER BY n DESC, kind) AS links
       FROM (
         SELECT a.group_id, k.kind, count(*) AS n
         FROM group_link k
         JOIN members a ON a.line = k.line_a
         JOIN members b ON b.line = k.line_b AND b.group_id = a.group_id
         GROUP BY ALL
       ) GROUP BY group_id
     )
     SELECT m.group_id, count(*) AS lines, any_value(p.ports) AS ports, any_value(t.links) AS links,
       count(*) FILTER (m.tier = 'block') AS block, count(*) FILTER (m.tier = 'review') AS review,
       count(*) FILTER (m.tier = 'watch') AS watch,
       min(m.first_day) AS first_day, max(m.last_day) AS last_day, min(m.rank) AS best_rank,
       ${guarded(`string_agg(m.subject_id || COALESCE(' ' || m.tier, ''), ', ' ORDER BY m.rank)`)} AS members
     FROM members m
     LEFT JOIN group_ports p ON p.group_id = m.group_id
     LEFT JOIN ties t ON t.group_id = m.group_id
     GROUP BY m.group_id HAVING bool_or(m.spoken) ORDER BY best_rank`,
  );
  return true;
}
