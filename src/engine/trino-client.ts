import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, SimhoundError } from '../errors.js';
import { headersOf, type TrinoConnection } from './trino-connection.js';
import { TrinoQueryError } from './trino-error.js';
import { type Page, parsePage } from './trino-page.js';
import { type Exchange, TrinoTransport } from './trino-transport.js';

/** How far a query is, by Trino's own counts. */
export interface TrinoProgress {
  queryId: string;
  state: string;
  splits: number;
  totalSplits: number;
  rows: number;
}

/** What a statement came to. BIGINT and DECIMAL values are bigint or text, never rounded to a double. */
export interface TrinoResult {
  queryId: string;
  columns: { name: string; type: string }[];
  rows: unknown[][];
}

export interface Asking {
  /** Added to the connection's tags. */
  tags?: string[];
  watch?: (progress: TrinoProgress) => void;
}

/** Tries and first pause of a request that the server could not take; the pause doubles: 0.25 s to 4 s, 8 s in all. */
const tries = 6;
const firstPause = 250;

/** How long an interrupted run waits for the answer to a statement just sent: without its address it goes on unseen. */
const handOver = 2000;

/** Trino's HTTP protocol (https://trino.io/docs/current/develop/client-protocol.html), as far as a batch needs it. */
export class TrinoClient {
  readonly #connection: TrinoConnection;
  readonly #signal: AbortSignal;
  readonly #transport: TrinoTransport;
  /** Aborted a little after the other: a statement that is being handed over must come back to be cancelled. */
  readonly #late = new AbortController();

  constructor(connection: TrinoConnection, signal: AbortSignal) {
    this.#connection = connection;
    this.#signal = signal;
    this.#transport = new TrinoTransport(connection.ca);
    signal.addEventListener('abort', () => setTimeout(() => this.#late.abort(), handOver).unref());
  }

  /**
   * Runs one statement to its end.
   * @throws TrinoQueryError when the query failed, ENGINE_UNREACHABLE, ENGINE_DENIED, or INTERRUPTED once the signal
   * is aborted, after the query was cancelled on the server.
   */
  async query(sql: string, asking: Asking = {}): Promise<TrinoResult> {
    const url = new URL('/v1/statement', this.#connection.url).href;
    const headers = headersOf(this.#connection, asking.tags);
    let page = await this.#page(url, { method: 'POST', body: sql, headers });
    const result: TrinoResult = { queryId: page.id, columns: [], rows: [] };
    for (;;) {
      if (page.error) throw new TrinoQueryError(page.id, page.error);
      if (page.columns) result.columns = page.columns;
      if (page.data) result.rows.push(...page.data);
      const { state, completedSplits, totalSplits, processedRows } = page.stats;
      asking.watch?.({ queryId: page.id, state, splits: completedSplits, totalSplits, rows: processedRows });
      if (page.nextUri === undefined) return result;
      page = await this.#follow(page.nextUri);
    }
  }

  async #follow(uri: string): Promise<Page> {
    const headers = headersOf(this.#connection);
    try {
      return await this.#page(uri, { headers });
    } catch (thrown) {
      if (this.#signal.aborted) {
        // Nothing is left to do when even this fails: Trino drops a query that nobody asks for after five minutes.
        const signal = AbortSignal.timeout(5000);
        await this.#transport.send(uri, { method: 'DELETE', headers, signal }).catch(() => {});
      }
      throw thrown;
    }
  }

  /** One request; tried again while the server is starting, overloaded or out of reach. */
  async #page(url: string, request: Omit<Exchange, 'signal'>): Promise<Page> {
    let trouble = '';
    for (let tried = 0; tried < tries; tried += 1) {
      if (tried > 0) await this.#pause(firstPause * 2 ** (tried - 1));
      if (this.#signal.aborted) throw interrupted();
      try {
        const signal = request.method === 'POST' ? this.#late.signal : this.#signal;
        const { status, text } = await this.#transport.send(url, { ...request, signal });
        if (status === 200) return parsePage(text);
        trouble = `HTTP ${status}`;
        if (status === 401 || status === 403) throw this.#denied(status);
        if (![429, 502, 503, 504].includes(status)) break;
      } catch (thrown) {
        if (thrown instanceof SimhoundError) throw thrown;
        if (this.#signal.aborted) throw interrupted();
        if (isUntrusted(thrown)) throw this.#untrusted(thrown);
        trouble = messageOf(thrown) || 'no connection';
      }
    }
    throw new SimhoundError('ENGINE_UNREACHABLE', {
      what: `Trino at ${this.#connection.url} does not answer: ${trouble}.`,
      todo: 'Check trino.url and that the coordinator runs; then run again: tables already built are kept.',
    });
  }

  #untrusted(thrown: Error): SimhoundError {
    return new SimhoundError('ENGINE_DENIED', {
      what: `The certificate of Trino at ${this.#connection.url} is not trusted: ${thrown.message}.`,
      todo: 'Name the certificate of its authority in trino.tls.ca.',
      cause: thrown,
    });
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#signal }).catch(() => {});
  }

  #denied(status: number): SimhoundError {
    return new SimhoundError('ENGINE_DENIED', {
      what: `Trino at ${this.#connection.url} refuses the user ${this.#connection.user} (HTTP ${status}).`,
      todo: 'Check trino.user and the password in SIMHOUND_TRINO_PASSWORD.',
    });
  }
}

/** Errors of OpenSSL and of Node about a certificate, by their codes; trying again changes none of them. */
function isUntrusted(thrown: unknown): thrown is Error {
  return (
    thrown instanceof Error &&
    'code' in thrown &&
    /CERT|UNABLE_TO|ERR_TLS_|HOSTNAME_MISMATCH/.test(String(thrown.code))
  );
}

function interrupted(): SimhoundError {
  return new SimhoundError('INTERRUPTED', {
    what: 'Interrupted while Trino was at work; its query was cancelled.',
    todo: 'Run again: tables already built are kept.',
  });
}
