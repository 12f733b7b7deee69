import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { TrinoClient } from '../../src/engine/trino-client.js';
import { TrinoQueryError } from '../../src/engine/trino-error.js';
import { SimhoundError } from '../../src/errors.js';

// A server that speaks Trino's protocol as far as a fault needs it: a real one cannot be told to fail so.
type Reply = { status: number; body?: unknown } | 'hang' | 'cut';
let server: Server | undefined;
let seen: IncomingMessage[] = [];

async function serve(...replies: Reply[]): Promise<string> {
  seen = [];
  server = createServer((request, response) => {
    seen.push(request);
    const reply = replies[Math.min(seen.length, replies.length) - 1] ?? 'hang';
    if (reply === 'cut') request.socket.destroy();
    else if (reply !== 'hang') {
      response.writeHead(reply.status);
      const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {});
      response.end(text.replaceAll('HERE', `http://127.0.0.1:${port()}`));
    }
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${port()}`;
}

function port(): number {
  const address = server?.address() as AddressInfo | undefined;
  return address?.port ?? 0;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const stats = { state: 'RUNNING', completedSplits: 1, totalSplits: 2, processedRows: 3 };
const next: Reply = { status: 200, body: { id: 'q1', nextUri: 'HERE/next', stats } };
const done: Reply = {
  status: 200,
  body: { id: 'q1', columns: [{ name: 'n', type: 'bigint' }], data: [[1]], stats },
};

function client(url: string, signal = new AbortController().signal, password?: string): TrinoClient {
  const connection = {
    url,
    catalog: 'hive',
    schema: 's',
    user: 'u',
    session: { 'hive.x': 'a,b=c' },
    tags: ['run=1'],
  };
  return new TrinoClient({ ...connection, ...(password === undefined ? {} : { password }) }, signal);
}

async function complaint(promise: Promise<unknown>): Promise<SimhoundError> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof SimhoundError) return thrown;
  throw thrown ?? new Error('nothing was thrown');
}

describe('the client of Trino', () => {
  it('follows the pages to the end and sends session, tags and password', async () => {
    const url = await serve(next, done);
    const told: number[] = [];
    const asking = { tags: ['model=x'], watch: ({ splits }: { splits: number }) => told.push(splits) };
    const { rows } = await client(url, undefined, 'secret').query('SELECT 1', asking);
    expect(rows).toEqual([[1]]);
    expect(told).toEqual([1, 1]);
    expect(seen[0]?.headers).toMatchObject({
      'x-trino-session': 'hive.x=a%2Cb%3Dc',
      'x-trino-client-tags': 'run=1,model=x',
      authorization: `Basic ${Buffer.from('u:secret').toString('base64')}`,
    });
  });

  it('keeps whole numbers beyond 2^53, and leaves texts and fractions as they are', async () => {
    const data = '[[-4611686018427387903,"1234567890123456789 \\" 12345678901234567",0.1234567890123456,7]]';
    const url = await serve({
      status: 200,
      body: `{"id":"q1","data":${data},"stats":${JSON.stringify(stats)}}`,
    });
    const { rows } = await client(url).query('SELECT 1');
    expect(rows).toEqual([
      ['-4611686018427387903', '1234567890123456789 " 12345678901234567', 0.1234567890123456, 7],
    ]);
  });

  it.each([503, 429, 502])('tries again after %i', async (status) => {
    const url = await serve({ status }, next, { status }, done);
    expect((await client(url).query('SELECT 1')).rows).toEqual([[1]]);
    expect(seen).toHaveLength(4);
  });

  it('tries again when the connection breaks', async () => {
    const url = await serve(next, 'cut', done);
    expect((await client(url).query('SELECT 1')).rows).toEqual([[1]]);
  });

  it('gives up where nobody listens', async () => {
    const url = await serve(done);
    server?.close();
    const error = await complaint(client(url).query('SELECT 1'));
    expect(error.code).toBe('ENGINE_UNREACHABLE');
    expect(error.message).toContain(url);
  }, 20_000);

  it.each([401, 403])(
    'says that the user is refused at %i, at once and without the password',
    async (status) => {
      const url = await serve({ status });
      const error = await complaint(client(url, undefined, 'secret').query('SELECT 1'));
      expect(error.code).toBe('ENGINE_DENIED');
      expect(error.todo).toContain('SIMHOUND_TRINO_PASSWORD');
      expect(`${error.message} ${error.todo}`).not.toContain('secret');
      expect(seen).toHaveLength(1);
    },
  );

  it('names the query that failed', async () => {
    const failure = {
      message: 'no room',
      errorName: 'EXCEEDED_GLOBAL_MEMORY_LIMIT',
      errorType: 'INSUFFICIENT_RESOURCES',
    };
    const url = await serve(next, { status: 200, body: { id: 'q1', error: failure, stats } });
    await expect(client(url).query('SELECT 1')).rejects.toThrow(TrinoQueryError);
    await expect(
      client(await serve({ status: 200, body: { id: 'q7', error: failure, stats } })).query('x'),
    ).rejects.toThrow('Trino query q7');
  });

  it('cancels the query on the server when it is interrupted', async () => {
    const url = await serve(next, 'hang', { status: 204 });
    const control = new AbortController();
    const asked = complaint(client(url, control.signal).query('SELECT 1'));
    while (seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    control.abort();
    expect((await asked).code).toBe('INTERRUPTED');
    expect(seen.at(-1)?.method).toBe('DELETE');
  });
});
