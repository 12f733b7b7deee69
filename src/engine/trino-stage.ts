import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The folder below the lake that is Trino's; the dot keeps it out of the tables. */
export const stageFolder = '.trino';

/**
 * Trino's tables are folders, while a table of the lake is a list of files. Here each table has a folder that holds
 * exactly its files, as hard links: no byte is copied, and no file that a killed run left behind is seen.
 */
export class TrinoStage {
  readonly #lake: string;

  /** Empties what an earlier run left. */
  constructor(lake: string) {
    this.#lake = lake;
    this.clear();
  }

  /**
   * Links a table's files under `.trino/tables/<table>/[day=…/]`.
   * @param paths below the lake; a folder stands for its files.
   * @returns the table's folder, below the lake.
   */
  link(table: string, paths: string[]): string {
    const folder = join(stageFolder, 'tables', table);
    rmSync(join(this.#lake, folder), { recursive: true, force: true });
    mkdirSync(join(this.#lake, folder), { recursive: true, mode: 0o700 });
    for (const path of paths) {
      const [, day = ''] = /(?:^|\/)(day=[^/]+)\//.exec(path) ?? [];
      const into = join(this.#lake, folder, day);
      mkdirSync(into, { recursive: true, mode: 0o700 });
      const from = join(this.#lake, path);
      if (statSync(from).isDirectory()) {
        for (const file of readdirSync(from)) linkSync(join(from, file), join(into, file));
      } else {
        linkSync(from, join(into, basename(path)));
      }
    }
    return folder;
  }

  /** Where a table that is being made goes, below the lake; nothing is there, for Trino makes the folder itself. */
  fresh(table: string): string {
    const folder = join(stageFolder, 'tables', table);
    rmSync(join(this.#lake, folder), { recursive: true, force: true });
    mkdirSync(join(this.#lake, stageFolder, 'tables'), { recursive: true, mode: 0o700 });
    return folder;
  }

  /** Puts the files of a table's folder in force as a folder at their place in the lake, all at once, as hard links. */
  publish(folder: string, target: string): void {
    const ready = join(this.#lake, stageFolder, 'ready', basename(folder));
    rmSync(ready, { recursive: true, force: true });
    mkdirSync(ready, { recursive: true, mode: 0o700 });
    for (const file of this.files(folder)) linkSync(file, join(ready, basename(file)));
    const place = join(this.#lake, target);
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    rmSync(place, { recursive: true, force: true });
    renameSync(ready, place);
  }

  /** Makes the folder of a table that Trino is to fill. */
  make(folder: string): void {
    mkdirSync(join(this.#lake, folder), { recursive: true, mode: 0o700 });
  }

  files(folder: string): string[] {
    if (!existsSync(join(this.#lake, folder))) return [];
    return readdirSync(join(this.#lake, folder)).map((file) => join(this.#lake, folder, file));
  }

  /** Makes what Trino wrote the owner's only, where it is the owner's at all. */
  close(folder: string): void {
    const mine = (path: string) => statSync(path).uid === process.getuid?.();
    for (const file of this.files(folder)) if (mine(file)) chmodSync(file, 0o600);
    const absolute = join(this.#lake, folder);
    if (mine(absolute)) chmodSync(absolute, 0o700);
  }

  clear(): void {
    for (const part of ['tables', 'ready', 'building', 'probe']) {
      rmSync(join(this.#lake, stageFolder, part), { recursive: true, force: true });
    }
  }
}
