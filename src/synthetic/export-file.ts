import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createGzip, type Gzip } from 'node:zlib';

/** Text that is collected before it is handed to the stream, in UTF-16 units. */
const chunk = 1 << 17;

/** One file that is being written: it never holds much more than the stream's own buffer if `drained` is awaited. */
export class ExportFile {
  readonly path: string;
  readonly #file: WriteStream;
  readonly #gzip: Gzip | undefined;
  #text = '';
  #flowing = true;
  #failure: Error | undefined;
  #bytes = 0;

  constructor(path: string, compress: boolean) {
    this.path = path;
    this.#file = createWriteStream(path, { mode: 0o600 });
    if (compress) {
      this.#gzip = createGzip({ level: 9 });
      this.#gzip.pipe(this.#file);
    }
    // A stream may drain while another one is waited for.
    (this.#gzip ?? this.#file).on('drain', () => {
      this.#flowing = true;
    });
    this.#file.on('error', (error) => {
      this.#failure = error;
    });
  }

  /** Bytes on disk; complete after `close`. */
  get bytes(): number {
    return this.#gzip ? this.#file.bytesWritten : this.#bytes;
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= chunk) this.#flush();
  }

  /** Waits until the stream takes more. */
  async drained(): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (this.#flowing) return;
    await once(this.#gzip ?? this.#file, 'drain');
  }

  get isFull(): boolean {
    return !this.#flowing || this.#failure !== undefined;
  }

  async close(): Promise<void> {
    this.#flush();
    const closed = once(this.#file, 'close');
    (this.#gzip ?? this.#file).end();
    await closed;
    if (this.#failure) throw this.#failure;
  }

  #flush(): void {
    const data = Buffer.from(this.#text, 'utf8');
    this.#text = '';
    this.#bytes += data.length;
    if (data.length > 0) this.#flowing = (this.#gzip ?? this.#file).write(data) && this.#flowing;
  }
}
