import { join, resolve } from 'node:path';
import type { Config } from '../config.js';
import type { Context } from '../context.js';
import type { Log } from '../log.js';
import type { Progress } from '../progress.js';
import { failureOf } from './complaint.js';
import { flagLayer } from './flags.js';
import { type Colors, colorsFor, type Io, widthOf, write } from './io.js';
import { Screen } from './screen.js';

/** The flags that every command takes, besides one for every key of the configuration. */
interface Globals {
  config: string | undefined;
  logFile: string | undefined;
  quiet: boolean;
  verbose: boolean;
  json: boolean;
  noColor: boolean;
}

function globalsOf(args: Record<string, unknown>): Globals {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    config: text(args.config),
    logFile: text(args['log-file']),
    quiet: args.quiet === true,
    verbose: args.verbose === true,
    json: args.json === true,
    noColor: args['no-color'] === true,
  };
}

/** One command's way to the outside: where it writes, what it was told, and the store. */
export interface Session {
  config: Config;
  /** The database that analysts open; not there before the first run. */
  published: string;
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
  /** Notes an error in the log file; standard error has it from the one who catches it. */
  complain(thrown: unknown): void;
  /**
   * Opens the store for as long as the work takes; a signal stops the statement that is running.
   * @param options `at`: the path of another store. `shared`: others may open it while the work goes on apart from its
   * state.
   */
  withStore<T>(work: (ctx: Context) => Promise<T>, options?: { at?: string; shared?: boolean }): Promise<T>;
}

/** Opens a session. @throws the errors of the configuration and of the log file. */
export async function openSession(
  args: Record<string, unknown>,
  io: Io,
  signal: AbortSignal,
): Promise<Session> {
  const { quiet, verbose, json, noColor, ...told } = globalsOf(args);
  // Loaded here, not above: help, completion and --version need neither the schema nor the log.
  const [{ loadConfig }, { openLog }, { logProgress, terminalProgress }] = await Promise.all([
    import('../config/load.js'),
    import('./log.js'),
    import('./terminal-progress.js'),
  ]);
  const config = loadConfig({ file: told.config, env: io.env, flags: flagLayer(args, io.cwd), cwd: io.cwd });
  const screen = io.stderr.isTTY ? new Screen(io.stderr) : undefined;
  const messageColors = colorsFor(io.stderr, io.env, noColor);
  const { log, fileLog } = openLog({
    stderr: io.stderr,
    screen,
    colors: messageColors,
    quiet,
    verbose,
    file: told.logFile === undefined ? undefined : resolve(io.cwd, told.logFile),
  });
  const onScreen = screen && !quiet ? terminalProgress(screen, messageColors) : undefined;
  const progress = onScreen ? both(onScreen, logProgress(log)) : logProgress(log);
  return {
    config,
    published: join(config.store, 'published', 'simhound.duckdb'),
    log,
    progress,
    signal,
    json,
    colors: colorsFor(io.stdout, io.env, noColor),
    width: widthOf(io.stdout),
    env: io.env,
    cwd: io.cwd,
    out: (text) => write(io.stdout, text),
    say: (text) => {
      if (quiet) return;
      if (screen) screen.line(text);
      else log.info({}, text);
    },
    complain: (thrown) => fileLog.error({ ...failureOf(thrown, verbose) }, 'failed'),
    withStore: async (work, { at = config.store, shared = false } = {}) => {
      const { openStore } = await import('../store/store.js');
      const store = await openStore(at, {
        memoryLimit: config.memory_limit,
        threads: config.threads,
        shared,
        signal,
        onWait: () => log.info({}, 'waiting for another process that is at work on the store'),
      });
      const stop = () => store.db.interrupt();
      signal.addEventListener('abort', stop);
      try {
        return await work({ config, store, log, progress, signal });
      } finally {
        signal.removeEventListener('abort', stop);
        store.close();
      }
    },
  };
}

/** Tells two places of every stage. */
function both(first: Progress, second: Progress): Progress {
  return {
    stage: (name) => {
      const stages = [first.stage(name), second.stage(name)];
      return {
        advance: (by) => {
          for (const stage of stages) stage.advance(by);
        },
        end: (summary) => {
          for (const stage of stages) stage.end(summary);
        },
      };
    },
  };
}
