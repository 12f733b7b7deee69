import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Folders } from '../store/folders.js';

/** An empty folder for reports in the making, on the same disk as `runs/` so that a rename can place it. */
export function stageFolder(folders: Folders, day: string): string {
  const staged = join(folders.tmp, `run-${day}`);
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { recursive: true, mode: 0o700 });
  return staged;
}

/**
 * Makes finished reports appear as `runs/DAY`, whole or not at all, and points `runs/latest` at the newest day.
 *
 * No file system call that Node offers swaps two folders, so a run lies in `runs/.DAY-HASH` and `runs/DAY` is a
 * relative link: replacing a link is one rename, and a process killed at any moment leaves either the old run
 * or the new one. What it leaves besides is swept by the next placing of the day.
 * @param hash of the manifest, and with it of every output.
 */
export function placeRun(folders: Folders, day: string, staged: string, hash: string): string {
  const name = freeName(folders.runs, `.${day}-${hash.slice(0, 16)}`, staged);
  const target = join(folders.runs, name);
  if (existsSync(target)) rmSync(staged, { recursive: true });
  else {
    settle(staged);
    renameSync(staged, target);
  }
  pointTo(folders, day, name);
  for (const other of readdirSync(folders.runs)) {
    if (other.startsWith(`.${day}-`) && other !== name)
      rmSync(join(folders.runs, other), { recursive: true });
  }
  const newest = newestRun(folders);
  if (newest) pointTo(folders, 'latest', newest);
  return join(folders.runs, day);
}

/** Has the disk take the files before a name shows them: a power cut must not leave empty reports. */
function settle(folder: string): void {
  for (const name of [...readdirSync(folder), '.']) {
    const file = openSync(join(folder, name), 'r');
    fsyncSync(file);
    closeSync(file);
  }
}

/** The wanted name, unless a folder of that name was tampered with: then one beside it. */
function freeName(runs: string, wanted: string, staged: string): string {
  let name = wanted;
  for (let n = 2; existsSync(join(runs, name)) && !sameFiles(join(runs, name), staged); n++)
    name = `${wanted}-${n}`;
  return name;
}

function sameFiles(a: string, b: string): boolean {
  const names = readdirSync(a).sort();
  if (names.join('/') !== readdirSync(b).sort().join('/')) return false;
  return names.every((name) => readFileSync(join(a, name)).equals(readFileSync(join(b, name))));
}

function pointTo(folders: Folders, link: string, target: string): void {
  const path = join(folders.runs, link);
  if (existsSync(path) && readlinkSync(path) === target) return;
  const aside = join(folders.tmp, `link-${link}`);
  rmSync(aside, { force: true });
  symlinkSync(target, aside);
  renameSync(aside, path);
}

function newestRun(folders: Folders): string | undefined {
  return readdirSync(folders.runs)
    .filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name))
    .sort()
    .at(-1);
}
