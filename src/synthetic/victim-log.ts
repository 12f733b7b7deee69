import type { Attempt } from './agenda.js';
import { daySeconds } from './calendar.js';
import type { Line } from './lines.js';
import type { Party } from './parties.js';

/** Who was worked on by a scam, day by day, as it really happened: only what was answered counts. */
export class VictimLog {
  #today = new Map<Party, { lines: Set<Line>; talked: boolean }>();
  #day = 0;
  readonly #rows: { victim: Party; lines: Line[]; day: number }[] = [];

  /** Notes an answered call of a scam; calls come in the order of time. */
  note({ caller, callee, at, scam }: Attempt): void {
    if (scam === undefined) return;
    const day = Math.floor(at / daySeconds);
    if (day !== this.#day) this.#close(day);
    const entry = this.#today.get(callee) ?? { lines: new Set(), talked: false };
    entry.lines.add(caller);
    entry.talked ||= scam === 'talk';
    this.#today.set(callee, entry);
  }

  /** Whoever was talked to, not only probed: with the lines that rang that day, by day. */
  rows(): readonly { victim: Party; lines: Line[]; day: number }[] {
    this.#close(this.#day);
    return this.#rows;
  }

  #close(next: number): void {
    for (const [victim, { lines, talked }] of this.#today) {
      if (talked) this.#rows.push({ victim, lines: [...lines], day: this.#day });
    }
    this.#today = new Map();
    this.#day = next;
  }
}
