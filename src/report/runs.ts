import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Folders } from './folders.js';

const dayName = /^\d{4}-\d{2}-\d{2}$/;

/** The folder in which the reports of a logical day appear. */
export function runFolder(folders: Folders, day: string): string {
  return join(folders.runs, day);
}

/** The newest logical day that has reports, as `YYYY-MM-DD`. */
export function newestRun(folders: Folders): string | undefined {
  return readdirSync(folders.runs)
    .filter((name) => dayName.test(name))
    .sort()
    .at(-1);
}
