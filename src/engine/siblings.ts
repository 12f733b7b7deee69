import type { DuckDb } from './duckdb.js';

/**
 * Two connections to one database, for statements side by side; one where there is but one thread. Each runs on fewer
 * threads than it would alone: what one thread has counted need not be put together with what another has, which saved
 * a tenth of a night's processor time, and one statement works while another waits for files and plans. More than two
 * gained nothing.
 */
export class Siblings {
  readonly connections: DuckDb[];
  readonly #db: DuckDb;
  readonly #threads: number;
  #wanted: number;
  /** Once DuckDB has as many threads as were asked for last. */
  #settled: Promise<void> = Promise.resolve();
  readonly #letGo: () => void;

  private constructor(db: DuckDb, connections: DuckDb[], threads: number, signal: AbortSignal) {
    this.#db = db;
    this.connections = connections;
    this.#threads = threads;
    this.#wanted = threads;
    const stop = () => {
      for (const connection of connections) connection.interrupt();
    };
    signal.addEventListener('abort', stop);
    this.#letGo = () => signal.removeEventListener('abort', stop);
  }

  /** @param signal on which the statements that run are stopped. */
  static async open(db: DuckDb, signal: AbortSignal): Promise<Siblings> {
    const { threads } = await db.row<{ threads: bigint }>("SELECT current_setting('threads') AS threads");
    const connections = [await db.sibling()];
    // One thread is what was asked for: two connections would be two.
    if (threads > 1n) connections.push(await db.sibling());
    return new Siblings(db, connections, Number(threads), signal);
  }

  /** Shares the processor out among so many statements, for what of them begins from now on. */
  async spread(statements: number): Promise<void> {
    // Each statement also works on the thread that it was called from.
    const count = Math.max(this.#threads + 1 - statements, 1);
    if (count !== this.#wanted) {
      this.#wanted = count;
      const before = this.#settled;
      this.#settled = before.then(() => this.#db.run(`SET threads = ${count}`));
    }
    await this.#settled;
  }

  /** Closes the connections; the database has all its threads again. */
  async close(): Promise<void> {
    this.#letGo();
    for (const connection of this.connections) connection.disconnect();
    await this.spread(1);
  }
}
