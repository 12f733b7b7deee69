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

test('where a few of many files overlap, slices are wider and share them; where many do, there is no cut', () => {
  const pieces = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => file(`p${i}`, i * 10, i * 10 + 15, 60_000));
  const limits = sliceByTime(pieces, []).map(({ files, from, to }) => [files.join(' '), from, to]);
  expect(limits).toEqual([
    ['p0 p1', undefined, at(20)],
    ['p1 p2 p3', at(20), at(40)],
    ['p3 p4 p5', at(40), at(60)],
    ['p5 p6 p7', at(60), undefined],
  ]);
  const wide = pieces.map((piece) => ({ ...piece, last: at(200) }));
  expect(sliceByTime(wide, []).map(({ files }) => files.length)).toEqual([2, 8]);
});

const timed = fc
  .record({ first: fc.nat(40), length: fc.nat(20), rows: fc.integer({ min: 1, max: 120_000 }) })
  .map(({ first, length, rows }) => ({ first, last: first + length, rows }));

test('whatever the files, each moment of each file is in exactly one slice, together with all others of it', () => {
  fc.assert(
    fc.property(
      fc.array(timed, { minLength: 1, maxLength: 12 }),
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
