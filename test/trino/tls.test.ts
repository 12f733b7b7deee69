import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrinoClient } from '../../src/engine/trino-client.js';
import { SimhoundError } from '../../src/errors.js';

// A key that lies in a repository would be no key: it is made for the test.
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.runIf(hasOpenssl)('a certificate of the operator’s own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'simhound-tls-'));
  const [key, cert, other] = ['key.pem', 'cert.pem', 'other.pem'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  let server: Server;
  let url = '';
  let asked = 0;

  beforeAll(async () => {
    for (const out of [other, cert]) {
      const made = spawnSync('openssl', [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', out, '-days', '2'],
        ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
      ]);
      if (made.status !== 0) throw new Error(made.stderr.toString());
    }
    server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => {
      asked += 1;
      const stats = { state: 'FINISHED', completedSplits: 1, totalSplits: 1, processedRows: 1 };
      response.end(
        JSON.stringify({ id: 'q1', columns: [{ name: 'n', type: 'bigint' }], data: [[7]], stats }),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask(ca?: string) {
    const connection = {
      url,
      catalog: 'hive',
      schema: 's',
      user: 'u',
      password: 'secret',
      session: {},
      tags: [],
    };
    const text = ca === undefined ? {} : { ca: readFileSync(ca, 'utf8') };
    return await new TrinoClient({ ...connection, ...text }, new AbortController().signal).query('SELECT 7');
  }

  it('is trusted when its authority is named', async () => {
    expect((await ask(cert)).rows).toEqual([[7]]);
  });

  it.each(['none', 'another'])(
    'is refused with %s named, at once and before the password is sent',
    async (named) => {
      const before = asked;
      const thrown = await ask(named === 'none' ? undefined : other).catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(SimhoundError);
      expect(thrown).toMatchObject({ code: 'ENGINE_DENIED', todo: expect.stringContaining('trino.tls.ca') });
      expect(asked).toBe(before);
    },
  );
});
