import { Writable } from 'node:stream';
import type { Io, Outlet } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';

/** A stream that keeps what was written to it. */
export class Page extends Writable {
  text = '';
  isTTY?: boolean;
  columns?: number;

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

/** Two pages and an environment for one command. */
export function pages(more: { tty?: boolean; columns?: number } = {}): {
  stdout: Page & Outlet;
  stderr: Page & Outlet;
} {
  const page = () => Object.assign(new Page(), more.tty ? { isTTY: true, columns: more.columns ?? 80 } : {});
  return { stdout: page(), stderr: page() };
}

/** Runs a command line in this process and returns what it wrote. */
export async function simhound(
  argv: string[],
  more: { tty?: boolean; columns?: number; cwd?: string; env?: Io['env'] } = {},
): Promise<{ exit: number; out: string; err: string }> {
  const { stdout, stderr } = pages(more);
  const exit = await main(argv, { stdout, stderr, env: more.env ?? {}, cwd: more.cwd ?? process.cwd() });
  return { exit, out: stdout.text, err: stderr.text };
}
