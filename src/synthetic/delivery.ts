import type { Draws } from './draws.js';
import type { ExportFile } from './export-file.js';

/** Rows that wait for the next delivery at most; a switch that was cut off for long loses the rest. */
const most = 200_000;

/** One stream of records on its way to the files: some rows get lost, come late or twice, some clocks are off. */
export class Delivery {
  readonly #random: Draws;
  readonly #lost: number;
  readonly #late: number;
  readonly #doubled: number;
  readonly #skewed: number;
  #waiting: string[] = [];

  /** @param share mean share of each imperfection; 0 delivers everything once and in time. */
  constructor(random: Draws, share: number) {
    this.#random = random;
    const draw = () => share * random.between(0.3, 1.7);
    [this.#lost, this.#late, this.#doubled, this.#skewed] = [draw(), draw(), draw(), draw()];
  }

  /** Seconds by which the clock that stamps the next record is off. */
  skew(): number {
    if (this.#skewed === 0 || !this.#random.chance(this.#skewed)) return 0;
    return this.#random.whole(2, 45) * (this.#random.chance(0.5) ? 1 : -1);
  }

  /** Hands a row on; returns how often it comes: 0, 1 or 2 times. */
  deliver(file: ExportFile, row: string): number {
    const draw = this.#lost === 0 ? 1 : this.#random.next();
    if (draw < this.#lost) return 0;
    if (draw < this.#lost + this.#late && this.#waiting.length < most) {
      this.#waiting.push(row);
      return 1;
    }
    file.write(row);
    if (draw < this.#lost + this.#late || draw >= this.#lost + this.#late + this.#doubled) return 1;
    file.write(row);
    return 2;
  }

  /** Writes what is late into the file of another day. */
  catchUp(file: ExportFile): void {
    for (const row of this.#waiting) file.write(row);
    this.#waiting = [];
  }
}
