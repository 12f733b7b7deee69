import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { generate } from '../../src/synthetic/generate.js';
import { lookalikes } from '../../src/synthetic/lookalikes/index.js';
import { mechanisms } from '../../src/synthetic/mechanisms/index.js';
import type { GenerateOptions, GenerateSummary } from '../../src/synthetic/options.js';

const root = mkdtempSync(join(tmpdir(), 'simhound-generate-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;

async function make(more: Partial<GenerateOptions> = {}): Promise<{ out: string; summary: GenerateSummary }> {
  folders += 1;
  const out = join(root, String(folders));
  const summary = await generate({
    out,
    seed: 7,
    lines: 400,
    days: 3,
    from: '2026-03-02',
    country: 'ES',
    timezone: 'Europe/Madrid',
    fraud_share: 0.1,
    formats: ['generic'],
    reference: true,
    files: 'one',
    ...more,
  });
  return { out, summary };
}

function digest(summary: GenerateSummary): string {
  const hash = createHash('sha256');
  for (const file of summary.files) hash.update(readFileSync(file));
  return hash.digest('hex');
}

interface Row {
  type: string;
  line: string;
  other: string;
  at: number;
  seconds: number;
  outcome: string;
}

function records(out: string): Row[] {
  const text = readFileSync(join(out, 'exports', 'msc.csv'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [type = '', line = '', other = '', start = '', seconds = '', outcome = ''] = row.split(',');
      return {
        type,
        line,
        other,
        at: Date.parse(`${start.replace(' ', 'T')}Z`) / 1000,
        seconds: Number(seconds),
        outcome,
      };
    });
}

const small = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 40 }),
  lines: fc.integer({ min: 150, max: 500 }),
  days: fc.integer({ min: 1, max: 4 }),
  fraud_share: fc.constantFrom(0, 0.03, 0.1, 0.3),
});

describe('generate', () => {
  it('gives the same bytes for the same seed, and others for another', async () => {
    await fc.assert(
      fc.asyncProperty(small, async (options) => {
        const [one, two] = [await make(options), await make(options)];
        const other = await make({ ...options, seed: options.seed + 1 });
        expect(digest(two.summary)).toBe(digest(one.summary));
        expect(digest(other.summary)).not.toBe(digest(one.summary));
      }),
      { numRuns: 6 },
    );
  });

  it('pairs the legs of a call between two of its lines', async () => {
    await fc.assert(
      fc.asyncProperty(small, async (options) => {
        const { out } = await make(options);
        const rows = records(out);
        const ours = new Set(
          readFileSync(join(out, 'truth.csv'), 'utf8')
            .split('\n')
            .map((row) => row.split(',')[0]),
        );
        const keys = new Set(rows.map((row) => `${row.type} ${row.line} ${row.other} ${row.at}`));
        const heard = rows.filter(
          (row) => (row.type === 'MTC' || row.type === 'SMSMT') && ours.has(row.other),
        );
        expect(heard.length).toBeGreaterThan(0);
        // A line that took its number to another operator leaves nothing here from then on.
        const last = new Map<string, number>();
        for (const { line, at } of rows) last.set(line, Math.max(at, last.get(line) ?? 0));
        const left = new Set<string>();
        const hasLeft = (line: string, at: number) => {
          if ((last.get(line) ?? 0) > at) return false;
          left.add(line);
          return true;
        };
        for (const { type, line, other, at } of heard) {
          const far = type === 'MTC' ? 'MOC' : 'SMSMO';
          // Two switches note the same call up to a second apart.
          expect(
            keys.has(`${far} ${other} ${line} ${at}`) ||
              keys.has(`${far} ${other} ${line} ${at - 1}`) ||
              hasLeft(other, at),
          ).toBe(true);
        }
        const called = rows.filter(
          (row) => row.type === 'MOC' && ours.has(row.other) && row.outcome !== 'failed',
        );
        for (const { line, other, at } of called) {
          expect(
            keys.has(`MTC ${other} ${line} ${at}`) ||
              keys.has(`MTC ${other} ${line} ${at + 1}`) ||
              hasLeft(other, at),
          ).toBe(true);
        }
        // 0.4 % of the lines a week at most (habits.ts): of 500 lines in four days, one.
        expect(left.size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 6 },
    );
  });

  it('never has more calls of a box at once than the box has ports', async () => {
    await fc.assert(
      fc.asyncProperty(small, async (options) => {
        const { out, summary } = await make({ ...options, fraud_share: Math.max(options.fraud_share, 0.15) });
        const rows = records(out).filter((row) => row.type === 'MOC' && row.seconds > 0);
        expect(summary.crews.length).toBeGreaterThan(0);
        for (const { ports, lines } of summary.crews) {
          const members = new Set(lines);
          const edges = rows
            .filter((row) => members.has(row.line))
            .flatMap((row) => [
              { at: row.at, by: 1 },
              { at: row.at + row.seconds, by: -1 },
            ])
            .sort((a, b) => a.at - b.at || a.by - b.by);
          let [now, most] = [0, 0];
          for (const { by } of edges) {
            now += by;
            most = Math.max(most, now);
          }
          expect(most).toBeLessThanOrEqual(ports);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('shows every mechanism and every look-alike once the network is large enough', async () => {
    const { out, summary } = await make({ lines: 1100, fraud_share: 0.05 });
    for (const { name } of [...mechanisms, ...lookalikes]) expect(summary.kinds).toHaveProperty(name);
    const truth = readFileSync(join(out, 'truth.csv'), 'utf8').trimEnd().split('\n');
    expect(truth[0]).toBe('subject_id,fraud,kind,group_id');
    const names = new Set(mechanisms.map(({ name }) => name));
    for (const row of truth.slice(1)) {
      const [, fraud, kind = ''] = row.split(',');
      expect(fraud === '1').toBe(names.has(kind));
    }
    expect(truth.slice(1).filter((row) => row.split(',')[1] === '1')).toHaveLength(summary.fraud_lines);
    const outgoing = new Set(records(out).flatMap((row) => (/MO/.test(row.type) ? [row.line] : [])));
    for (const row of truth.slice(1)) {
      const [line = '', fraud] = row.split(',');
      if (fraud === '1') expect(outgoing.has(line)).toBe(true);
    }
    expect(new Set(truth.slice(1).map((row) => row.split(',')[0])).size).toBe(truth.length - 1);
  });

  it('keeps to what is asked for: formats, files, mechanisms, modes', async () => {
    const { out, summary } = await make({
      formats: ['generic', 'asterisk'],
      files: 'day',
      compress: 'gz',
      reference: false,
      mechanisms: ['fixed_relay'],
      lookalikes: [],
    });
    expect(readdirSync(join(out, 'exports')).sort()).toEqual(
      ['02', '03', '04']
        .flatMap((day) => [`msc-2026-03-${day}.csv.gz`])
        .concat(['02', '03', '04'].map((day) => `pbx-2026-03-${day}.csv.gz`)),
    );
    expect(Object.keys(summary.kinds).sort()).toEqual(['fixed_relay', 'person']);
    expect(readdirSync(out).sort()).toEqual(['exports', 'network.json', 'truth.csv', 'victims.csv']);
    for (const file of summary.files) expect(statSync(file).mode & 0o077).toBe(0);
    expect(statSync(out).mode & 0o077).toBe(0);
  });

  it('writes about as many records as were asked for, and never more', async () => {
    for (const wanted of [
      { lines: 0, records: 20_000 },
      { lines: 600, records: 15_000 },
    ]) {
      const { out, summary } = await make({ ...wanted, days: 4, fraud_share: 0.01 });
      expect(summary.records).toBe(records(out).length);
      expect(summary.records).toBeGreaterThan(wanted.records * 0.93);
      // The last call keeps all its legs.
      expect(summary.records).toBeLessThan(wanted.records + 3);
    }
  });

  it('leaves out the hour that the clock skips', async () => {
    const { out } = await make({ from: '2026-03-29', days: 1 });
    const hours = new Set(records(out).map((row) => new Date(row.at * 1000).getUTCHours()));
    expect(hours.has(2)).toBe(false);
    expect(hours.has(3)).toBe(true);
  });

  it('refuses what cannot be, and stops when told to', async () => {
    await expect(make({ country: 'ZZ' })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(make({ lines: 3 })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(make({ mechanisms: ['nonsense'] })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(make({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
