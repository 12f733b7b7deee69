import fc from 'fast-check';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/cli/plain.js';
import { Screen } from '../../src/cli/screen.js';
import { sheetText } from '../../src/cli/sheet.js';
import { drawTable } from '../../src/cli/table.js';
import { countText, logProgress, secondsText, terminalProgress } from '../../src/cli/terminal-progress.js';
import { pages } from './streams.js';

const colors = pc.createColors(false);

describe('tables', () => {
  it('hold no control character, whatever the cells hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 2 })),
        (rows) => {
          const drawn = drawTable(['a', 'b'], rows, { colors, width: 80 });
          expect(drawn.replaceAll('\n', '')).not.toMatch(
            /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
          );
          expect(drawn.trimEnd().split('\n').length).toBeLessThanOrEqual(rows.length + 1);
        },
      ),
    );
  });

  it('put numbers to the right and cut the last column to the width', () => {
    const rows = [
      [1, 'x', 'long '.repeat(20)],
      [100, 'yy', null],
    ];
    const drawn = drawTable(['n', 'name', 'why'], rows, { colors, width: 40 });
    expect(drawn).toBe('  n  name  why\n  1  x     long long long long long lo…\n100  yy\n');
    expect(drawTable(['n', 'name', 'why'], rows, { colors, width: Number.POSITIVE_INFINITY })).toContain(
      'long long '.repeat(9),
    );
  });
});

describe('sheets', () => {
  it('show values, lists, tables and blocks, and nothing that a terminal would obey', () => {
    const sheet = {
      file_name: 'a\u001b[2Jb',
      rows: 12n,
      none: null,
      header: ['a', 'b'],
      dialect: { delimiter: ';', quote: '"' },
      problems: ['first '.repeat(12), 'second\u0007'],
      records: [
        { line: 34_600_000_001n, start: new Date('2026-03-02T10:11:12Z') },
        { line: 7, cell: 'x' },
      ],
      profile: 'name: x\ncolumns: [a]\n',
    };
    expect(sheetText(sheet, { colors, width: 80 })).toMatchInlineSnapshot(`
      "file name  a\\x1b[2Jb
      rows       12
      header     a, b

      dialect
        delimiter  ;
        quote      "

      problems
        - first first first first first first first first first first first first 
        - second\\x07

      records
      line         start                cell
      34600000001  2026-03-02 10:11:12
      7                                 x

      profile
        name: x
        columns: [a]
      "
    `);
  });
});

describe('plain', () => {
  it('shows what a terminal would obey', () =>
    expect(plain('a\u001b[31m\n\u202eb')).toBe('a\\x1b[31m\\x0a\\u202eb'));
});

describe('progress', () => {
  it('rewrites one line and leaves a summary', () => {
    const { stderr } = pages({ tty: true, columns: 40 });
    const stage = terminalProgress(new Screen(stderr), colors).stage('import');
    stage.advance({ done: 10, unit: 'records', note: 'evil\u001b[2J.csv' });
    stage.end('3 exports');
    stage.end('twice');
    expect(stderr.text).toMatch(/import\s+3 exports\s+0\.\d\d s\n$/);
    expect(stderr.text).not.toContain('twice');
    expect(stderr.text).not.toContain('\u001b[2J');
  });

  it('tells the log of a stage with its time and count', () => {
    const lines: [Record<string, unknown>, string][] = [];
    const log = {
      debug: () => {},
      info: (...line: [Record<string, unknown>, string]) => void lines.push(line),
      warn: () => {},
      error: () => {},
    };
    const stage = logProgress(log).stage('build');
    stage.advance({ done: 7, unit: 'tables' });
    stage.end('7 built');
    expect(lines).toEqual([
      [
        expect.objectContaining({ stage: 'build', done: 7, unit: 'tables', summary: '7 built' }),
        'stage ended',
      ],
    ]);
    expect(lines[0]?.[0].seconds).toEqual(expect.any(Number));
  });

  it('writes counts and times in three digits', () => {
    expect([0, 950, 1234, 12_340, 123_400, 999_600, 12_300_000].map(countText)).toEqual([
      '0',
      '950',
      '1.23 k',
      '12.3 k',
      '123 k',
      '1.00 M',
      '12.3 M',
    ]);
    expect([0.421, 12.34, 185].map(secondsText)).toEqual(['0.42 s', '12.3 s', '3 min 05 s']);
  });
});
