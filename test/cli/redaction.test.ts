import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { openLog } from '../../src/cli/log.js';
import { mask, redactFields, redactText } from '../../src/cli/redaction.js';
import { Screen } from '../../src/cli/screen.js';
import { pages } from './streams.js';

/** Numbers as records have them, in any surroundings. */
const number = fc.stringMatching(/^[1-9][0-9]{6,18}$/);
const around = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.replace(/[0-9a-f]/gi, 'x'));

describe('texts', () => {
  it('lose every run of seven digits or more', () => {
    fc.assert(
      fc.property(around, number, around, (before, digits, after) => {
        const clean = redactText(`${before}${digits}${after}`);
        expect(clean).toBe(`${before}${mask}${after}`);
      }),
    );
  });

  it('hold no run of seven digits whatever they were, but for hashes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-f+ .\-x]{0,200}$/), (text) => {
        const rest = redactText(text).replace(/(?<![0-9a-z])(?:[0-9a-f]{64}|[0-9a-f]{32})(?![0-9a-z])/g, '');
        expect(rest).not.toMatch(/\d{7}/);
      }),
    );
  });

  it.each([
    ['lake/records/day=2026-03-02/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.parquet'],
    ['2026-03-02T03:30:00.000Z'],
    ['d41d8cd98f00b204e9800998ecf8427e'],
    ['12 of 999999 rows'],
  ])('keep %s', (text) => expect(redactText(text)).toBe(text));

  it('mask digits that only look like a hash', () => {
    expect(redactText('1'.repeat(32))).toBe(mask);
    expect(redactText(`a${'1'.repeat(40)}`)).toBe(`a${mask}`);
  });
});

describe('fields', () => {
  it('lose numbers however deep, as texts, numbers or keys', () => {
    fc.assert(
      fc.property(number, fc.constantFrom('line', 'subject_id', 'note', 'value', 'x'), (digits, key) => {
        const fields = {
          [key]: digits,
          a: { b: [Number(digits), BigInt(digits), { [key]: BigInt(digits) }] },
          [digits]: 1,
        };
        expect(JSON.stringify(redactFields(fields))).not.toMatch(/\d{7}/);
      }),
    );
  });

  it('keep what counts and measures', () => {
    const fields = {
      rows_read: 10_000_000n,
      size: 1_140_000_000,
      seconds: 4.25,
      day: '2026-03-02',
      ok: true,
      none: null,
    };
    expect(redactFields(fields)).toEqual({ ...fields, rows_read: 10_000_000 });
  });

  it('mask what names a subscriber even when it is short, and end circles', () => {
    expect(redactFields({ line: 112, msisdn: '600', imsi: 1n })).toEqual({
      line: mask,
      msisdn: mask,
      imsi: mask,
    });
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(JSON.stringify(redactFields(circle))).toContain(mask);
  });
});

describe('the log', () => {
  it('writes JSON lines without numbers to standard error and to a file of the owner', () => {
    const { stderr } = pages();
    const file = join(mkdtempSync(join(tmpdir(), 'simhound-log-')), 'night.jsonl');
    const { log } = openLog({ stderr, colors: pc, quiet: false, verbose: false, file });
    log.info({ rows: 3, name: 'from_34600000001.csv' }, 'loaded 34600000001');
    log.debug({}, 'unseen');
    const line: unknown = JSON.parse(stderr.text);
    expect(line).toMatchObject({ level: 'info', rows: 3, name: `from_${mask}.csv`, msg: `loaded ${mask}` });
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    expect(kept).toEqual({ ...Object(line), time: expect.any(String) });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('keeps warnings under --quiet and adds debug under --verbose', () => {
    for (const [quiet, verbose, levels] of [
      [true, false, ['warn', 'error']],
      [false, true, ['debug', 'info', 'warn', 'error']],
    ] as const) {
      const { stderr } = pages();
      const { log } = openLog({ stderr, colors: pc, quiet, verbose });
      for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level]({}, level);
      expect([...stderr.text.matchAll(/"msg":"(\w+)"/g)].map((match) => match[1])).toEqual(levels);
    }
  });

  it('shows people short lines, without control characters', () => {
    const { stderr } = pages({ tty: true });
    const { log } = openLog({
      stderr,
      screen: new Screen(stderr),
      colors: pc.createColors(false),
      quiet: false,
      verbose: false,
    });
    log.info({}, 'unseen');
    log.warn({ file: 'a\u001b[2Jb' }, 'odd 34600000001');
    expect(stderr.text).toBe(`warning odd ${mask}  file=a\\x1b[2Jb\n`);
  });
});
