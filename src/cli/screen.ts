import { type Outlet, widthOf } from './io.js';
import { plain, shorten } from './plain.js';

/** A terminal with one line at its foot that is written again and again, and lasting lines above it. */
export class Screen {
  readonly #outlet: Outlet;
  #status = '';

  constructor(outlet: Outlet) {
    this.#outlet = outlet;
  }

  /** Writes a lasting line, which may hold colours; the foot line stays below it. */
  line(text: string): void {
    this.#outlet.write(`${this.#status === '' ? '' : clear}${text}\n${this.#status}`);
  }

  /** Sets the foot line, cut to the terminal's width; an empty text removes it. */
  status(text: string): void {
    const cut = shorten(plain(text), widthOf(this.#outlet) - 1);
    if (cut === this.#status) return;
    this.#outlet.write(`${this.#status === '' ? '' : clear}${cut}`);
    this.#status = cut;
  }
}

const clear = '\r\u001b[2K';
