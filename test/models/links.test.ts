import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Catalog, loadCatalog } from '../../src/models/catalog.js';
import { loadWeights } from '../../src/models/weights.js';
import { exposeTables } from '../../src/store/lake.js';
import type { Store } from '../../src/store/store.js';
import { storeOfBatches } from '../heuristics/batches.js';
import { buildNight } from './night.js';

const catalog = loadCatalog(loadWeights());
let store: Store;

afterEach(() => {
  store.close();
  rmSync(store.folders.root, { recursive: true });
});

/** Builds a table, with what it needs made first, over others that are given as rows, in place of their own queries. */
async function built(
  table: string,
  given: Record<string, string>,
  first: string[] = [],
  batches = 'nobody_answers/records.csv',
): Promise<string[]> {
  store = await storeOfBatches(join(import.meta.dirname, '../heuristics', batches), {});
  const models: Catalog = [
    ...Object.entries(given).map(([name, sql]) => ({
      ...{ name, path: `groups/${name}.sql`, title: name, grain: 'window' as const },
      ...{ reads: [], params: {}, firstLine: 1, sql },
    })),
    ...catalog.filter(({ name }) => name === table || first.includes(name)),
  ];
  await buildNight(store, '2026-03-03', models);
  await exposeTables(store, [table]);
  const rows = await store.db.rows<Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY ALL`);
  return rows.map((row) => Object.values(row).map(String).join(' '));
}

/** A line's work: calls a day, share of messages, answered calls and their share, their mean seconds; standard errors. */
interface Work {
  rate?: number;
  messages?: number;
  answered?: number;
  share?: number | null;
  shareError?: number;
  mean?: number | null;
  error?: number | null;
  company?: string | null;
  answers?: boolean;
}

/** The ties of two lines that were bought together and in one place for the same 20 of 24 hours, where one follows the other. */
async function ties(one: Work, other: Work): Promise<string[]> {
  const rows = [one, other].map((work, i) => {
    const { rate = 60, messages = 0, answered = 200, mean = 200, error = 15, company = null } = work;
    const { share = 0.5, shareError = 0.025 } = work;
    return `(${i + 1}, ${rate}e0, ${messages}e0, 0.02e0, ${share === null ? 'NULL' : `${share}e0`}, ${shareError}e0,
      ${answered}, ${mean === null ? 'NULL' : `${mean}e0`},
      ${error === null ? 'NULL' : `${error}e0`}, ${company !== null}, ${company === null ? 'NULL' : `'${company}'`},
      ${work.answers ?? false})`;
  });
  const pair = 'SELECT CAST(1 AS BIGINT) AS line_a, CAST(2 AS BIGINT) AS line_b';
  const found = await built('like_pair', {
    slot_pair: `${pair}, 20 AS shared, 1 AS cells, 24 AS slots, 24 AS most_slots`,
    home_cell: "SELECT CAST(v.line AS BIGINT) AS line, 'C1' AS cell FROM (VALUES (1), (2)) AS v(line)",
    bought_pair: pair,
    batch_pair: pair,
    turn_pair: pair,
    cohort_line: `SELECT * FROM (VALUES ${rows.join(', ')}) AS v(
      line, rate, message_share, message_error, answer_share, answer_error, answered, mean_seconds, mean_error, in_company, company, answers)`,
  });
  return found.map((row) => row.replace('1 2 ', ''));
}

describe('two lines of one place', () => {
  const all = ['batch', 'place', 'purchase', 'succession'];

  it('are tied where they carry the same kind of calls', async () => {
    expect(await ties({}, { rate: 100, mean: 250 })).toEqual(all);
  });

  it.each([
    ['one calls much more', { rate: 20 }, { rate: 90 }],
    ['one talks longer than chance explains', { mean: 300, error: 25 }, { mean: 110, error: 12 }],
    [
      'one blasts messages and the other calls',
      { messages: 1, answered: 0, share: null, mean: null, error: null },
      {},
    ],
    ['one writes now and then and the other never', { messages: 0.19 }, {}],
    ['one reaches a list that answers and the other one that does not', { share: 0.7 }, { share: 0.2 }],
    ['one is a company’s desk', { company: 'acme' }, {}],
    ['they are desks of two companies', { company: 'acme' }, { company: 'umbra' }],
  ])('are not where %s', async (_, one, other) => {
    expect(await ties(one, other)).toEqual([]);
  });

  it('are where chance explains that one talks longer', async () => {
    expect(await ties({ mean: 300, error: 90, answered: 20 }, { mean: 110, error: 40 })).toEqual(all);
  });

  it('are where chance explains that one reaches more', async () => {
    expect(await ties({ share: 0.7, shareError: 0.1 }, { share: 0.4, shareError: 0.1 })).toEqual(all);
  });

  it('are as desks of one company', async () => {
    expect(await ties({ company: 'acme' }, { company: 'acme' })).toEqual(all);
  });

  it('are not for place or purchase where one picks up when strangers ring back', async () => {
    expect(await ties({ answers: true }, {})).toEqual(['batch', 'succession']);
  });
});

describe('lines that take each other’s turn', () => {
  const turns = (...lines: [line: number, cell: string, first: number, last: number][]) =>
    built(
      'turn_pair',
      {
        network_window: "SELECT DATE '2026-03-01' AS first_day, DATE '2026-03-14' AS last_day",
        home_cell: `SELECT CAST(line AS BIGINT) AS line, cell
        FROM (VALUES ${lines.map(([line, cell]) => `(${line}, '${cell}')`)}) AS v(line, cell)`,
        cohort_line: `SELECT CAST(line AS BIGINT) AS line, make_date(2026, 3, first) AS first_day,
          make_date(2026, 3, last) AS last_day, last - first + 1 AS days
        FROM (VALUES ${lines.map(([line, , first, last]) => `(${line}, ${first}, ${last})`)}) AS v(line, first, last)`,
      },
      ['short_line'],
    );

  it('follow within two days, also past another that began meanwhile', async () => {
    expect(await turns([1, 'C1', 2, 3], [2, 'C1', 3, 4], [3, 'C1', 5, 5], [4, 'C1', 8, 8])).toEqual([
      '1 2',
      '1 3',
      '2 3',
    ]);
  });

  it('are in one place, and none that stays', async () => {
    expect(await turns([1, 'C1', 2, 3], [2, 'C2', 4, 4], [3, 'C1', 1, 14])).toEqual([]);
  });
});

describe('SIMs of one dealer', () => {
  const batch = (...lines: [line: number, dealer: string, activated: number, woke: number][]) => {
    const rows = lines.map(
      ([line, dealer, activated, woke]) => `(${line}, '${dealer}', ${activated}, ${woke})`,
    );
    const given = `(VALUES ${rows}) AS v(line, dealer, activated, woke)`;
    return built(
      'batch_pair',
      {
        network_window: "SELECT DATE '2026-03-01' AS first_day, DATE '2026-03-14' AS last_day",
        cohort_line: `SELECT CAST(line AS BIGINT) AS line, make_date(2026, 3, woke) AS first_day FROM ${given}`,
        ref_lines: `SELECT CAST(line AS BIGINT) AS line, dealer, make_date(2026, 1, activated) AS activation_date
        FROM ${given}`,
      },
      ['woken_line'],
    );
  };

  it('are a batch where they were activated and woke together', async () => {
    expect(await batch([1, 'a', 5, 6], [2, 'a', 5, 6], [3, 'a', 5, 6])).toEqual(['1 2', '1 3', '2 3']);
  });

  it('are none of another dealer or day, or where they may have been awake all along', async () => {
    expect(
      await batch(
        [1, 'a', 5, 6],
        [2, 'b', 5, 6],
        [3, 'a', 6, 6],
        [4, 'a', 5, 7],
        [5, 'a', 9, 2],
        [6, 'a', 9, 2],
      ),
    ).toEqual([]);
  });
});

describe('two cores that meet in one place', () => {
  /** Which pairs tie, given cores as lists of lines and the pairs of lines that are alike. */
  async function tied(cores: number[][], pairs: [number, number][]): Promise<string[]> {
    const core = (line: number) => cores.find((lines) => lines.includes(line)) ?? [line];
    const rows = pairs.map(([a, b]) => {
      const [one, other] = [core(a), core(b)];
      return `(${a}, ${b}, 'place', ${Math.min(...one)}, ${Math.min(...other)}, ${one.length}, ${other.length})`;
    });
    return await built('group_link', {
      firm_link: "SELECT CAST(90 AS BIGINT) AS line_a, CAST(91 AS BIGINT) AS line_b, 'device' AS kind",
      core_pair: `SELECT CAST(line_a AS BIGINT) AS line_a, CAST(line_b AS BIGINT) AS line_b, kind,
          CAST(core_a AS BIGINT) AS core_a, CAST(core_b AS BIGINT) AS core_b, lines_a, lines_b
        FROM (VALUES ${rows}) AS v(line_a, line_b, kind, core_a, core_b, lines_a, lines_b)`,
    });
  }
  const firm = '90 91 device';
  const cores = [
    [1, 2, 3],
    [4, 5, 6],
    [10, 11, 12, 13, 14, 15, 16],
  ];

  it.each<[string, [number, number][], string[]]>([
    [
      'one, where some lines of either meet',
      [
        [1, 4],
        [2, 5],
      ],
      ['1 4 place', '2 5 place', firm],
    ],
    [
      'two, where one passer-by meets all of the other',
      [
        [1, 4],
        [2, 4],
        [3, 4],
      ],
      [firm],
    ],
    [
      'two, where few of a large one meet',
      [
        [1, 10],
        [2, 11],
      ],
      [firm],
    ],
    [
      'one, where one of them is a line by itself',
      [
        [4, 20],
        [5, 20],
      ],
      ['4 20 place', '5 20 place', firm],
    ],
    ['one, where both are lines by themselves', [[20, 21]], ['20 21 place', firm]],
    ['one as they were, where the lines are of one core', [[1, 2]], ['1 2 place', firm]],
  ])('are %s', async (_, pairs, expected) => {
    expect(await tied(cores, pairs)).toEqual(expected);
  });
});

describe('two lines that take over talks', () => {
  /** Which pairs of a ring are left, given crowds whose lines are all alike. */
  async function ringTies(crowds: number[][], ring: [number, number][]): Promise<string[]> {
    const rows = (pairs: [number, number][]) =>
      `SELECT CAST(line_a AS BIGINT) AS line_a, CAST(line_b AS BIGINT) AS line_b
       FROM (VALUES ${pairs.map(([a, b]) => `(${a}, ${b})`)}) AS v(line_a, line_b)`;
    const alike = crowds.flatMap((lines) =>
      lines.flatMap((a) => lines.filter((b) => b > a).map((b): [number, number] => [a, b])),
    );
    return await built('ring_tie', { ring_pair: rows(ring), like_pair: rows(alike) }, ['crowd_mate']);
  }
  const box = [1, 2, 3, 4, 5];
  const twins = [8, 9];

  it.each<[string, [number, number][], string[]]>([
    ['by themselves are tied', [[20, 21]], ['20 21']],
    ['with a mate each are tied', [[8, 21]], ['8 21']],
    ['of one crowd are tied', [[1, 2]], ['1 2']],
    ['are not, where one stands alone for its crowd', [[1, 20]], []],
    [
      'are, where another of the crowd is tied to the same line',
      [
        [1, 20],
        [2, 20],
      ],
      ['1 20', '2 20'],
    ],
    [
      'are, where another of the crowd is tied to a mate of the other',
      [
        [1, 8],
        [3, 9],
      ],
      ['1 8', '3 9'],
    ],
    [
      'are not, where others of the crowd are tied elsewhere',
      [
        [1, 20],
        [2, 21],
      ],
      [],
    ],
  ])('%s', async (_, ring, expected) => {
    expect(await ringTies([box, twins], ring)).toEqual(expected);
  });
});

describe('names that are no numbers', () => {
  it('are looked at as lines where they talk or have a SIM, and not where they only send messages', async () => {
    const rows = await built(
      'stranger_record',
      { stranger_line: 'SELECT CAST(line AS BIGINT) AS line FROM (VALUES (-1), (-2), (-3), (1)) AS v(line)' },
      [],
      '../models/names.csv',
    );
    const lines = rows.map((row) => row.split(' ').slice(0, 3).join(' '));
    expect([...new Set(lines)]).toEqual(['-3 34700000003 sms', '-1 34700000001 voice', '1 34700000004 sms']);
  });

  it('get in touch first where they talk', async () => {
    const [row] = await built(
      'circle_window',
      {
        busy_line: 'SELECT CAST(1 AS BIGINT) AS line',
        owner_break: "SELECT CAST(0 AS BIGINT) AS line, DATE '2026-03-02' AS since WHERE false",
      },
      ['pair_day'],
      '../models/names.csv',
    );
    expect(row?.split(' ').slice(0, 3)).toEqual(['1', '1', '1']);
    const [{ uninvited } = { uninvited: 0n }] = await store.db.rows<{ uninvited: bigint }>(
      'SELECT uninvited FROM circle_window',
    );
    expect(uninvited).toBe(1n);
  });
});

describe('two lines that reach the same people', () => {
  /**
   * Whether they pass people on: of a first line's short calls, the second rings `people` again within the day, each so
   * often, the last time for long. Each line has made 95 short and 5 long calls to others.
   */
  async function passing(people: number, rings: number): Promise<string[]> {
    const call = (line: number, callee: number, minute: number, long: boolean, from?: number) =>
      `(${line}, ${callee}, ${minute}, ${long}, ${from ?? 'NULL'})`;
    const own = [1, 2].flatMap((line) =>
      Array.from({ length: 100 }, (_, i) => call(line, 1000 * line + i, i, i < 5)),
    );
    const shared = Array.from({ length: people }, (_, who) => [
      call(1, who + 1, 0, false),
      ...Array.from({ length: rings }, (_, i) => call(2, who + 1, i + 1, i === rings - 1, 1)),
    ]).flat();
    // Others' short calls: what the two share is little beside them.
    const others = Array.from({ length: 5000 }, (_, i) => call(3, 100_000 + i, i % 1000, false));
    return await built(
      'victim_pair',
      {
        stranger_call: `SELECT CAST(line AS BIGINT) AS line, CAST(callee AS BIGINT) AS callee,
          TIMESTAMP '2026-03-02 08:00:00' + to_minutes(minute) AS start_time, CASE WHEN is_long THEN 600 ELSE 20 END AS duration,
          is_long, false AS calls_alike, CAST(relayed_from AS BIGINT) AS relayed_from, 20 AS relayed_seconds, false AS is_probed
          FROM (VALUES ${[...own, ...shared, ...others]}) AS v(line, callee, minute, is_long, relayed_from)`,
      },
      ['passed_pair', 'talk_total', 'sharing_line'],
    );
  }

  it('pass them on where the second talks to those for long whom the first sounded out', async () => {
    expect((await passing(5, 1)).map((row) => row.slice(0, 5))).toEqual(['1 2 5']);
  });

  it('do not where the second rings them until one of the calls is long', async () => {
    expect(await passing(5, 20)).toEqual([]);
  });
});

describe('lines that ring each other both ways', () => {
  /** Which pairs are tied, given who is in touch (calls there and back) and how many numbers each line goes back to. */
  async function innerPairs(calls: [number, number, number, number][], repeats: number[]): Promise<string[]> {
    const ways = calls.flatMap(([a, b, there, back]) => [
      ...Array.from({ length: there }, () => `(${a}, ${b})`),
      ...Array.from({ length: back }, () => `(${b}, ${a})`),
    ]);
    const lines = repeats.map((repeat, i) => `(${i + 1}, ${repeat})`);
    return await built('inner_pair', {
      stranger_record: `SELECT CAST(line AS BIGINT) AS line, CAST(counterpart AS BIGINT) AS counterpart
        FROM (VALUES ${ways}) AS v(line, counterpart)`,
      cohort_line: `SELECT CAST(line AS BIGINT) AS line FROM (VALUES ${lines}) AS v(line, repeats)`,
      circle_window: `SELECT CAST(line AS BIGINT) AS line, CAST(repeats AS BIGINT) AS repeat_contacts
        FROM (VALUES ${lines}) AS v(line, repeats)`,
    });
  }
  const circle: [number, number, number, number][] = [
    [1, 2, 2, 2],
    [1, 3, 3, 2],
    [2, 3, 2, 4],
  ];

  it('are tied where they go back to few others', async () => {
    expect(await innerPairs(circle, [2, 6, 0])).toEqual(['1 2', '1 3', '2 3']);
  });

  it('are not tied to one that has many friends besides', async () => {
    expect(await innerPairs(circle, [2, 2, 7])).toEqual(['1 2']);
  });

  it('are not tied where one knows but one of them, or rang once', async () => {
    expect(await innerPairs([...circle, [3, 4, 5, 5], [1, 5, 2, 1], [2, 5, 1, 2]], [2, 2, 3, 1, 0])).toEqual([
      '1 2',
      '1 3',
      '2 3',
    ]);
  });
});
