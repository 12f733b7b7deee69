import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { placeRun, stageFolder } from '../../src/report/folder.js';
import { type Folders, storeFolders } from '../../src/store/folders.js';
import { temporaryFolder } from './fixture.js';

let folder: ReturnType<typeof temporaryFolder>;
let folders: Folders;
const day = '2026-03-03';

beforeEach(() => {
  folder = temporaryFolder();
  folders = storeFolders(folder.path);
});

afterEach(() => folder.remove());

function staged(text: string): string {
  const path = stageFolder(folders, day);
  writeFileSync(join(path, 'suspects.csv'), text);
  return path;
}

function read(link = day): string {
  return readFileSync(join(folders.runs, link, 'suspects.csv'), 'utf8');
}

/** `a` and so on, as a manifest's hash. */
const hash = (letter: string) => letter.repeat(64);

describe('placing a run', () => {
  test('shows the newest reports of a day, and keeps one folder for it', () => {
    placeRun(folders, day, staged('one'), hash('a'));
    placeRun(folders, day, staged('two'), hash('b'));
    expect(read()).toBe('two');
    expect(read('latest')).toBe('two');
    expect(readdirSync(folders.runs).sort()).toEqual([`.${day}-${'b'.repeat(16)}`, day, 'latest']);
  });

  test('the same reports again change nothing', () => {
    placeRun(folders, day, staged('one'), hash('a'));
    placeRun(folders, day, staged('one'), hash('a'));
    expect(readlinkSync(join(folders.runs, day))).toBe(`.${day}-${'a'.repeat(16)}`);
    expect(readdirSync(folders.tmp)).toEqual([]);
  });

  test('reports that somebody changed are replaced', () => {
    placeRun(folders, day, staged('one'), hash('a'));
    writeFileSync(join(folders.runs, day, 'suspects.csv'), 'edited');
    placeRun(folders, day, staged('one'), hash('a'));
    expect(read()).toBe('one');
    expect(readdirSync(folders.runs)).toHaveLength(3);
  });

  test('after a kill between the rename and the link', () => {
    placeRun(folders, day, staged('one'), hash('a'));
    const half = join(folders.runs, `.${day}-${'b'.repeat(16)}`);
    mkdirSync(half);
    writeFileSync(join(half, 'suspects.csv'), 'two');
    expect(read()).toBe('one');
    placeRun(folders, day, staged('two'), hash('b'));
    expect(read()).toBe('two');
    expect(readdirSync(folders.runs)).toHaveLength(3);
  });

  test('after a kill while a link was being made, or old reports were being swept', () => {
    placeRun(folders, day, staged('one'), hash('a'));
    symlinkSync('nowhere', join(folders.tmp, `link-${day}`));
    mkdirSync(join(folders.runs, `.${day}-${'c'.repeat(16)}`));
    placeRun(folders, day, staged('two'), hash('b'));
    expect(read()).toBe('two');
    expect(readdirSync(folders.runs)).toHaveLength(3);
  });

  test('a link whose folder is gone is pointed anew', () => {
    symlinkSync(`.${day}-gone`, join(folders.runs, day));
    placeRun(folders, day, staged('one'), hash('a'));
    expect(read()).toBe('one');
  });
});
