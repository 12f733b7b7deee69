import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publish } from '../../src/publish/publish.js';
import { writeReports } from '../../src/report/reports.js';
import { buildSample, contextOf, named, reportInput, temporaryFolder } from '../report/fixture.js';
import { simhound } from './streams.js';

let folder: ReturnType<typeof temporaryFolder>;

beforeAll(async () => {
  folder = temporaryFolder();
  const ctx = await contextOf(folder.path);
  await buildSample(ctx.store);
  await writeReports(ctx, reportInput());
  await publish(ctx, reportInput());
  ctx.store.close();
});

afterAll(() => folder.remove());

async function explained(line: string, ...flags: string[]) {
  const { exit, out, err } = await simhound(['explain', line, '--json', '--store', folder.path, ...flags]);
  return exit === 0 ? (JSON.parse(out) as { line_id: string }).line_id : `${exit} ${err}`;
}

describe('explain', () => {
  it.each([
    '34600000001',
    '+34600000001',
    '+34 600 000 001',
    '0034 600-000-001',
    '600000001',
    ' 600 00 00 01 ',
    '(600) 000.001',
  ])('takes %j for the line that it is in Spain', async (text) => {
    expect(await explained(text, '--country', 'ES')).toBe('34600000001');
  });

  it('takes blanks without knowing the country, and no national form', async () => {
    expect(await explained('+34 600 000 001')).toBe('34600000001');
    const answer = await explained('600 000 001');
    expect(answer).toMatch(/^3 .*LINE_UNKNOWN/s);
    expect(answer).not.toMatch(/600.?000.?001/);
  });

  it('takes a name', async () => {
    expect(await explained(named.name, '--country', 'ES')).toBe('-77');
  });
});
