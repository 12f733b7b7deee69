import type { Config } from '../config.js';
import type { Context } from '../context.js';
import type { Log } from '../log.js';
import { type Progress, silent } from '../progress.js';
import { flagLayer } from './flags.js';
import { type Colors, colorsFor, type Io, widthOf, write } from './io.js';
import { Screen } from './screen.js';

/** The flags that every command takes, as parsed, besides one for every key of the configuration. */
export interface Globals {
  config?: string | undefined;
  quiet: boolean;
  verbose: boolean;
  json: boolean;
  logFile?: string | undefined;
  noColor: boolean;
  [flag: string]: unknown;
}

/** One command's way to the outside: where it writes, what it was told, and the store. */
export interface Session {
  config: Config;
  log: Log;
  progress: Progress;
  signal: AbortSignal;
  json: boolean;
  /** Colours and width of standard output. */
  colors: Colors;
  width: number;
  env: Io['env'];
  cwd: string;
  /** Writes data to standard output. */
  out(text: string): Promise<void>;
  /** Tells people something on standard error; not under --quiet. */
  say(text: string): void;
  /** Opens the store for as long as the work takes; a signal stops the statement that is running. */
  withStore<T>(work: (ctx: Context) => Promise<T>): Promise<T>;
}

/** Opens a session. @throws the errors of the configuration and of the log file. */
export async function openSession(args: Globals, io: Io, signal: AbortSignal): Promise<Session> {
  // Loaded here, not above: help, completion and --version need neither the schema nor the log.
  const [{ loadConfig }, { openLog }, { logProgress, terminalProgress }] = await Promise.all([
    import('../config/load.js'),
    import('./log.js'),
    import('./terminal-progress.js'),
  ]);
  const config = loadConfig({ file: args.config, env: io.env, flags: flagLayer(args, io.cwd), cwd: io.cwd });
  const screen = io.stderr.isTTY ? new Screen(io.stderr) : undefined;
  const messageColors = colorsFor(io.stderr, io.env, args.noColor);
  const { quiet, verbose, json } = args;
  const log = openLog({
    stderr: io.stderr,
    screen,
    colors: messageColors,
    quiet,
    verbose,
    file: args.logFile,
  });
  const onScreen = screen && !quiet ? terminalProgress(screen, messageColors) : undefined;
  return {
    config,
    log,
    progress: onScreen ?? (screen && args.logFile === undefined ? silent : logProgress(log)),
    signal,
    json,
    colors: colorsFor(io.stdout, io.env, args.noColor),
    width: widthOf(io.stdout),
    env: io.env,
    cwd: io.cwd,
    out: (text) => write(io.stdout, text),
    say: (text) => {
      if (quiet) return;
      if (screen) screen.line(text);
      else log.info({}, text);
    },
    withStore: async (work) => {
      const { openStore } = await import('../store/store.js');
      const store = await openStore(config.store, {
        memoryLimit: config.memory_limit,
        threads: config.threads,
      });
      const stop = () => store.db.interrupt();
      signal.addEventListener('abort', stop);
      try {
        return await work({ config, store, log, progress: onScreen ?? logProgress(log), signal });
      } finally {
        signal.removeEventListener('abort', stop);
        store.close();
      }
    },
  };
}
