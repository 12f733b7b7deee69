import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sliceByTime, type TimedFile } from '../../src/import/time-slices.js';

const at = (minute: number) => new Date(minute * 60_000).toISOString().replace('T', ' ').slice(0, 19);
const file = (filename: string, first: number, last: number, rows = 100): TimedFile => ({
  filename,
  rows: BigInt(rows),
  first: at(first),
  last: at(last),
});

test('files that lie one behind the other give a slice each, without limits to ask of each record', () => {
  const slices = sliceByTime([file('b', 120, 230), file('a', 0, 119)], [file('old', 10, 50)]);
  expect(slices).toEqual([
    { files: ['a', 'old'], from: undefined, to: undefined },
    { files: ['b'], from: undefined, to: undefined },
  ]);
});

test('a small file that spans the day is cut along the others', () => {
  const slices = sliceByTime([file('a', 0, 119), file('small', 5, 300, 2), file('b', 120, 230)], []);
  expect(slices).toEqual([
    { files: ['a', 'small'], from: undefined, to: at(120) },
    { files: ['small', 'b'], from: at(120), to: undefined },
  ]);
});

const timed = fc
  .record({ first: fc.nat(40), length: fc.nat(20), rows: fc.integer({ min: 1, max: 1000 }) })
  .map(({ first, length, rows }) => ({ first, last: first + length, rows }));

test('whatever the files, each moment of each file is in exactly one slice, together with all others of it', () => {
  fc.assert(
    fc.property(
      fc.array(timed, { minLength: 1, maxLength: 8 }),
      fc.array(timed, { maxLength: 4 }),
      (a, b) => {
        const files = [...a, ...b].map((f, i) => file(String(i), f.first, f.last, f.rows));
        const slices = sliceByTime(files.slice(0, a.length), files.slice(a.length));
        for (let minute = 0; minute <= 60; minute++) {
          const now = at(minute);
          const there = files.filter((f) => f.first <= now && now <= f.last).map((f) => f.filename);
          if (there.length === 0) continue;
          const looks = slices.map(({ files: names, from, to }) =>
            (from === undefined || now >= from) && (to === undefined || now < to)
              ? there.filter((name) => names.includes(name))
              : [],
          );
          // The files of a slice without limits may all lie elsewhere.
          expect(looks.filter((names) => names.length > 0)).toEqual([there]);
        }
      },
    ),
  );
});
