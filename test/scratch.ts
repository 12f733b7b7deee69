import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a run of the tests one folder for all that they write, gone with the run. The tests' processes inherit it. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'simhound-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
