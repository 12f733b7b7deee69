import { setTimeout as sleep } from 'node:timers/promises';
import type { Params } from './duckdb.js';
import { type Asking, TrinoClient, type TrinoResult } from './trino-client.js';
import type { TrinoConnection } from './trino-connection.js';
import { complaintOf, TrinoQueryError } from './trino-error.js';
import { bound } from './trino-text.js';

/** Tries of a statement that failed because of the cluster's state, and the first pause, which doubles: 2 s, 4 s. */
const tries = 3;
const firstPause = 2000;

/** Statements on a cluster that may be short of something for a moment. */
export class TrinoSession {
  readonly #client: TrinoClient;
  readonly #signal: AbortSignal;

  /** @param signal aborted when the run is: the query is then cancelled on the server. */
  constructor(connection: TrinoConnection, signal: AbortSignal) {
    this.#client = new TrinoClient(connection, signal);
    this.#signal = signal;
  }

  /** Runs a statement, again when the cluster was not able to. @throws as the client, in the catalogue's words. */
  async ask(sql: string, asking: Asking = {}): Promise<TrinoResult> {
    return await this.patiently(() => this.#client.query(sql, asking));
  }

  /** Runs a statement once. @throws TrinoQueryError. */
  async once(sql: string, params: Params = {}, asking: Asking = {}): Promise<TrinoResult> {
    return await this.#client.query(bound(sql, params), asking);
  }

  /** Runs a statement that writes, once, and counts the rows that were written; a mistake in the SQL is located. */
  async write(statement: string, params: Params, asking: Asking): Promise<number> {
    try {
      const { rows } = await this.once(statement, params, asking);
      return Number(rows[0]?.[0]);
    } catch (thrown) {
      throw thrown instanceof TrinoQueryError && !complaintOf(thrown) ? located(thrown, statement) : thrown;
    }
  }

  /** Does something again when the cluster was not able to, and says in the catalogue's words when it stays so. */
  async patiently<T>(act: () => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await act();
      } catch (thrown) {
        if (!(thrown instanceof TrinoQueryError)) throw thrown;
        if (!thrown.transient || tried === tries) throw complaintOf(thrown) ?? thrown;
        await sleep(firstPause * 2 ** (tried - 1), undefined, { signal: this.#signal });
      }
    }
  }
}

/** A mistake in the SQL, with the line and a caret as DuckDB gives them. */
function located(error: TrinoQueryError, statement: string): Error {
  if (!error.location) return error;
  const { line, column } = error.location;
  const start = `LINE ${line}: `;
  const text = statement.split('\n')[line - 1] ?? '';
  const caret = `${' '.repeat(start.length + column - 1)}^`;
  return new Error(`${error.message}\n${start}${text}\n${caret}`, { cause: error });
}
