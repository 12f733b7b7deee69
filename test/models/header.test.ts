import { describe, expect, it } from 'vitest';
import { SimhoundError } from '../../src/errors.js';
import { parseModel } from '../../src/models/header.js';
import { inOrder } from '../../src/models/order.js';

const table = `/*---
title: Calls a day
grain: day
reads: [records]
params:
  floor: { default: 3, unit: calls, source: "judgement" }
---*/
-- Counts; nothing else.
SELECT count(*) AS calls
FROM records
`;

function complaintOf(work: () => unknown): SimhoundError {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof SimhoundError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
}

describe('a model', () => {
  it('is its header and its query', () => {
    const model = parseModel('daily/call_day.sql', table);
    expect(model).toMatchObject({ name: 'call_day', grain: 'day', reads: ['records'], firstLine: 8 });
    expect(model.params.floor).toEqual({ default: 3, unit: 'calls', source: 'judgement' });
    expect(model.sql.startsWith('-- Counts; nothing else.')).toBe(true);
    expect(model.heuristic).toBeUndefined();
  });

  it.each([
    ['no header', 'SELECT 1', 1, /does not begin with a header/],
    ['an unknown key', table.replace('grain: day', 'grain: day\nowner: me'), 4, /owner/],
    ['a bad grain', table.replace('grain: day', 'grain: hour'), 3, /grain/],
    ['a parameter without a unit', table.replace('unit: calls, ', ''), 6, /params\.floor\.unit/],
    ['broken YAML', table.replace('reads: [records]', 'reads: [records'), 5, /./],
    ['two queries', `${table};\nSELECT 2`, 8, /one query/],
    ['no query', table.slice(0, table.indexOf('-- Counts')), 8, /one query/],
  ])('is refused with %s, by file and line', (_what, text, line, why) => {
    const complaint = complaintOf(() => parseModel('daily/call_day.sql', text));
    expect(complaint.code).toBe('MODEL_INVALID');
    expect(complaint.message).toMatch(why);
    expect(complaint.message).toMatch(new RegExp(`^sql/daily/call_day\\.sql:${line}:`));
  });

  const heuristic = `/*---
title: T
family: place
reads: [records]
unit: calls
because: "{value}"
recount: SELECT 1 AS value
blind_spots: [all]
status: stable
---*/
SELECT 1`;

  it('of a heuristic must lie in the folder of its family', () => {
    expect(parseModel('heuristics/place/a.sql', heuristic).heuristic?.family).toBe('place');
    expect(complaintOf(() => parseModel('heuristics/device/a.sql', heuristic)).message).toMatch(
      /family place/,
    );
  });

  it('puts what a recount counts with in front of it, and names what there is not', () => {
    const text = heuristic.replace(
      'recount: SELECT 1 AS value',
      'recount_with: [one]\nrecount: SELECT n AS value FROM one',
    );
    const parts = new Map([['one', 'SELECT 1 AS n']]);
    expect(parseModel('heuristics/place/a.sql', text, parts).heuristic?.recount).toBe(
      'WITH one AS (\n  SELECT 1 AS n\n)\nSELECT n AS value FROM one',
    );
    expect(complaintOf(() => parseModel('heuristics/place/a.sql', text)).message).toBe(
      'sql/heuristics/place/a.sql:7: recount_with: there is no sql/recounts/one.sql.',
    );
  });
});

describe('the order of models', () => {
  const model = (name: string, reads: string[]) => ({ ...parseModel(`daily/${name}.sql`, table), reads });

  it('follows what they read, and names where nothing else decides', () => {
    const ordered = inOrder(
      [model('c', ['a', 'b']), model('b', ['a']), model('a', ['records'])],
      ['records'],
    );
    expect(ordered.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('refuses a circle and names who is in it', () => {
    const complaint = complaintOf(() => inOrder([model('a', ['b']), model('b', ['a'])], ['records']));
    expect(complaint.message).toMatch(/circle: a, b/);
  });

  it('refuses a table that nobody makes', () => {
    expect(complaintOf(() => inOrder([model('a', ['nowhere'])], ['records'])).message).toMatch(/nowhere/);
  });
});
