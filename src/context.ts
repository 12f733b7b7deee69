import type { Config } from './config.js';
import type { Log } from './log.js';
import type { Progress } from './progress.js';
import type { Store } from './store/store.js';

/** What every stage of a command is handed; effects come in here, so tests hand in quiet ones. */
export interface Context {
  config: Config;
  store: Store;
  log: Log;
  progress: Progress;
  /** Aborted by SIGINT and SIGTERM; stages look at it between statements. */
  signal: AbortSignal;
}
