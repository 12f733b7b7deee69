import { createColors } from 'picocolors';

/** One of the process's output streams; tests hand in their own. */
export interface Outlet extends NodeJS.WritableStream {
  isTTY?: boolean;
  columns?: number;
  destroyed?: boolean;
}

/** What a command sees of its process. */
export interface Io {
  /** Data, and nothing else. */
  stdout: Outlet;
  /** Messages for people or for the log. */
  stderr: Outlet;
  env: Record<string, string | undefined>;
  cwd: string;
}

export type Colors = ReturnType<typeof createColors>;

/** Colours for a stream: only on a terminal, and not against NO_COLOR or --no-color. */
export function colorsFor(outlet: Outlet, env: Io['env'], refused: boolean): Colors {
  return createColors(outlet.isTTY === true && !refused && !env.NO_COLOR && env.TERM !== 'dumb');
}

/** Columns of a terminal, 80 where it does not say; elsewhere nothing is cut. */
export function widthOf(outlet: Outlet): number {
  return outlet.isTTY ? outlet.columns || 80 : Number.POSITIVE_INFINITY;
}

/** Thrown when the reader of standard output has gone, as `head` does: the end of the work, and no error. */
export class ReaderGone extends Error {}

/** Writes and waits until the stream takes more. @throws ReaderGone */
export function write(outlet: Outlet, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (outlet.destroyed) return reject(new ReaderGone());
    outlet.write(text, (error) => {
      if (!error) resolve();
      else if ('code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED'))
        reject(new ReaderGone());
      else reject(error);
    });
  });
}
