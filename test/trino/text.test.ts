import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bound, quoted } from '../../src/engine/trino-text.js';

describe('parameters in Trino', () => {
  it('become constants of the types that DuckDB binds, in the order of their use', () => {
    const sql = 'SELECT $b, $a, $b, $f, $t, $d';
    const params = { a: 4, b: 2.5, f: false, t: "it's", d: { date: '2026-03-02' } };
    expect(bound(sql, params)).toBe(
      "EXECUTE IMMEDIATE 'SELECT ?, ?, ?, ?, ?, ?' USING DOUBLE '2.5', BIGINT '4', DOUBLE '2.5', FALSE, 'it''s', DATE '2026-03-02'",
    );
  });

  it('keeps digits of whole numbers beyond a double', () => {
    expect(bound('SELECT $n', { n: -4611686018427387903n })).toContain("BIGINT '-4611686018427387903'");
  });

  it('leaves dollars in texts, names and comments alone, and the lines where they are', () => {
    const sql = `SELECT '$a it''s', "$a", $a -- people's $a\nFROM t /* $a\n' */ WHERE x = $a`;
    const text = bound(sql, { a: 1 });
    expect(text.match(/\?/g)).toHaveLength(2);
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toContain("USING BIGINT '1', BIGINT '1'");
  });

  it('sends a statement without parameters as it is', () => {
    expect(bound("SELECT 'x'", { unused: 1 })).toBe("SELECT 'x'");
  });

  it('refuses a parameter without a value', () => {
    expect(() => bound('SELECT $missing', {})).toThrow('$missing');
  });

  it('quotes any text so that it ends where it should', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const inside = quoted(text).slice(1, -1);
        expect(inside.replaceAll("''", '')).not.toContain("'");
        expect(inside.replaceAll("''", "'")).toBe(text);
      }),
    );
  });
});
