import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';

/** One HTTP exchange. */
export interface Exchange {
  method?: 'GET' | 'POST' | 'DELETE';
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

export interface Answer {
  status: number;
  text: string;
}

/** Carries requests to Trino; node's own fetch takes no certificate authority of one's own. */
export class TrinoTransport {
  readonly #agent: Agent;

  /** @param ca certificates of authorities to trust instead of the usual ones, PEM; a self-signed one is its own. */
  constructor(ca?: string) {
    this.#agent = new Agent({ keepAlive: true, ...(ca === undefined ? {} : { ca }) });
  }

  /** @throws the error of the connection, as Node has it, or the signal's. */
  async send(url: string, { method = 'GET', headers, body, signal }: Exchange): Promise<Answer> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { method, headers, signal };
      const sent = url.startsWith('https:')
        ? httpsRequest(url, { ...options, agent: this.#agent }, resolve)
        : httpRequest(url, options, resolve);
      sent.on('error', reject);
      sent.end(body);
    });
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') };
  }
}
