import { createHash } from 'node:crypto';

/** The sha256 of a text or bytes, in hex. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
