/** Where Trino is and as whom simhound comes; the password is from the environment only. */
export interface TrinoConnection {
  /** The coordinator's address, `http://…` or `https://…`. */
  url: string;
  /** Where names without a catalog or schema are looked up. */
  catalog: string;
  schema: string;
  user: string;
  password?: string;
  /** Certificates to trust instead of those that Node trusts, PEM. */
  ca?: string;
  /** Session properties sent with every statement; a catalog's own begin with its name and a dot. */
  session: Record<string, string>;
  /** Shown in Trino's page: `simhound`, and tags such as `run=2026-03-09`. */
  tags: string[];
}

/** The headers that go with every statement. */
export function headersOf(connection: TrinoConnection, tags: string[] = []): Record<string, string> {
  const session = Object.entries(connection.session);
  return {
    'X-Trino-User': connection.user,
    'X-Trino-Catalog': connection.catalog,
    'X-Trino-Schema': connection.schema,
    'X-Trino-Source': 'simhound',
    'X-Trino-Client-Tags': [...connection.tags, ...tags].join(','),
    'X-Trino-Time-Zone': 'UTC',
    // Without it Trino cuts timestamps to milliseconds.
    'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
    ...(session.length === 0
      ? {}
      : {
          'X-Trino-Session': session.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join(','),
        }),
    ...(connection.password === undefined
      ? {}
      : {
          Authorization: `Basic ${Buffer.from(`${connection.user}:${connection.password}`).toString('base64')}`,
        }),
  };
}
